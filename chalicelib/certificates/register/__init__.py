"""The national register: certificates told to the Caisse des dépôts in files, and its receipts read back."""
