"""A delivery as one RFC 5322 mail: text first, then HTML, nothing remote, nothing injectable."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy
from urllib.parse import quote

import idna

from chipwire.core.model import Delivery
from chipwire.ports import ChannelDownError, PermanentError

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NAMED = re.compile(r"""(?P<name>"[^"@<>]*"\s*|[^"@<>]*)<(?P<spec>[^<>]*)>""")
_PLAIN = re.compile(r"""[^\s@<>,;:"()\[\]\\]+@[^\s@<>,;:"()\[\]\\]+""")
_MOSTLY_ASCII = 0.2
"""Share of other characters up to which quoted-printable (3 bytes each) is the shorter one."""


class _Verbatim(UnstructuredHeader, BaseHeader):
    """URLs must not be folded into encoded words, as the library does past 78 characters."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def _headers() -> HeaderRegistry:
    registry = HeaderRegistry()
    registry.map_to_type("list-unsubscribe", _Verbatim)
    return registry


_ASCII = policy.SMTP.clone(cte_type="7bit", header_factory=_headers())
_UTF8 = policy.SMTPUTF8.clone(cte_type="7bit", header_factory=_headers())


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What all mails of one sender have in common.

    `sender` and `reply_to` are addresses, with a name or without. `one_click` gives the RFC 8058
    address that stops a subscriber's mails, where readers can reach the health server.
    """

    sender: str
    reply_to: str | None = None
    one_click: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail ready for SMTP: envelope addresses, bytes with CRLF, whether SMTPUTF8 is needed."""

    sender: str
    recipient: str
    payload: bytes
    utf8: bool


def mail(delivery: Delivery, letterhead: Letterhead) -> Mail:
    """The delivery as a mail; the same delivery gives the same bytes.

    Raises:
        PermanentError: the recipient is not an address that mail can go to.
        ChannelDownError: the sender or the reply address is not one.
    """
    sender = _own_address(letterhead.sender, "CHIPWIRE_SMTP__SENDER")
    recipient = _address(delivery.recipient)
    utf8 = not (sender.addr_spec + recipient.addr_spec).isascii()
    message = EmailMessage(policy=_UTF8 if utf8 else _ASCII)
    message["From"] = sender
    message["To"] = recipient
    _add_standing_headers(message, delivery, letterhead, sender)
    _add_bodies(message, delivery)
    return Mail(
        sender=sender.addr_spec,
        recipient=recipient.addr_spec,
        payload=message.as_bytes(),
        utf8=utf8,
    )


def html_part(payload: bytes) -> bytes:
    """The HTML that a mail program decodes from these bytes of a mail."""
    parsed = message_from_bytes(payload, policy=policy.default)
    body = parsed.get_body(("html",)) if isinstance(parsed, EmailMessage) else None
    decoded = body.get_payload(decode=True) if body is not None else b""
    return decoded if isinstance(decoded, bytes) else b""


def domain_of(address: str) -> str:
    """The domain of an address in ASCII; "localhost" where it has none."""
    try:
        return _address(address).domain or "localhost"
    except PermanentError:
        return "localhost"


def mail_that_stops(subscriber: str, reply_to: str) -> str:
    """The mailto: address (RFC 6068) by which a subscriber asks a person to end their mails.

    Raises:
        ChannelDownError: the reply address is none.
    """
    reply = quote(_own_address(reply_to, "CHIPWIRE_SMTP__REPLY_TO").addr_spec, safe="@")
    return f"mailto:{reply}?subject={quote(f'unsubscribe {subscriber}', safe='')}"


def _add_standing_headers(
    message: EmailMessage, delivery: Delivery, letterhead: Letterhead, sender: Address
) -> None:
    message["Subject"] = _one_line(delivery.message.subject)
    message["Date"] = delivery.queued or delivery.claimed_at
    message["Message-ID"] = _one_line(delivery.message_id)
    message["List-Id"] = f"Chipwire <chipwire.{sender.domain}>"
    # RFC 3834: keeps holiday replies from answering.
    message["Auto-Submitted"] = "auto-generated"
    if letterhead.reply_to:
        message["Reply-To"] = _own_address(letterhead.reply_to, "CHIPWIRE_SMTP__REPLY_TO")
    if delivery.subscriber:
        _add_unsubscribe(message, delivery.subscriber, letterhead)


def _add_unsubscribe(message: EmailMessage, subscriber: str, letterhead: Letterhead) -> None:
    ways = []
    if letterhead.one_click:
        url = letterhead.one_click(subscriber)
        ways.append(f"<{url}>")
        # RFC 8058, 3.1: one click is for HTTPS only; a plain address still shows its button.
        if url.startswith("https://"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if letterhead.reply_to:
        ways.append(f"<{mail_that_stops(subscriber, letterhead.reply_to)}>")
    if ways:
        message["List-Unsubscribe"] = ", ".join(ways)


def _add_bodies(message: EmailMessage, delivery: Delivery) -> None:
    text, html = _encodable(delivery.message.text), _encodable(delivery.message.html)
    # The library draws boundaries at random; a retry must be the same mail.
    mark = hashlib.sha256(f"{delivery.id}\0{text}\0{html}".encode()).hexdigest()[:32]
    message.set_content(text, cte=_transfer_encoding(text))
    if html:
        message.add_alternative(html, subtype="html", cte=_transfer_encoding(html))
        message.set_boundary(f"=_chipwire_{mark}")
    if delivery.message.page:
        _attach_page(message, delivery)
        message.set_boundary(f"=_chipwire_whole_{mark}")


def _attach_page(message: EmailMessage, delivery: Delivery) -> None:
    """The archive's page, for a day that the mail has no room for."""
    message.add_attachment(
        _encodable(delivery.message.page).encode(),
        maintype="text",
        subtype="html",
        cte="base64",
        filename=f"{delivery.id}.html",
    )


def _transfer_encoding(text: str) -> str:
    # Never 8bit, and no line over 76: safe through any relay.
    wide = sum(not character.isascii() for character in text)
    return "quoted-printable" if wide <= _MOSTLY_ASCII * len(text) else "base64"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _one_line(text: str) -> str:
    return _CONTROLS.sub(" ", _encodable(text)).strip()


def _own_address(text: str, setting: str) -> Address:
    try:
        return _address(text)
    except PermanentError as error:
        raise ChannelDownError(f"{setting}: {error}") from error


def _address(text: str) -> Address:
    named = _NAMED.fullmatch(text.strip())
    spec = (named["spec"] if named else text).strip()
    if _CONTROLS.search(text) or not _PLAIN.fullmatch(spec):
        raise PermanentError(f"{text!r} is not a mail address; write reader@example.org")
    local, _, domain = spec.rpartition("@")
    name = named["name"].strip().strip('"') if named else ""
    return Address(display_name=name, username=local, domain=_ascii_domain(domain))


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise PermanentError(f"{domain!r} is not a domain that mail can go to: {error}") from error
