"""Use cases of centres, invigilators and candidates."""
