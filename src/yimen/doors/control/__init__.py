"""The hall manager's door: what is in work, and the demo clock."""
