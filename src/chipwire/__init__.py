"""Chipwire watches news feeds for export controls and AI chips and mails one digest a day."""

__version__ = "0.1.0"
