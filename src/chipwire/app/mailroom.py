"""From stored news to the inbox: the digest and delivery jobs, wired to the settings."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from chipwire import __version__
from chipwire.app import registry
from chipwire.app.pages import write_pages
from chipwire.app.stationery import Format, Stationery
from chipwire.channels.mime import domain_of
from chipwire.core.composing import ComposeOptions
from chipwire.core.model import Digest, Message, Subscriber
from chipwire.core.rendering import TemplateProblem
from chipwire.jobs.alert import Alerter
from chipwire.jobs.deliver import Deliverer, DeliverOptions, DeliverReport
from chipwire.jobs.digest import Digester, DigestReport, Wanted, in_format
from chipwire.jobs.operator import OperatorNotices, Voice
from chipwire.ports import Channel
from chipwire.stores.alerts import AlertTable
from chipwire.stores.notices import NoticeTable

if TYPE_CHECKING:
    from chipwire.app.parts import Parts


class Mailroom:
    """Makes digests and sends what is queued."""

    def __init__(self, parts: "Parts") -> None:
        self._parts = parts
        self._settings = parts.settings

    @property
    def wanted(self) -> Wanted:
        """What the seed files want now."""
        seeds = self._parts.seedbook.seeds
        return Wanted(subscribers=seeds.subscribers, feeds=seeds.feeds, watchlist=seeds.watchlist)

    # --- digests

    def digest_due(self, should_stop: Callable[[], bool]) -> DigestReport:
        """Every digest that is due, and its page in the archive."""
        report = self._digester.digest(self.wanted, self._parts.now(), should_stop)
        if report.made:
            self.write_pages()
        return report

    def digest_now(
        self, readers: Sequence[Subscriber], day: date | None = None
    ) -> list[tuple[str, bool]]:
        """Each reader's digest now, due or not: their id, and False where it was there already.

        Raises:
            ValueError: the date is yet to come.
        """
        now, wanted = self._parts.now(), self.wanted
        stopped = self._parts.digests.stopped()
        made = [
            (reader.id, self._digester.make(reader, wanted, now, day))
            for reader in readers
            if reader.id not in stopped
        ]
        self.write_pages()
        return made

    def alert_due(self, should_stop: Callable[[], bool]) -> int:
        """Every alert that is wanted now: how many messages."""
        wanted = self.wanted
        if not any(reader.alert for reader in wanted.subscribers):
            return 0
        stopped = self._parts.digests.stopped()
        return self._alerter.alert(wanted, stopped, self._parts.now(), should_stop)

    def preview(self, reader: Subscriber, day: date | None, form: Format) -> str:
        """What that reader's digest would say now; nothing is stored."""
        digest = self._digester.preview(reader, self.wanted, self._parts.now(), day)
        return self.stationery.rendered(digest, form)

    def next_mail(self, reader: Subscriber) -> tuple[Format, str]:
        """The reader's next mail as it stands now, and its form; nothing is stored."""
        digest = self._digester.upcoming(reader, self.wanted, self._parts.now())
        # Without the address that stops the mails: whoever looks here is not the reader.
        return reader.format, self.stationery.rendered(digest, reader.format)

    def write_pages(self) -> None:
        """The archive's pages, where one is missing; a full disk costs no mail."""
        try:
            write_pages(self._settings.home / "archive", self._parts.digests, self.stationery)
        except OSError as error:
            words = f"The archive in {self._settings.home / 'archive'} cannot be written: {error}"
            self.operator.tell("the archive cannot be written", words, self._parts.now())

    def message_now(self, reader: Subscriber) -> Message:
        """What that reader's digest would say now, as a message; nothing is stored."""
        return in_format(self.stationery.message(self.composed(reader)), reader)

    def composed(self, reader: Subscriber) -> Digest:
        """What that reader's digest would hold now; nothing is stored."""
        return self._digester.preview(reader, self.wanted, self._parts.now())

    @cached_property
    def domain(self) -> str:
        """The part of message ids after the @."""
        return domain_of(self._settings.smtp.sender)

    @cached_property
    def stationery(self) -> Stationery:
        """The renderer."""
        return Stationery(
            self._settings.templates, self._template_failed, registry.stop_link(self._settings)
        )

    @cached_property
    def _digester(self) -> Digester:
        return Digester(
            store=self._parts.digests,
            renderer=self.stationery,
            operator=self.operator,
            options=self._compose_options,
            domain=self.domain,
            conditions=self._parts.feed_watch.conditions,
        )

    @cached_property
    def _alerter(self) -> Alerter:
        return Alerter(
            store=AlertTable(self._parts.database),
            renderer=self.stationery,
            operator=self.operator,
            options=self._compose_options,
            domain=self.domain,
        )

    @property
    def _compose_options(self) -> ComposeOptions:
        return ComposeOptions(
            threshold=self._settings.digest.threshold,
            known_stories=self._settings.digest.known_stories,
            generator=f"Chipwire {__version__}",
        )

    # --- deliveries

    def deliver(self, should_stop: Callable[[], bool] = lambda: False) -> DeliverReport:
        """Send what is queued and due for a try now."""
        deliverer = Deliverer(
            store=self._parts.deliveries,
            channels=self.channels,
            operator=self.operator,
            clock=self._parts.now,
            options=DeliverOptions(**self._settings.delivery.model_dump()),
        )
        return deliverer.deliver(should_stop)

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """All channels there are, by name."""
        return registry.channels_of(self._settings)

    # --- the operator

    @cached_property
    def operator(self) -> OperatorNotices:
        """Hears of trouble: by mail or push, else by a file in the outbox and the log."""
        return OperatorNotices(
            notices=NoticeTable(self._parts.database),
            voices=list(self._voices()),
            domain=self.domain,
        )

    def _voices(self) -> Sequence[Voice]:
        address = self._settings.operator
        outbox = Voice(
            name="file",
            channel=registry.outbox(self._settings),
            recipient=address if address and "://" not in address else "operator@localhost",
        )
        if not address:
            return [outbox]
        name = "push" if "://" in address else "mail"
        # A channel of its own: the deliveries' connection belongs to another thread.
        channel = registry.CHANNELS[name](self._settings)
        return [Voice(name=name, channel=channel, recipient=address), outbox]

    def _template_failed(self, problem: TemplateProblem) -> None:
        self.operator.tell("a template of yours is broken", str(problem), self._parts.now())
