"""Answers as typed views: everything a template shows is computed here, and nothing in the template."""
