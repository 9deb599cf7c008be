"""The commands, thin over functions that a page can call too."""

from chipwire.cli.commands import app

__all__ = ["app"]
