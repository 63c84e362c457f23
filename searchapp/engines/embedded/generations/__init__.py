"""One complete state after another: which is served, and whether it is what was written."""
