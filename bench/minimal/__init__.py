"""A minimal signed-in Django endpoint that inserts the same rows: sessions, accounts, CSRF, one view."""
