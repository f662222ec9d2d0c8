"""Assembly only: settings, URLs, processes and the command line."""
