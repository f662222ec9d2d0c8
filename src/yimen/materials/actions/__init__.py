"""The verbs of materials, one a file. They run inside the deed of what the pile belongs to."""
