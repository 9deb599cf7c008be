"""Which addresses may be asked: the open web only, unless the settings say otherwise."""

import asyncio
import socket
import unicodedata
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain")
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = IPv6Network("::/96")


class RefusedAddressError(Exception):
    """The address lies on a private network or is none a feed could have."""


class Gate:
    """Decides what may be asked. `allow` are exact (host, port) pairs that always may."""

    def __init__(self, *, private: bool, allow: frozenset[tuple[str, int]] = frozenset()) -> None:
        self._private = private
        self._allow = allow

    def also(self, host: str, port: int) -> "Gate":
        """A gate that lets one more pair through (a proxy's own address)."""
        return Gate(private=self._private, allow=self._allow | {(host, port)})

    def names(self, url: str) -> bool:
        """Whether the address is one of the exact pairs, and so lies on our side of any proxy."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return (parts.hostname or "", port) in self._allow

    def check_url(self, url: str) -> None:
        """Everything that can be said before a name is resolved.

        Raises:
            RefusedAddressError: not http(s), no host, a local name, or a private literal in
                any notation that a C library takes (0x7f.1, 2130706433, [::ffff:127.0.0.1]).
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise RefusedAddressError("The address is not well-formed.") from None
        if parts.scheme not in ("http", "https") or not host:
            raise RefusedAddressError("Only http and https addresses are fetched.")
        self.check_host(host, port or (443 if parts.scheme == "https" else 80))

    def check_host(self, host: str, port: int) -> None:
        """Raises RefusedAddressError for a local name or a private literal."""
        if self._private or (host, port) in self._allow:
            return
        plain = unicodedata.normalize("NFKC", host).lower().rstrip(".")
        literal = _literal(plain)
        if literal is not None and not is_public(literal):
            raise RefusedAddressError(f"{host} is an address on a private network.")
        if literal is None and _is_local_name(plain):
            raise RefusedAddressError(f"{host} is a name on a private network.")

    def check_answer(self, host: str, port: int, addresses: Sequence[str]) -> None:
        """Raises RefusedAddressError where a name's answer holds any private address."""
        if self._private or (host, port) in self._allow:
            return
        for address in addresses:
            if not is_public(ip_address(address.partition("%")[0])):
                raise RefusedAddressError(f"{host} leads to an address on a private network.")


class GatedResolver(AbstractResolver):
    """Resolves names and hands out checked addresses only.

    The connection is opened to exactly these addresses, so a second DNS answer, given
    between check and connect, has no say.
    """

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host`.

        Raises:
            OSError: the name has none.
            RefusedAddressError: one of them may not be asked.
        """
        self._gate.check_host(host, port)
        loop = asyncio.get_running_loop()
        answers = await loop.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG
        )
        addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in answers))
        self._gate.check_answer(host, port, addresses)
        return [_result(host, port, address) for address in addresses]

    async def close(self) -> None:
        """Nothing is held open."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether the open web can stand there; IPv4 inside IPv6 is looked at as IPv4."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and (address.is_site_local or address.scope_id):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64 or (address in _IPV4_COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that this host spells, as inet_aton and inet_pton read it."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeEncodeError):
        return None


def _is_local_name(host: str) -> bool:
    return "." not in host or host.rpartition(".")[2] in _LOCAL_NAMES or host.endswith(".home.arpa")


def _result(host: str, port: int, address: str) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=socket.AF_INET6 if ":" in address else socket.AF_INET,
        proto=0,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
