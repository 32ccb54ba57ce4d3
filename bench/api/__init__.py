"""What the API is compared with."""
