"""One feed's conversation with its server: request, redirects, answer, outcome."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from chipwire.core.model import (
    CacheHints,
    Document,
    Fault,
    Feed,
    FetchFailed,
    FetchOutcome,
    NotModified,
    Validators,
)
from chipwire.core.parsing.marks import body_hash, items_hash
from chipwire.sources.bodies import Turn, read_body
from chipwire.sources.faults import failed, from_error, shown, status_failed
from chipwire.sources.network import Gate
from chipwire.sources.options import FetchOptions
from chipwire.sources.proxies import Proxies

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_HINT = 31 * 86_400


@dataclass(frozen=True, slots=True)
class _Hop:
    """Where the conversation stands. `permanent`: every redirect so far was for good."""

    url: str
    seen: tuple[str, ...] = ()
    permanent: bool = True


class Exchange:
    """Talks to one server after another until there is an outcome."""

    def __init__(
        self, session: aiohttp.ClientSession, options: FetchOptions, now: datetime
    ) -> None:
        self._session = session
        self._options = options
        self._now = now
        self._turn: Turn | None = None
        self._gate = Gate(private=options.allow_private_networks, allow=options.allow)
        self._proxies = Proxies(options.proxy)
        self._headers = {
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate, br",
            "User-Agent": options.agent(),
        }

    def with_turn(self, turn: Turn) -> "Exchange":
        """The same, for one answer that takes its turn where it is large."""
        beside = copy(self)
        beside._turn = turn
        return beside

    async def fetch(self, feed: Feed) -> FetchOutcome:
        """Follows redirects by hand, so that each address is checked before it is asked.

        Raises:
            Exception: whatever the network does; `faults.from_error` puts it in words.
        """
        if words := self._options.unready.get(feed.id):
            return FetchFailed(fault=Fault.CREDENTIALS, message=words, fetched_at=self._now)
        hop = _Hop(feed.address)
        while True:
            step = await self._ask(feed, hop)
            if not isinstance(step, _Hop):
                return step
            hop = step

    async def _ask(self, feed: Feed, hop: _Hop) -> _Hop | FetchOutcome:
        try:
            self._gate.check_url(hop.url)
            async with self._session.get(
                URL(hop.url),
                headers=self._request_headers(feed, hop),
                proxy=self._proxy(hop.url),
                allow_redirects=False,
            ) as answer:
                if answer.status in _REDIRECTS and "Location" in answer.headers:
                    return self._redirected(feed, hop, answer)
                return await self._outcome(feed, hop, answer)
        except Exception as error:  # noqa: BLE001 - put in words with the address it happened at
            return from_error(error, hop.url, self._now, self._options.timeout)

    def _proxy(self, url: str) -> str | None:
        proxy = self._proxies.of(url)
        return None if proxy and self._gate.names(url) else proxy

    def _request_headers(self, feed: Feed, hop: _Hop) -> Mapping[str, str]:
        headers = dict(self._headers)
        own = self._options.headers.get(feed.id)
        if own and _origin(hop.url) == _origin(feed.url):
            headers.update(own)
        if not hop.seen:
            headers.update(_conditions(feed.validators))
        return headers

    def _redirected(
        self, feed: Feed, hop: _Hop, answer: aiohttp.ClientResponse
    ) -> _Hop | FetchFailed:
        target = urljoin(hop.url, answer.headers["Location"].strip()).partition("#")[0]
        seen = (*hop.seen, hop.url)
        if target in seen:
            return failed(Fault.REDIRECT, hop.url, "redirects in a circle.", self._now)
        if len(seen) > self._options.max_redirects:
            words = f"redirects more than {self._options.max_redirects} times."
            return failed(Fault.REDIRECT, feed.address, words, self._now)
        if not target.startswith(("http://", "https://")):
            words = f"redirects to what is no web address: {shown(target)}."
            return failed(Fault.REDIRECT, hop.url, words, self._now)
        return _Hop(target, seen, hop.permanent and answer.status in _PERMANENT)

    async def _outcome(self, feed: Feed, hop: _Hop, answer: aiohttp.ClientResponse) -> FetchOutcome:
        hints = cache_hints(answer.headers, self._now)
        moved_to = hop.url if hop.seen and hop.permanent else None
        if answer.status == 304 and not hop.seen and _conditions(feed.validators):
            return self._not_modified(feed, _freshened(feed.validators, answer), moved_to, hints)
        if not 200 <= answer.status < 300:
            return status_failed(answer.status, hop.url, self._now, hints)
        coding = answer.headers.get("Content-Encoding", "")
        chunks = answer.content.iter_any()
        body = await read_body(chunks, coding, self._options.max_bytes, self._turn)
        validators = _validators(answer, body, keep=hop.permanent)
        if _same(feed.validators, validators):
            return self._not_modified(feed, validators, moved_to, hints)
        return Document(
            url=hop.url,
            body=body,
            content_type=answer.headers.get("Content-Type"),
            status=answer.status,
            fetched_at=self._now,
            validators=validators,
            moved_to=moved_to,
            hints=hints,
        )

    def _not_modified(
        self, feed: Feed, validators: Validators, moved_to: str | None, hints: CacheHints
    ) -> NotModified:
        return NotModified(
            fetched_at=self._now,
            validators=validators,
            moved_to=moved_to or feed.moved_to,
            hints=hints,
        )


def cache_hints(headers: Mapping[str, str], now: datetime) -> CacheHints:
    """Cache-Control's max-age less Age, else Expires, and Retry-After in seconds or as a date
    (RFC 9110, RFC 9111)."""
    control = headers.get("Cache-Control", "").lower()
    ages = [part.partition("=")[2] for part in control.split(",") if part.strip()[:8] == "max-age="]
    age = _seconds(ages[0]) if ages and "no-cache" not in control else None
    used = _seconds(headers.get("Age", "")) or 0
    retry = headers.get("Retry-After", "")
    expires = None if ages or "no-cache" in control else _expires(headers, now)
    return CacheHints(
        max_age=max(age - used, 0) if age is not None else expires,
        retry_after=_seconds(retry) if retry.strip().isdigit() else _until(retry, now),
    )


def _seconds(value: str) -> int | None:
    digits = value.strip().strip('"')
    if not (digits.isascii() and digits.isdecimal()):
        return None
    return min(int(digits), _MAX_HINT) if len(digits) < 12 else _MAX_HINT


def _expires(headers: Mapping[str, str], now: datetime) -> int | None:
    """By the server's own clock, which may be wrong; "0" and what is past are no hint."""
    then = _moment(headers.get("Expires", ""))
    if then is None:
        return None
    ahead = int((then - (_moment(headers.get("Date", "")) or now)).total_seconds())
    return min(ahead, _MAX_HINT) if ahead > 0 else None


def _until(date: str, now: datetime) -> int | None:
    when = _moment(date)
    return min(max(int((when - now).total_seconds()), 0), _MAX_HINT) if when else None


def _moment(date: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _conditions(validators: Validators) -> dict[str, str]:
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in named.items() if value}


def _validators(answer: aiohttp.ClientResponse, body: bytes, *, keep: bool) -> Validators:
    """What to compare with next time. The server's own tags belong to the address they came
    from, so they are kept only where the next request goes straight there."""
    return Validators(
        etag=_bounded(answer.headers.get("ETag")) if keep else None,
        last_modified=_bounded(answer.headers.get("Last-Modified")) if keep else None,
        body_hash=body_hash(body),
        items_hash=items_hash(body),
    )


def _freshened(known: Validators, answer: aiohttp.ClientResponse) -> Validators:
    """A 304 may bring newer tags."""
    return replace(
        known,
        etag=_bounded(answer.headers.get("ETag")) or known.etag,
        last_modified=_bounded(answer.headers.get("Last-Modified")) or known.last_modified,
    )


def _bounded(value: str | None) -> str | None:
    return value if value and len(value) <= 1_000 else None


def _same(known: Validators, now: Validators) -> bool:
    """By the bytes, or by all of them that can hold news."""
    return bool(now.body_hash and now.body_hash == known.body_hash) or bool(
        now.items_hash and now.items_hash == known.items_hash
    )


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.rpartition("@")[2]
