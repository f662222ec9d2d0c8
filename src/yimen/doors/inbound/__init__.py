"""The door of departments' own systems: answers pushed or polled become verbs. A system is a user like any other."""
