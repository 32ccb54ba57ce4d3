"""What clients send and receive about certification (JSON, snake_case)."""
