"""The three seed files of a folder, read together; and where the shipped ones are."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from chipwire.core.model import Feed, Subscriber, Watchlist
from chipwire.seeds.feeds import load_feeds
from chipwire.seeds.problems import Loaded, SeedProblem
from chipwire.seeds.yaml import MAX_BYTES

T = TypeVar("T")
FEEDS = "feeds.yaml"
WATCHLIST = "watchlist.yaml"
SUBSCRIBERS = "subscribers.yaml"
FILES = (FEEDS, WATCHLIST, SUBSCRIBERS)
_Read = bytes | OSError


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """What the files want, and what is wrong in them. `hash` is of the files' bytes."""

    feeds: tuple[Feed, ...]
    watchlist: Watchlist
    subscribers: tuple[Subscriber, ...]
    problems: tuple[SeedProblem, ...] = ()
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedFiles:
    """A folder's three files as they stood together; what they mean is read when asked for.

    `kinds` are the source kinds there are, `channels` the ways to a reader (None lets any pass).
    Nothing here raises for a missing, unreadable or broken file: that too is a problem.
    """

    path: Path
    raw: Mapping[str, _Read]
    kinds: Collection[str] | None = None
    channels: Collection[str] | None = None

    @property
    def hash(self) -> str:
        """A fingerprint of the files' bytes."""
        return _hash(self.raw)

    def feeds(self) -> Loaded[Feed]:
        """The good feeds, together with the mistakes of their file."""
        return self._loaded(FEEDS, lambda raw: load_feeds(raw, FEEDS, kinds=self.kinds))

    def all(self) -> Seeds:
        """Everything good in the three files, together with every mistake."""
        feeds = self.feeds()
        lists = self._loaded(WATCHLIST, _load_watchlist)
        watchlist = lists.items[0] if lists.items else Watchlist(topics=())
        readers = self._loaded(
            SUBSCRIBERS, lambda raw: _load_subscribers(raw, watchlist, self.channels)
        )
        return Seeds(
            feeds=feeds.items,
            watchlist=watchlist,
            subscribers=readers.items,
            problems=(*feeds.problems, *lists.problems, *readers.problems),
            hash=self.hash,
        )

    def _loaded(self, name: str, load: Callable[[bytes], Loaded[T]]) -> Loaded[T]:
        raw = self.raw[name]
        if isinstance(raw, bytes):
            return load(raw)
        words = raw.strerror or type(raw).__name__
        hint = "`chipwire init` makes one" if isinstance(raw, FileNotFoundError) else ""
        message = f"cannot be read from {self.path}: {words}"
        problem = SeedProblem(file=name, line=1, field="", message=message, hint=hint)
        return Loaded(items=(), problems=(problem,))


def read_folder(
    path: Path,
    *,
    kinds: Collection[str] | None = None,
    channels: Collection[str] | None = None,
) -> SeedFiles:
    """The files of a folder, as bytes."""
    raw = {name: _read(path / name) for name in FILES}
    return SeedFiles(path=path, raw=raw, kinds=kinds, channels=channels)


def load_folder(
    path: Path,
    *,
    kinds: Collection[str] | None = None,
    channels: Collection[str] | None = None,
) -> Seeds:
    """Everything good in a folder's three files, together with every mistake."""
    return read_folder(path, kinds=kinds, channels=channels).all()


def shipped_folder(name: Literal["seeds", "templates"]) -> Path:
    """The packaged folder of that name where there is one, else the checkout's. Read only.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "_data" / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"the folder {name!r} that ships with Chipwire is missing; reinstall it"
    )


def _read(path: Path) -> _Read:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return error


def _load_watchlist(raw: bytes) -> Loaded[Watchlist]:
    # Late, like the next: a round of polling that brings nothing needs the feeds only.
    from chipwire.seeds.watchlist import read_watchlist

    watchlist, problems = read_watchlist(raw, WATCHLIST)
    return Loaded(items=(watchlist,), problems=problems)


def _load_subscribers(
    raw: bytes, watchlist: Watchlist, channels: Collection[str] | None
) -> Loaded[Subscriber]:
    from chipwire.seeds.subscribers import load_subscribers

    topics = {topic.id for topic in watchlist.topics}
    groups = {topic.group for topic in watchlist.topics}
    return load_subscribers(raw, SUBSCRIBERS, topics, groups=groups, channels=channels)


def _hash(files: Mapping[str, _Read]) -> str:
    digest = hashlib.sha256()
    for name, raw in files.items():
        known = raw if isinstance(raw, bytes) else b""
        digest.update(f"{name} {type(raw).__name__} {len(known)}\n".encode())
        digest.update(known)
    return digest.hexdigest()
