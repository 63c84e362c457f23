"""Search for the archive of a periodical: full text, facets, and addresses that last."""

__version__ = "0.1.0"
