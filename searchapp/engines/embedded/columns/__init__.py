"""Named arrays in files: what a segment and a generation are made of, as they lie on the disk."""
