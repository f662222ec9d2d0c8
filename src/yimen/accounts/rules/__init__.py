"""Rules of accounts. Pure."""
