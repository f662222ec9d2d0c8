"""What several verbs of licences share."""
