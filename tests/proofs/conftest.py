"""The proofs are programs; of their own tests there is one module."""

from __future__ import annotations

collect_ignore = ["fuzz.py"]
"""Imports atheris, which only `make fuzz` installs."""
