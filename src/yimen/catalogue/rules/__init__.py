"""Pure rules of the catalogue: no Django, no clock; files are read only where a function is given a path."""
