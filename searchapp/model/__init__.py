"""The nouns everything else speaks in: frozen, compared by value, free of any library or shell."""
