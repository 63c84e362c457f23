"""Engines: they hold articles and answer questions, all by one contract (`engines.base`)."""
