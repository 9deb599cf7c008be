"""The doctor's checks: everything that a broken morning could come from, each in words."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parseaddr
from enum import StrEnum
from zoneinfo import ZoneInfo

from chipwire.app import registry
from chipwire.app.parts import Parts
from chipwire.app.sentinel import SENTINEL, SENTINEL_LATE
from chipwire.core.matching import WatchlistError
from chipwire.core.model import FeedState, Subscriber
from chipwire.core.timing.concerns import concerns
from chipwire.core.timing.due import next_due
from chipwire.ports import StoreError

LEAST_SPACE = 200_000_000
"""Bytes free in the data folder below which a write-ahead log may soon have no room."""

STALE_TICK = timedelta(minutes=15)


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "ok"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's outcome, and for anything but good what to do."""

    level: Level
    what: str
    words: str


Check = Callable[[Parts], Iterator[Finding]]


def check_all(parts: Parts) -> Iterator[Finding]:
    """All checks; one that fails to run is a finding, not an end."""
    for check in (
        _names,
        _seeds,
        _watchlist,
        _home,
        _database,
        _feeds,
        _reach,
        _sentinel,
        _mail,
        _stopping,
        _trouble,
        _readers,
    ):
        try:
            yield from check(parts)
        except (StoreError, OSError, ValueError) as error:
            yield Finding(level=Level.BAD, what=check.__name__.strip("_"), words=str(error))


def _names(parts: Parts) -> Iterator[Finding]:
    for warning in parts.loaded.warnings:
        yield Finding(level=Level.BAD, what="settings", words=warning)
    if not parts.loaded.warnings:
        count = len(parts.loaded.origins)
        yield Finding(level=Level.GOOD, what="settings", words=f"{count} set, all names known")


def _seeds(parts: Parts) -> Iterator[Finding]:
    seeds = parts.seedbook.seeds
    for problem in seeds.problems:
        yield Finding(level=Level.BAD, what="seeds", words=str(problem))
    where = "the shipped files, read only" if parts.settings.seeds is None else parts.settings.seeds
    words = (
        f"{where}: {len(seeds.feeds)} feeds, {len(seeds.watchlist.topics)} topics, "
        f"{len(seeds.subscribers)} readers"
    )
    yield Finding(level=Level.GOOD, what="seeds", words=words)


def _watchlist(parts: Parts) -> Iterator[Finding]:
    try:
        parts.judge.judge_many([])
    except WatchlistError as error:
        yield Finding(level=Level.BAD, what="watchlist", words=str(error))
        return
    yield Finding(level=Level.GOOD, what="watchlist", words="every keyword can be looked for")


def _home(parts: Parts) -> Iterator[Finding]:
    home = parts.settings.home
    home.mkdir(parents=True, exist_ok=True)
    probe = home / ".doctor"
    probe.write_bytes(b"")
    probe.unlink()
    free = shutil.disk_usage(home).free
    level = Level.GOOD if free >= LEAST_SPACE else Level.BAD
    yield Finding(level=level, what="home", words=f"{home}: {_megabytes(free)} free")


def _database(parts: Parts) -> Iterator[Finding]:
    database = parts.database
    size = database.size()
    words = f"{database.name}: " + (_megabytes(size) if size is not None else "size unknown")
    yield Finding(level=Level.GOOD, what="database", words=words)
    ticks = {name: at for name, at in parts.marks.marks().items() if name.startswith("tick ")}
    if not ticks:
        words = "has not run on this database yet; `chipwire run` starts it"
        yield Finding(level=Level.NOTE, what="service", words=words)
        return
    last = max(ticks.values())
    late = parts.now() - last > STALE_TICK
    words = f"last worked at {last.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    advice = "; is `chipwire run` alive?" if late else ""
    yield Finding(level=Level.BAD if late else Level.GOOD, what="service", words=words + advice)


def _feeds(parts: Parts) -> Iterator[Finding]:
    found = parts.conditions()
    if not found:
        words = "feeds.yaml names no feed: every digest will be blind"
        yield Finding(level=Level.BAD, what="feeds", words=words)
        return
    for one in found:
        if one.state not in (FeedState.FINE, FeedState.NOT_POLLED):
            words = f"{one.name}: {one.words}{f' ({one.advice})' if one.advice else ''}"
            yield Finding(level=Level.NOTE, what="feeds", words=words)
    names = {one.feed.id: one.name for one in found}
    for feed, why in parts.credentials().unready.items():
        yield Finding(level=Level.BAD, what="feeds", words=f"{names[feed]}: {why}")
    for concern in concerns(found, parts.now()):
        words = f"{concern.cause}: {concern.words.replace(chr(10), ' ')}"
        yield Finding(level=Level.BAD, what="feeds", words=words)
    good = sum(one.state is FeedState.FINE for one in found)
    yield Finding(level=Level.GOOD, what="feeds", words=f"{good} of {len(found)} are fine")


def _reach(parts: Parts) -> Iterator[Finding]:
    """What polling may reach, and through what."""
    from chipwire.sources.proxies import Proxies

    fetch = parts.settings.fetch
    if fetch.allow_private_networks:
        words = "addresses on private networks may be fetched, by your setting"
        yield Finding(level=Level.NOTE, what="fetching", words=words)
    if Proxies(fetch.proxy).endpoints():
        words = (
            "a proxy is used: it resolves names itself, so that only literal addresses and "
            "redirects are checked here; let the proxy refuse private networks"
        )
        yield Finding(level=Level.NOTE, what="fetching", words=words)


def _sentinel(parts: Parts) -> Iterator[Finding]:
    """Whether the daily article came through."""
    last = parts.marks.marks().get(SENTINEL)
    if last is None:
        words = "has not arrived yet; `chipwire run` sends it once a day"
        yield Finding(level=Level.NOTE, what="sentinel", words=words)
        return
    words = f"last arrived at {last.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    late = parts.now() - last > SENTINEL_LATE
    advice = "; the log says where it stopped, if `chipwire run` is alive" if late else ""
    yield Finding(level=Level.BAD if late else Level.GOOD, what="sentinel", words=words + advice)


def _mail(parts: Parts) -> Iterator[Finding]:
    from chipwire.channels.secrets import doubtful_characters
    from chipwire.channels.smtp import SmtpChannel
    from chipwire.ports import ChannelDownError

    smtp = parts.settings.smtp
    if not parseaddr(smtp.sender)[1].count("@"):
        words = f"CHIPWIRE_SMTP__SENDER {smtp.sender!r} is no address"
        yield Finding(level=Level.BAD, what="mail", words=words)
    if not smtp.host:
        words = f"no mail server is set: mails go to {parts.settings.home / 'outbox'} as files"
        yield Finding(level=Level.NOTE, what="mail", words=words)
        return
    if smtp.password and (doubt := doubtful_characters(smtp.password.get_secret_value())):
        yield Finding(level=Level.BAD, what="mail", words=f"CHIPWIRE_SMTP__PASSWORD {doubt}")
    channel = SmtpChannel(registry.smtp_options(smtp), registry.letterhead_of(parts.settings))
    try:
        channel.check_login()
    except ChannelDownError as error:
        yield Finding(level=Level.BAD, what="mail", words=f"{smtp.host}: {error}")
        return
    secure = {"starttls": "STARTTLS", "implicit": "TLS", "none": "no encryption"}[smtp.tls]
    login = f"logged in as {smtp.username}" if smtp.username else "no login"
    words = f"{smtp.host} answers, {secure}, {login}"
    yield Finding(level=Level.GOOD, what="mail", words=words)


def _stopping(parts: Parts) -> Iterator[Finding]:
    """By which way readers can stop their mails."""
    settings = parts.settings
    url, level = settings.public_url or "", Level.NOTE
    if url.startswith("https:") and settings.http.port:
        level, words = Level.GOOD, f"by one click, at {url} (it has to reach the health port)"
    elif url:
        words = "CHIPWIRE_PUBLIC_URL is plain http: no mail program offers its one click (RFC 8058)"
        if not settings.http.port:
            words = "CHIPWIRE_PUBLIC_URL leads nowhere: CHIPWIRE_HTTP__PORT is 0"
    elif settings.smtp.reply_to:
        level, words = Level.GOOD, f"by a mail to {settings.smtp.reply_to}"
    else:
        words = "mails name no way: set CHIPWIRE_PUBLIC_URL, or CHIPWIRE_SMTP__REPLY_TO"
    yield Finding(level=level, what="unsubscribing", words=words)


def _trouble(parts: Parts) -> Iterator[Finding]:
    """Who would hear of trouble, and what already went wrong."""
    if not parts.settings.operator:
        words = "CHIPWIRE_OPERATOR is not set: nobody hears of dead letters and blind days"
        yield Finding(level=Level.NOTE, what="operator", words=words)
    dead = parts.deliveries.dead_letters(parts.now() - timedelta(days=14))
    for delivery in dead:
        words = f"dead letter to {delivery.recipient}: {delivery.error}"
        yield Finding(level=Level.BAD, what="delivery", words=words)
    if not dead:
        yield Finding(level=Level.GOOD, what="delivery", words="no dead letter in 14 days")


def _readers(parts: Parts) -> Iterator[Finding]:
    readers = parts.seedbook.seeds.subscribers
    if not readers:
        words = "subscribers.yaml names no reader; `chipwire subscribers add ADDRESS`"
        yield Finding(level=Level.BAD, what="readers", words=words)
    stopped = parts.readers.stopped_since()
    for reader in readers:
        if reader.id in stopped:
            how, when = stopped[reader.id]
            words = f"{reader.id}: {how} since {when:%Y-%m-%d}; `chipwire subscribers resume`"
            yield Finding(level=Level.NOTE, what="readers", words=words)
            continue
        words = f"{reader.id}: next send {next_send(parts, reader)}"
        yield Finding(level=Level.GOOD, what="readers", words=words)


def next_send(parts: Parts, reader: Subscriber) -> str:
    """When the reader's next digest goes out, in their time and in UTC."""
    instant = next_due(reader, parts.now())
    if instant is None:
        return "none: paused"
    local = instant.astimezone(ZoneInfo(reader.zone))
    return f"{local:%a %Y-%m-%d %H:%M} {reader.zone} ({instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC)"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
