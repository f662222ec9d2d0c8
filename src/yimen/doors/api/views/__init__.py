"""The addresses of the machines' door. Each view makes one call of the rooms below, like the pages."""
