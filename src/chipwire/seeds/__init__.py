"""YAML files to core model and back, with errors that name file, line and field."""
