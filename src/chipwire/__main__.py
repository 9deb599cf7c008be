"""`python -m chipwire` and the `chipwire` script."""
