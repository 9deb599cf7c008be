"""Garbage collection, fitted to processes that make much at their start and keep it."""

import atexit
import gc

_YOUNG = 20_000
"""Objects made since the last look for garbage: in cycles is little of it, and Python's own 700
has a sixth of a short process's time go into looking."""


def seldom_collected() -> None:
    """Look for cycles seldom, and at the end not at all: the process goes with what it holds."""
    gc.set_threshold(_YOUNG, 20, 20)
    atexit.register(gc.freeze)
