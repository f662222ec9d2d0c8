"""Certificates and licences issued. Knows a source (kind, id), not a case."""
