"""The citizen's door: guides, what to bring, progress, proof; without sign-in, phone first."""
