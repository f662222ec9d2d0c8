"""Widgets that all doors share: page, form fields, chips, tables. Belongs to no door and knows no room."""
