"""Exposure prices of items, solved offline as a linear program (build time only: needs SciPy)."""
