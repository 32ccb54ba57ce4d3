"""The documents of certificates: typeset, signed, and how to check them."""
