"""The long proofs: `make proof ONLY=kill`. What watches the programs stands here too, never in the programs."""
