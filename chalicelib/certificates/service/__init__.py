"""The use cases of certificates."""
