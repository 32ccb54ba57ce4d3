"""The use cases of the jury."""
