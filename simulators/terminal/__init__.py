"""A card terminal at a window: takes a sale, waits for the card, approves or declines. REST and JSON."""
