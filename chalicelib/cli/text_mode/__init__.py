"""An assessment in the terminal, against a running API."""
