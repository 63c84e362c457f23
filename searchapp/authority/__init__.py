"""Pass two, over all articles: issue dates, identities of people and sources, targets of references."""
