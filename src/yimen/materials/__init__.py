"""Documents handed over: what was seen or kept, and their scans. Knows a source (kind, id), not a case."""
