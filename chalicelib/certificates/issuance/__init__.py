"""Issuance: from a published decision to a certificate that its holder can fetch, step by step."""
