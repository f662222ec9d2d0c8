"""Pieces that several verbs share inside their deeds. None of them is a verb, and none opens a transaction."""
