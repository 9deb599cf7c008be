"""Telling the operator: at most once a day a cause, and never by the channel that is at fault."""

import hashlib
import html
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from chipwire.core.model import Delivery, Message
from chipwire.ports import Channel, NoticeStore

log = logging.getLogger(__name__)

_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One way to reach the operator. `name` is the channel whose fault would silence it."""

    name: str
    channel: Channel
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorNotices:
    """Implements `ports.Operator`: the first voice that works, the last one being a file."""

    notices: NoticeStore
    voices: Sequence[Voice] = ()
    domain: str = "localhost"
    _told: dict[str, datetime] = field(default_factory=dict)
    # Several jobs may have something to tell at once, and a channel serves one thread.
    _turn: Lock = field(default_factory=Lock)

    def tell(self, cause: str, words: str, now: datetime, *, at_fault: str | None = None) -> None:
        """At most once in 24 hours for each cause; never raises."""
        if self._due(cause, now):
            log.error("for the operator: %s: %s", cause, words)
            with self._turn:
                self._speak(cause, words, now, at_fault)

    def _due(self, cause: str, now: datetime) -> bool:
        try:
            return self.notices.notice_due(cause, now)
        except Exception:  # a database that is gone is itself worth telling, once a day too
            log.exception("cannot read what the operator was told")
        last = self._told.get(cause)
        if last is not None and now - last < _DAY:
            return False
        self._told[cause] = now
        return True

    def _speak(self, cause: str, words: str, now: datetime, at_fault: str | None) -> None:
        for voice in self.voices:
            if voice.name == at_fault:
                continue
            try:
                voice.channel.send(self._notice(voice, cause, words, now), _no_ledger)
                voice.channel.close()
            except Exception as error:  # noqa: BLE001 # any fault of one voice is what the next is for
                log.warning("the operator was not reached by %s: %s", voice.name, error)
            else:
                return

    def _notice(self, voice: Voice, cause: str, words: str, now: datetime) -> Delivery:
        mark = hashlib.sha256(f"{cause}/{now.isoformat()}".encode()).hexdigest()[:16]
        page = html.escape(words).replace("\n", "<br>\n")
        return Delivery(
            id=f"{now:%Y-%m-%d}-notice-{mark}",
            digest="",
            channel=voice.name,
            recipient=voice.recipient,
            message_id=f"<notice-{mark}@{self.domain}>",
            message=Message(
                subject=f"Chipwire: {cause}", html=f"<p>{page}</p>\n", text=f"{words}\n"
            ),
            queued=now,
        )


def _no_ledger() -> None:
    """A notice is not in the ledger: whether it came is not followed up."""
