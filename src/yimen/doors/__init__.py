"""How people and systems come in. Doors call reads and actions and hold no rows of their own."""
