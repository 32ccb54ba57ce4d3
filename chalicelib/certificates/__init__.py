"""Certificates: what is issued, its documents, its proof."""
