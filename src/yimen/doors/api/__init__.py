"""The machines' door: the same verbs and reads as the screens, described by OpenAPI 3.1."""
