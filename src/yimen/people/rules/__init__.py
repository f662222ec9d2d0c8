"""Rules of people, pure: identity numbers, masks, whose records an actor sees, what a region profile holds."""
