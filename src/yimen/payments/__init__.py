"""Payments: one for a whole application, with lines per payer and account. Knows a source (kind, id), not a case."""
