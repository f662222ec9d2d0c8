"""Widgets that all doors share: page, fields, chips, steps, people, sums. Belongs to no door; takes rooms' sheets."""
