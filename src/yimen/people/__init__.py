"""Persons and organisations, and the offices: departments, centres, windows, posts. Knows no matter and no case."""
