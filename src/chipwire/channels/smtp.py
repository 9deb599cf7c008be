"""Mail through a server: always encrypted as configured, never silently plain.

The standard library's client, and not an asynchronous one, because a job is synchronous and
because each step of the dialogue can be taken by hand: only so is it known whether the final dot
had gone out when a connection broke. Faults are sorted by whose they are:

    connection, TLS, login, sender  the channel's: no mail becomes a dead letter for it
    RCPT, DATA, the final answer    this mail's: 4xx and a lost connection pass, 5xx will not
    no answer to the final dot      perhaps accepted
"""

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from chipwire.channels.mime import Letterhead, Mail, mail
from chipwire.channels.secrets import doubtful_characters
from chipwire.core.model import Delivery
from chipwire.ports import ChannelDownError, PermanentError, TransientError

_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
_TOO_LARGE = (523, 552)
_NEEDS_LOGIN = 530
_GO_AHEAD = 354
_GOODBYE = 3.0
_LONGEST_REPLY = 300

Reply = tuple[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpOptions:
    """How to reach the server. Times are seconds.

    `answer_timeout` is the patience after the final dot: RFC 5321, 4.5.3.2.6 asks for minutes,
    since giving up early is how a mail comes twice. Keep it well under the ledger's stale claim.
    """

    host: str
    port: int | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    timeout: float = 30.0
    answer_timeout: float = 300.0
    ca_bundle: Path | None = None


class SmtpChannel:
    """One connection at a time, kept from message to message until `close`. Not thread-safe."""

    def __init__(self, options: SmtpOptions, letterhead: Letterhead, name: str = "mail") -> None:
        self.name = name
        self._options = options
        self._letterhead = letterhead
        self._session: smtplib.SMTP | None = None

    def send(self, delivery: Delivery, handing_over: Callable[[], None]) -> None:
        """Returns when the server has accepted the message.

        Raises:
            PermanentError: the server, or the form of the address, refuses it for good.
            TransientError: not now; `maybe_accepted` if the answer to the final dot got lost.
            ChannelDownError: no mail can be sent to anybody as things stand.
        """
        letter = mail(delivery, self._letterhead)
        try:
            _transfer(self._begun(letter), letter, handing_over, self._options.answer_timeout)
        except BaseException:
            self._drop()
            raise

    def check_login(self) -> None:
        """Connects, encrypts and logs in, and sends nothing.

        Raises:
            ChannelDownError: in words for the person who wrote the settings.
        """
        _quit(_connect(self._options))

    def close(self) -> None:
        """Takes leave of the server, if one is connected."""
        if self._session is not None:
            _quit(self._session)
            self._session = None

    def _begun(self, letter: Mail) -> smtplib.SMTP:
        # A kept connection may be at its end (idle time, messages per connection): one that no
        # longer takes MAIL FROM says nothing of the server, a fresh one does.
        if self._session is not None and _still_takes(self._session, letter):
            return self._session
        self._drop()
        self._session = _connect(self._options)
        with _step("MAIL"):
            reply = _mail_from(self._session, letter)
        _check_sender(reply, letter)
        return self._session

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


def _connect(options: SmtpOptions) -> smtplib.SMTP:
    port = options.port or _PORTS[options.tls]
    where = f"mail server {options.host}:{port}"
    try:
        return _logged_in(_dialled(options, port), options)
    except smtplib.SMTPAuthenticationError as error:
        hint = doubtful_characters(options.password or "")
        words = f"{where} refuses the login: {_words((error.smtp_code, _raw(error)))}"
        raise ChannelDownError(f"{words}; the password: {hint}" if hint else words) from error
    except smtplib.SMTPNotSupportedError as error:
        raise ChannelDownError(
            f"{where}: {error} Check CHIPWIRE_SMTP__TLS ({options.tls}), PORT and USERNAME."
        ) from error
    except smtplib.SMTPResponseException as error:
        reply = _words((error.smtp_code, _raw(error)))
        raise ChannelDownError(f"{where} turns us away: {reply}") from error
    except ssl.SSLCertVerificationError as error:
        raise ChannelDownError(
            f"{where}: its certificate is not trusted ({error.verify_message}); for an authority "
            "of your own set CHIPWIRE_SMTP__CA_BUNDLE"
        ) from error
    except (OSError, ValueError) as error:
        raise ChannelDownError(f"cannot reach {where}: {error or type(error).__name__}") from error


def _dialled(options: SmtpOptions, port: int) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if options.ca_bundle is not None:
        context.load_verify_locations(options.ca_bundle)
    if options.tls == "implicit":
        return smtplib.SMTP_SSL(options.host, port, timeout=options.timeout, context=context)
    session = smtplib.SMTP(options.host, port, timeout=options.timeout)
    if options.tls == "starttls":
        try:
            session.starttls(context=context)
        except BaseException:
            session.close()
            raise
    return session


def _logged_in(session: smtplib.SMTP, options: SmtpOptions) -> smtplib.SMTP:
    try:
        if session.sock is not None:
            # The dot goes out on its own, and must not wait for the acknowledgement of the rest.
            session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        session.ehlo_or_helo_if_needed()
        if options.username:
            _login(session, options.username, options.password or "")
    except BaseException:
        session.close()
        raise
    return session


def _login(session: smtplib.SMTP, username: str, password: str) -> None:
    if "PLAIN" not in session.esmtp_features.get("auth", "").upper().split():
        session.login(username, password)
        return
    # By hand, because the library cannot send a password beyond ASCII; RFC 4616 says UTF-8.
    secret = base64.b64encode(f"\0{username}\0{password}".encode()).decode()
    code, words = session.docmd("AUTH", f"PLAIN {secret}")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, words)


def _still_takes(session: smtplib.SMTP, letter: Mail) -> bool:
    try:
        return _good(_mail_from(session, letter))
    except (OSError, TransientError):
        return False


def _mail_from(session: smtplib.SMTP, letter: Mail) -> Reply:
    options = [f"SIZE={len(letter.payload)}"] if session.has_extn("size") else []
    if letter.utf8:
        if not session.has_extn("smtputf8"):
            raise PermanentError(
                f"this mail server cannot write to {letter.recipient!r}: it has no SMTPUTF8, "
                "which an address beyond ASCII needs"
            )
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    return session.mail(letter.sender, options)


def _check_sender(reply: Reply, letter: Mail) -> None:
    if _good(reply):
        return
    if 400 <= reply[0] < 500:
        raise TransientError(f"the mail server says: {_words(reply)}")
    if reply[0] in _TOO_LARGE or letter.utf8:
        raise PermanentError(f"the mail server refuses this message: {_words(reply)}")
    raise ChannelDownError(f"the mail server refuses the sender {letter.sender}: {_words(reply)}")


def _transfer(
    session: smtplib.SMTP, letter: Mail, handing_over: Callable[[], None], patience: float
) -> None:
    with _step("RCPT"):
        reply = session.rcpt(letter.recipient)
    if reply[0] == _NEEDS_LOGIN:
        raise ChannelDownError(f"the mail server wants a login: {_words(reply)}")
    _check(reply, good=_good(reply))
    with _step("DATA"):
        reply = session.docmd("DATA")
    _check(reply, good=reply[0] == _GO_AHEAD)
    with _step("the message"):
        session.send(_stuffed(letter.payload))
    handing_over()
    reply = _final_answer(session, patience)
    _check(reply, good=_good(reply))


def _final_answer(session: smtplib.SMTP, patience: float) -> Reply:
    try:
        with _patient(session, patience):
            session.send(b".\r\n")
            reply = session.getreply()
    except OSError as error:
        raise TransientError(
            f"no answer after the whole message was sent: {error}", maybe_accepted=True
        ) from error
    if not 200 <= reply[0] < 600:
        raise TransientError("an answer that is no SMTP", maybe_accepted=True)
    return reply


@contextmanager
def _patient(session: smtplib.SMTP, seconds: float) -> Iterator[None]:
    if session.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is closed")
    usual = session.sock.gettimeout()
    session.sock.settimeout(seconds)
    yield
    if session.sock is not None:
        session.sock.settimeout(usual)


@contextmanager
def _step(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TransientError(f"the connection broke at {name}: {error}") from error


def _check(reply: Reply, *, good: bool) -> None:
    if good:
        return
    if 500 <= reply[0] < 600:
        raise PermanentError(f"the mail server refuses: {_words(reply)}")
    raise TransientError(f"the mail server says: {_words(reply)}")


def _good(reply: Reply) -> bool:
    return 200 <= reply[0] < 300


def _stuffed(payload: bytes) -> bytes:
    # RFC 5321, 4.5.2: a line that begins with a dot gets another.
    stuffed = payload.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed


def _raw(error: smtplib.SMTPResponseException) -> bytes:
    words = error.smtp_error
    return words if isinstance(words, bytes) else str(words).encode()


def _words(reply: Reply) -> str:
    code, raw = reply
    return f"{code} {' '.join(raw.decode('utf-8', 'replace').split())}"[:_LONGEST_REPLY]


def _quit(session: smtplib.SMTP) -> None:
    try:
        if session.sock is not None:
            session.sock.settimeout(_GOODBYE)
        session.quit()
    except OSError:
        session.close()
