"""Speed as ratios in one run: against a bare program and a minimal endpoint doing the same writes. Never a test."""
