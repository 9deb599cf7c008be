"""The registries: which source kinds and channels there are, each a line.

A new channel is its module, a line here, its test, and a row in the README.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from chipwire.ports import Channel, ChannelDownError, Source
from chipwire.settings import Settings, SmtpSettings

if TYPE_CHECKING:
    from chipwire.app.credentials import Credentials
    from chipwire.channels.mime import Letterhead
    from chipwire.channels.smtp import SmtpOptions
    from chipwire.sources.options import FetchOptions


def _http(options: "FetchOptions") -> Source:
    from chipwire.sources.http import HttpSource

    return HttpSource(options)


SOURCES: Mapping[str, Callable[["FetchOptions"], Source]] = {
    "feed": _http,
    "federal-register": _http,
    "sitemap-news": _http,
    "page": _http,
}
"""Kind of a feed in feeds.yaml → what fetches it (core.parsing.kinds reads it)."""


def source_of(options: "FetchOptions") -> Source:
    """One source for feeds of every kind."""
    from chipwire.app.sources import SourcesByKind

    return SourcesByKind(SOURCES, options)


def outbox(settings: Settings) -> Channel:
    """Mails as files, where no mail server is set or none can be reached."""
    from chipwire.channels.files import FilesChannel

    return FilesChannel(settings.home / "outbox", letterhead_of(settings))


def _mail(settings: Settings) -> Channel:
    from chipwire.channels.smtp import SmtpChannel

    if not settings.smtp.host:
        return outbox(settings)
    return SmtpChannel(smtp_options(settings.smtp), letterhead_of(settings))


def _push(_: Settings) -> Channel:
    from chipwire.channels.push import PushChannel

    return PushChannel()


CHANNELS: Mapping[str, Callable[[Settings], Channel]] = {
    "mail": _mail,
    "push": _push,
}
"""Name of a channel in subscribers.yaml → what sends through it."""

NAMED_CHANNELS = CHANNELS.keys() - {"push"}
"""Those that a reader names; push is meant by giving an Apprise address."""


def channels_of(settings: Settings) -> dict[str, Channel]:
    """All channels, made for these settings; none of them connects before it sends."""
    return {name: make(settings) for name, make in CHANNELS.items()}


def letterhead_of(settings: Settings) -> "Letterhead":
    """What all mails have in common."""
    from chipwire.channels.mime import Letterhead

    return Letterhead(
        sender=settings.smtp.sender,
        reply_to=settings.smtp.reply_to,
        one_click=_one_click(settings),
    )


def stop_link(settings: Settings) -> Callable[[str], str]:
    """Where a subscriber ends their mails, as the mails show it; "" where there is no way."""
    return _one_click(settings) or partial(_mail_that_stops, settings.smtp.reply_to)


def _mail_that_stops(reply_to: str | None, subscriber: str) -> str:
    from chipwire.channels.mime import mail_that_stops

    try:
        return mail_that_stops(subscriber, reply_to) if reply_to else ""
    except ChannelDownError:
        # The mail channel says so itself; the digest need not wait for that to be mended.
        return ""


def _one_click(settings: Settings) -> Callable[[str], str] | None:
    from chipwire.jobs.unsubscribe import stop_url

    if not settings.public_url:
        return None
    return partial(stop_url, settings.public_url, unsubscribe_key(settings))


def unsubscribe_key(settings: Settings) -> bytes:
    """What signs the addresses that stop a reader's mails."""
    from chipwire.channels.secrets import signing_key

    return signing_key(settings.home / "unsubscribe.key")


def smtp_options(smtp: SmtpSettings) -> "SmtpOptions":
    """How to reach the mail server that the settings name."""
    from chipwire.channels.smtp import SmtpOptions

    assert smtp.host  # noqa: S101 - asked only where a host is set
    return SmtpOptions(
        host=smtp.host,
        port=smtp.port,
        username=smtp.username,
        password=smtp.password.get_secret_value() if smtp.password else None,
        tls=smtp.tls,
        timeout=smtp.timeout,
        ca_bundle=smtp.ca_bundle,
    )


def fetch_options(
    settings: Settings,
    allowed: frozenset[tuple[str, int]] = frozenset(),
    credentials: "Credentials | None" = None,
    pause: float | None = None,
) -> "FetchOptions":
    """Bounds and manners of fetching that the settings name."""
    from chipwire.sources.options import FetchOptions

    return FetchOptions(
        allow=allowed,
        headers=credentials.headers if credentials else {},
        unready=credentials.unready if credentials else {},
        pause=pause,
        **settings.fetch.model_dump(),
    )
