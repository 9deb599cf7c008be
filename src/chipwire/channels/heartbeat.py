"""A sign of life for a watcher outside: a machine that is dead cannot say so itself."""

import logging
import urllib.error
import urllib.request
from datetime import datetime, timedelta
from http.client import HTTPException
from urllib.parse import urlsplit

log = logging.getLogger(__name__)

_PATIENCE = 10.0


class Heartbeat:
    """Fetches a URL, at most once in `every`; a failure is logged and nothing more."""

    def __init__(self, url: str, every: timedelta = timedelta(minutes=5)) -> None:
        self._url = url
        self._every = every
        self._last: datetime | None = None

    def beat(self, now: datetime) -> bool:
        """Whether the watcher was reached; True too where it is too early to ask again."""
        if urlsplit(self._url).scheme not in ("http", "https"):
            log.error("CHIPWIRE_HEARTBEAT_URL must begin with http:// or https://")
            return False
        if self._last is not None and now - self._last < self._every:
            return True
        try:
            with urllib.request.urlopen(self._url, timeout=_PATIENCE):  # noqa: S310 # the scheme is checked above
                self._last = now
        except (OSError, HTTPException) as error:
            # The path is the secret that proves who beats.
            host = urlsplit(self._url).hostname
            log.warning("the watcher at %s was not reached: %s", host, _reason(error))
            return False
        return True


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return f"status {error.code}"
    return type(error).__name__
