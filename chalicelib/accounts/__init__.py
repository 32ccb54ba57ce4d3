"""People, sign-in, tokens, export and erasure."""
