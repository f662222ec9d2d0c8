"""What every room stands on: actor, action shell, journal, outbox, clock, numbers, files, crypto. Knows no case."""
