"""What a source needs to know of the settings."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chipwire import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Bounds and manners of fetching. Times are seconds, sizes bytes.

    `allow` are exact (host, port) pairs on private networks that may be asked although
    `allow_private_networks` is false. `headers` are extra request headers by feed id, secrets
    resolved; they go to the feed's own host only. `unready` says, by feed id, why a feed cannot
    be asked (a sentence, no secrets). After `pause` seconds without an answer the caller is told
    so, by default never. `contact` is named in the user agent.
    """

    allow_private_networks: bool = False
    allow: frozenset[tuple[str, int]] = frozenset()
    timeout: float = 30.0
    connect_timeout: float = 10.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    per_host: int = 2
    concurrency: int = 64
    user_agent: str = ""
    contact: str = ""
    ca_bundle: Path | None = None
    proxy: str | None = None
    pause: float | None = None
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unready: Mapping[str, str] = field(default_factory=dict)

    def agent(self) -> str:
        """The User-Agent: who comes, and where its people can be reached."""
        if self.user_agent:
            return self.user_agent
        return f"Chipwire/{__version__} (feed reader{f'; +{self.contact}' if self.contact else ''})"

    def tls_context(self) -> ssl.SSLContext | None:
        """The system's authorities and the extra bundle; None where there is no bundle.

        Raises:
            OSError: the bundle cannot be read.
        """
        if self.ca_bundle is None:
            return None
        context = ssl.create_default_context()
        context.load_verify_locations(cafile=self.ca_bundle)
        return context
