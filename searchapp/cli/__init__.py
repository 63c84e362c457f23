"""The command line."""

from searchapp.cli.commands import main

__all__ = ["main"]
