"""The commands, thin over functions that a page can call too."""
