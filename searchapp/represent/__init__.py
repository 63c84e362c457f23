"""Answers for machines: pure functions from the nouns to the formats other programs read."""
