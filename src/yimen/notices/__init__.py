"""Documents that the office hands out: receipts, notices, payment slips. Knows a source (kind, id), not a case."""
