"""What several verbs of custody share."""
