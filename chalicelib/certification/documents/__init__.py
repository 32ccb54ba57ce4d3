"""The documents that a centre prints for a session: the attendance sheet and the invigilator's kit."""
