"""Yimen 一门: one-door government services."""
