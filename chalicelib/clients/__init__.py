"""Machine clients: other services that call ours in their own name."""
