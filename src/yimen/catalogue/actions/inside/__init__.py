"""Pieces that verbs of the catalogue use inside their transactions. None of them is a verb."""
