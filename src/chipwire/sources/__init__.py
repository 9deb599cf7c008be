"""Where news comes from: fetching, one module a kind of source."""
