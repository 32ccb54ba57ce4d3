"""The attempt log: start, next, answer, checkpoint, resume."""
