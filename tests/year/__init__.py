"""A year of a district: many matters, many people, every verb; checked against the law's tables and a second opinion."""
