"""Simulated people, to compare ways of choosing before anyone meets them."""
