"""Readers: bytes of one format in, a raw feed out."""
