"""Applications and their cases: accepted together, decided by departments step by step, each on its own clocks."""
