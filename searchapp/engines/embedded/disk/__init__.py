"""Files, names, locks and what goes wrong with them. Knows nothing of an index."""
