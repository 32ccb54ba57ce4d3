"""What a centre is handed after publication: a table of results, all certificates in one archive, a revocable link."""
