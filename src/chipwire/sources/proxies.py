"""The proxy for each address: the setting, else the usual environment variables."""

from collections.abc import Callable, Mapping
from functools import cache
from urllib import request
from urllib.parse import urlsplit

# typeshed leaves this public function of the standard library out
_bypass_environment: Callable[[str, Mapping[str, str]], bool] = vars(request)[
    "proxy_bypass_environment"
]


class Proxies:
    """Chooses the proxy. `setting` wins over HTTP_PROXY, HTTPS_PROXY and ALL_PROXY.

    NO_PROXY counts for the environment's proxies, and not for one that was set on purpose.
    """

    def __init__(self, setting: str | None) -> None:
        self._setting = setting
        self._environment = {} if setting else request.getproxies_environment()
        self._bypassed = cache(self._bypass)

    def of(self, url: str) -> str | None:
        """The proxy's address, or None for a straight connection."""
        if self._setting or not self._environment:
            return self._setting
        parts = urlsplit(url)
        proxy = self._environment.get(parts.scheme) or self._environment.get("all")
        return None if not proxy or self._bypassed(parts.netloc) else proxy

    def endpoints(self) -> list[tuple[str, int]]:
        """Host and port of every proxy that may be used."""
        named = [self._setting] if self._setting else list(self._environment.values())
        parts = [urlsplit(proxy) for proxy in named if proxy and "://" in proxy]
        return [
            (p.hostname, p.port or (443 if p.scheme == "https" else 80))
            for p in parts
            if p.hostname
        ]

    def _bypass(self, netloc: str) -> bool:
        return bool(_bypass_environment(netloc.rpartition("@")[2], self._environment))
