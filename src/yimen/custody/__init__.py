"""Where paper lies and how results reach people: hand-overs of piles, delivery of what was decided."""
