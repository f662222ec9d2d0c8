"""The counter's pages and verbs. Each view makes one call of the rooms below."""
