"""What the service does again and again."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A job and how often it is woken, in seconds.

    `run` is given a function that says whether the service is stopping; it ends soon after.
    The wake-up decides nothing: what is due, and that it happens once, is the database's word.
    """

    name: str
    seconds: float
    run: Callable[[Callable[[], bool]], object]
