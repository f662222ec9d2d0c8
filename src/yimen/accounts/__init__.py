"""Who signs in: accounts and their passwords. Knows no posts and no persons of a case."""
