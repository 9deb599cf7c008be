"""The composition root: every part built once, from settings and seeds, when first asked for."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from chipwire.app import registry
from chipwire.app.seedbook import SeedBook
from chipwire.app.soundness import SoundSeeds
from chipwire.core.model import Feed, Watchlist
from chipwire.seeds.folder import shipped_folder
from chipwire.settings import LoadedSettings, Settings, variable

if TYPE_CHECKING:
    from chipwire.annotators.pipelines import Pipelines
    from chipwire.app.credentials import Credentials
    from chipwire.app.feedwatch import FeedWatch
    from chipwire.app.judges import JudgeMaker
    from chipwire.app.mailroom import Mailroom
    from chipwire.core.timing.health import Condition
    from chipwire.jobs.judge import Judge
    from chipwire.jobs.poll import Poller, PollReport
    from chipwire.jobs.reading import Reader, Reading
    from chipwire.ports import ArticleStore, FullText, Source
    from chipwire.stores import DeliveryTable, DigestTable
    from chipwire.stores.archive import ArticleArchive
    from chipwire.stores.database import Database
    from chipwire.stores.notices import MarkTable
    from chipwire.stores.readers import ReaderTable

PAUSE = 0.1
"""Seconds without an answer after which a poll stores what it has."""

Shown = Callable[[Iterable["Reading"], int], Iterable["Reading"]]


class Parts:
    """Everything the commands need. What is dear is built late: `match` needs no database."""

    def __init__(
        self,
        loaded: LoadedSettings,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        allowed: frozenset[tuple[str, int]] = frozenset(),
        seedbook: SeedBook | None = None,
    ) -> None:
        """`allowed` are (host, port) pairs fetched although they are private: the demo's own.

        `seedbook` stands in for the one that the settings name.
        """
        if seedbook is not None:
            self.__dict__["seedbook"] = seedbook
        self.loaded = loaded
        self.now = now
        self._allowed = allowed
        self._reader: tuple[JudgeMaker, Reader] | None = None

    @property
    def settings(self) -> Settings:
        """What the variables say."""
        return self.loaded.settings

    def close(self) -> None:
        """Close what was opened."""
        if "database" in self.__dict__:
            self.database.close()

    # --- what is wanted

    @cached_property
    def seedbook(self) -> SeedBook:
        """The three seed files; the shipped ones where no folder is configured."""
        folder = self.settings.seeds or shipped_folder("seeds")
        kinds, channels = registry.SOURCES.keys(), registry.NAMED_CHANNELS
        sound = SoundSeeds(self.settings.home / "seeds.sound", kinds | channels)
        return SeedBook(folder, kinds=kinds, channels=channels, soundness=sound)

    @property
    def watchlist(self) -> Watchlist:
        """The topics as wanted now."""
        return self.seedbook.seeds.watchlist

    # --- what was learned

    @cached_property
    def database(self) -> "Database":
        """The database, its tables brought up to date.

        Raises:
            StoreError: it cannot be used.
        """
        from chipwire.stores import open_database

        url = self.settings.database_url
        if url is None:
            self.settings.home.mkdir(parents=True, exist_ok=True)
            url = f"sqlite:///{self.settings.home / 'chipwire.db'}"
        return open_database(url)

    @cached_property
    def digests(self) -> "DigestTable":
        """Snapshots, one for each reader and local date."""
        from chipwire.stores import DigestTable

        return DigestTable(self.database, timedelta(hours=self.settings.digest.lookback))

    @cached_property
    def deliveries(self) -> "DeliveryTable":
        """The ledger of messages on their way."""
        from chipwire.stores import DeliveryTable

        return DeliveryTable(self.database)

    @cached_property
    def readers(self) -> "ReaderTable":
        """What readers did themselves."""
        from chipwire.stores.readers import ReaderTable

        return ReaderTable(self.database)

    @cached_property
    def archive(self) -> "ArticleArchive":
        """Stored articles, looked up and judged again."""
        from chipwire.stores.archive import ArticleArchive

        return ArticleArchive(self.database)

    @cached_property
    def marks(self) -> "MarkTable":
        """When something was last done."""
        from chipwire.stores.notices import MarkTable

        return MarkTable(self.database)

    @cached_property
    def mailroom(self) -> "Mailroom":
        """Digests, deliveries, and words to the operator."""
        from chipwire.app.mailroom import Mailroom

        return Mailroom(self)

    def feeds_now(self) -> list[Feed]:
        """The wanted feeds with what was learned of each."""
        from chipwire.stores import FeedTable

        return FeedTable(self.database).merged(self.seedbook.feeds)

    def feed_moved(self, old: str, new: str) -> None:
        """The feeds file names the new address now: what was learned goes with it."""
        from chipwire.stores import FeedTable

        FeedTable(self.database).rename(old, new)

    def conditions(self) -> "list[Condition]":
        """How each wanted feed does now."""
        return self.feed_watch.conditions(self.feeds_now(), self.now())

    @cached_property
    def feed_watch(self) -> "FeedWatch":
        """Each feed's health, against its own history."""
        from chipwire.app.feedwatch import FeedWatch

        return FeedWatch(self.database)

    # --- the path of the news

    @property
    def judge(self) -> "Judge":
        """Flags and scores articles by the watchlist as wanted now."""
        judge: Judge = self._current_reader().judge  # type: ignore[assignment] # made below
        return judge

    def make_judge(self, watchlist: Watchlist) -> "Judge":
        """Another judge, by a watchlist that is only tried."""
        return self._judge_maker(watchlist)()

    @cached_property
    def pipelines(self) -> "Pipelines":
        """spaCy, one pipeline a language, of the models that the settings name."""
        from chipwire.annotators.pipelines import Pipelines

        return Pipelines(self._models())

    def detect(self, title: str, text: str) -> str | None:
        """The language of an article, as ISO 639-1."""
        from chipwire.annotators.language import detect

        return detect(title, text)

    def poll(
        self,
        *,
        force: bool = False,
        shown: Shown | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> "PollReport":
        """One pass of polling over the feeds that are due, or over all of them."""
        report = self._poller().poll(
            self.seedbook.feeds,
            self.now(),
            force=force,
            shown=shown or _unseen,
            should_stop=should_stop,
        )
        self.seedbook.remember()
        return report

    def group(self, should_stop: Callable[[], bool] = lambda: False) -> int:
        """Judge again what another watchlist judged; put what has no story into one: how many."""
        from chipwire.jobs.group import group_new
        from chipwire.jobs.rematch import rematch
        from chipwire.stores import StoryTable

        now = self.now()
        rematch(
            self.archive,
            self.marks,
            self._judge_maker(self.watchlist),
            watchlist_hash=self.watchlist.hash,
            subscribers=[reader.id for reader in self.seedbook.seeds.subscribers],
            since=now - timedelta(days=self.settings.retention.texts),
            now=now,
            should_stop=should_stop,
        )
        return group_new(StoryTable(self.database), now)

    def _poller(self) -> "Poller":
        from chipwire.core.timing.cadence import Cadence, learned
        from chipwire.jobs.poll import Poller
        from chipwire.stores import ArticleTable, FeedTable

        poll = self.settings.poll
        cadence = Cadence(
            min_interval=poll.min_interval,
            max_interval=poll.max_interval,
            default_interval=poll.default_interval,
        )
        return Poller(
            feeds=FeedTable(self.database),
            articles=self._with_full_texts(ArticleTable(self.database)),
            source=self._source(),
            reader=self._current_reader(),
            learned=partial(learned, cadence=cadence),
        )

    def _with_full_texts(self, articles: "ArticleStore") -> "ArticleStore":
        """For one pass, where any feed asks for them."""
        from chipwire.jobs.fulltext import FullerArticles

        wanted = any(f.options.get("fulltext") is True for f in self.seedbook.feeds)
        return FullerArticles(articles, self._full_text) if wanted else articles

    @cached_property
    def _full_text(self) -> "FullText":
        from chipwire.sources.fulltext import FullText

        return FullText(registry.fetch_options(self.settings, self._allowed))

    def _source(self) -> "Source":
        options = registry.fetch_options(
            self.settings, self._allowed, self.credentials(), pause=PAUSE
        )
        return registry.source_of(options)

    def credentials(self) -> "Credentials":
        """Headers and logins of the wanted feeds, from the variables that they name."""
        from chipwire.app.credentials import resolve

        return resolve(self.seedbook.feeds, variable)

    def _current_reader(self) -> "Reader":
        """One reader, and one compiled judge, for each version of the watchlist."""
        if self._reader is None or self._reader[0].is_outdated():
            from chipwire.app.judges import JudgeMaker

            maker = JudgeMaker(lambda: self.watchlist, self._models())
            self._reader = maker, self._make_reader(maker)
        return self._reader[1]

    def _make_reader(self, make_judge: "JudgeMaker") -> "Reader":
        from chipwire.jobs.reading import Reader, ReaderOptions

        return Reader(
            ReaderOptions(
                make_judge=make_judge,
                lookback=timedelta(hours=self.settings.digest.lookback),
                workers=self.settings.poll.workers,
            )
        )

    def _judge_maker(self, watchlist: Watchlist) -> "Callable[[], Judge]":
        from chipwire.app.judges import make_judge

        return partial(make_judge, watchlist, self._models())

    def _models(self) -> dict[str, str]:
        return {k: v for k, v in self.settings.spacy.model_dump().items() if v}


def _unseen(readings: Iterable["Reading"], _: int) -> Iterable["Reading"]:
    return readings
