"""The project's own labelled set, and what measures matching on it; not shipped."""
