"""What jobs ask of the network, of spaCy, of channels and of people."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from chipwire.core.model import (
    Alert,
    Article,
    Delivery,
    Digest,
    Feed,
    FetchOutcome,
    Keyword,
    Mention,
    Message,
)


class PermanentError(Exception):
    """A channel's refusal that no later try will change (a 5xx for the recipient, say)."""


class TransientError(Exception):
    """A failure that a later try may not meet. `maybe_accepted`: the server may have taken it."""

    def __init__(self, message: str, *, maybe_accepted: bool = False) -> None:
        super().__init__(message)
        self.maybe_accepted = maybe_accepted


class ChannelDownError(TransientError):
    """The channel works for nobody now (no connection, wrong login): no recipient's fault."""


class Source(Protocol):
    """Fetches many feeds at once; an outcome for every feed, in the order they come in."""

    def fetch(
        self, feeds: Sequence[Feed], now: datetime
    ) -> Iterator[tuple[Feed, FetchOutcome] | None]:
        """Never raises for a single feed: its fault is its outcome.

        None stands for a moment in which nothing came, so that what has come need not wait for
        a server that does not answer.
        """
        ...


class FullText(Protocol):
    """Reads articles' own pages."""

    def texts(self, urls: Sequence[str], now: datetime) -> Mapping[str, str]:
        """The text of each page that may be read and has one; never raises, ends in bounds."""
        ...


class Annotator(Protocol):
    """Finds names and token patterns in text (spaCy behind it, never in front)."""

    def annotate(self, article: Article) -> tuple[Mention, ...] | None:
        """Names, by the statistical model of the article's language: PERSON, ORG, PRODUCT, GPE.

        None where no model is configured (core.entities finds names by rules then). Offsets
        are code points of the field.
        """
        ...

    def find(self, article: Article, keyword: Keyword) -> tuple[tuple[int, int], ...]:
        """Where the keyword's token pattern stands, in the sentences around its anchor.

        Spans are code points of title and text joined by an empty line, as core.matching reads
        them. A pattern that this language's pipeline can't run finds nothing.
        """
        ...


class Channel(Protocol):
    """Hands one message to one recipient."""

    name: str

    def send(self, delivery: Delivery, handing_over: Callable[[], None]) -> None:
        """Returns when accepted. Calls `handing_over` before the step that cannot be taken back.

        Raises:
            PermanentError: no later try will help.
            TransientError: a later try may.
            ChannelDownError: nothing can be sent to anybody now.
        """
        ...

    def close(self) -> None:
        """Ends what a batch kept open; the next `send` opens it again."""
        ...


class Renderer(Protocol):
    """A snapshot as a message."""

    def message(self, digest: Digest) -> Message:
        """Subject, HTML and text, all from the snapshot alone."""
        ...


class AlertRenderer(Protocol):
    """An alert as a message."""

    def alert(self, alert: Alert) -> Message:
        """Subject, HTML and text, all from the alert alone."""
        ...


class Operator(Protocol):
    """The person who keeps the service alive."""

    def tell(self, cause: str, words: str, now: datetime, *, at_fault: str | None = None) -> None:
        """At most once a day for each `cause` (a short stable key); never raises.

        `at_fault` is the name of a channel that does not work and so is not used.
        """
        ...
