"""Pure rules of selling a home: no Django, no clock."""
