"""A year of a district: a hundred matters, every verb; checked against the tables and a second opinion."""
