"""The portal's pages. Each view makes one call of the rooms below."""
