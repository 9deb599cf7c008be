"""What went wrong with a fetch, in words for people and without secrets."""

import re
import ssl
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from chipwire.core.model import CacheHints, Fault, FetchFailed
from chipwire.core.text.secrets import masked
from chipwire.sources.bodies import EncodingError, TooLargeError
from chipwire.sources.network import RefusedAddressError

_STATUS = {
    401: (Fault.FORBIDDEN, "asks for a login (401)"),
    402: (Fault.FORBIDDEN, "asks for payment (402)"),
    403: (Fault.FORBIDDEN, "refuses to answer us (403)"),
    404: (Fault.NOT_FOUND, "has nothing at this address (404)"),
    406: (Fault.FORBIDDEN, "refuses this kind of request (406)"),
    408: (Fault.TIMEOUT, "gave up waiting (408)"),
    410: (Fault.GONE, "says the feed is gone for good (410)"),
    429: (Fault.THROTTLED, "asks us to come less often (429)"),
    451: (Fault.FORBIDDEN, "may not answer for legal reasons (451)"),
}
# the first that fits: aiohttp's classes inherit from several of these at once
_ERRORS: tuple[tuple[tuple[type[BaseException], ...], Fault, str], ...] = (
    ((aiohttp.ConnectionTimeoutError,), Fault.CONNECT, "does not take our connection in time."),
    ((TimeoutError,), Fault.TIMEOUT, "did not finish its answer within {seconds:g} s."),
    ((TooLargeError,), Fault.TOO_LARGE, "sends more than the largest body allowed."),
    ((EncodingError,), Fault.ENCODING, "sends a body that cannot be read: {error}."),
    ((aiohttp.ClientConnectorDNSError,), Fault.DNS, "is a name that has no address now."),
    (
        (ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError),
        Fault.TLS,
        "has no trustworthy TLS connection: {tls}.",
    ),
    (
        (aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError),
        Fault.CONNECT,
        "could not be reached through the proxy.",
    ),
    ((aiohttp.ClientConnectorError,), Fault.CONNECT, "does not take our connection."),
    ((aiohttp.ClientPayloadError,), Fault.PROTOCOL, "broke its answer off in the middle."),
    (
        (aiohttp.ClientResponseError,),
        Fault.PROTOCOL,
        "does not answer in HTTP, or with headers too large.",
    ),
    (
        (aiohttp.InvalidURL, ValueError),
        Fault.PROTOCOL,
        "has an address or header that cannot be used.",
    ),
    ((aiohttp.ClientError, OSError), Fault.CONNECT, "broke the connection off."),
)
_SECRET_PART = re.compile(r"(?<=/)(?=[^/]*\d)[A-Za-z0-9_-]{20,}(?=/|$)")


def shown(url: str) -> str:
    """The address without login, query and long key-like parts of the path."""
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return "(an address that is not well-formed)"
    path = _SECRET_PART.sub("…", urlsplit(masked(url)).path)
    return f"{parts.scheme}://{host}{path}{'?…' if parts.query else ''}"[:200]


def status_failed(status: int, url: str, now: datetime, hints: CacheHints) -> FetchFailed:
    """The failure that a final status other than success means."""
    if status in _STATUS:
        fault, words = _STATUS[status]
    elif status >= 500:
        fault, words = Fault.SERVER, f"has a fault of its own ({status})"
    else:
        fault, words = Fault.PROTOCOL, f"answered with status {status}, which is no feed"
    message = f"{_host(url)} {words}: {shown(url)}."
    return FetchFailed(fault=fault, message=message, fetched_at=now, status=status, hints=hints)


def failed(fault: Fault, url: str, words: str, now: datetime) -> FetchFailed:
    """A failure with its sentence: the host, then what happened."""
    return FetchFailed(fault=fault, message=f"{_host(url)} {words}", fetched_at=now)


def from_error(error: BaseException, url: str, now: datetime, seconds: float) -> FetchFailed:
    """The failure that an exception on the way to `url` means."""
    cause = _innermost(error)
    if isinstance(cause, RefusedAddressError):
        return FetchFailed(fault=Fault.REFUSED_ADDRESS, message=str(cause), fetched_at=now)
    fault, words = _named(cause, seconds)
    return failed(fault, url, words, now)


def _named(error: BaseException, seconds: float) -> tuple[Fault, str]:
    for kinds, fault, words in _ERRORS:
        if isinstance(error, kinds):
            return fault, words.format(seconds=seconds, error=error, tls=_tls_words(error))
    return Fault.INTERNAL, f"met a fault of Chipwire's own ({type(error).__name__})."


def _innermost(error: BaseException) -> BaseException:
    """aiohttp wraps what its resolver raises; the refusal inside is what matters."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, RefusedAddressError):
            return inner
        inner = inner.__cause__ or inner.__context__
    return error


def _tls_words(error: BaseException) -> str:
    inner = getattr(error, "certificate_error", error)
    return str(getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or "no details")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "The address"
    except ValueError:
        return "The address"
