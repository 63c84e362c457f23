"""Words of a text, and the sentences that show them. The only analysis there is."""
