"""Matters and their versions, the dictionary of elements, bundles and decision tables. Knows no case."""
