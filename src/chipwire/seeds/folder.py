"""The three seed files of a folder, read together; and where the shipped ones are."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from chipwire.core.model import Feed, Subscriber, Watchlist
from chipwire.seeds.feeds import load_feeds
from chipwire.seeds.problems import Loaded, SeedProblem
from chipwire.seeds.subscribers import load_subscribers
from chipwire.seeds.watchlist import read_watchlist
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


def load_folder(
    path: Path,
    *,
    kinds: Collection[str] | None = None,
    channels: Collection[str] | None = None,
) -> Seeds:
    """Everything good in a folder's three files, together with every mistake.

    `kinds` are the source kinds there are, `channels` the ways to a reader (None lets any
    pass). Never raises for a missing,
    unreadable or broken file: that too is a problem.
    """
    files = {name: _read(path / name) for name in FILES}
    feeds = _loaded(path, files, FEEDS, lambda raw: load_feeds(raw, FEEDS, kinds=kinds))
    lists = _loaded(path, files, WATCHLIST, _load_watchlist)
    watchlist = lists.items[0] if lists.items else Watchlist(topics=())
    readers = _loaded(
        path, files, SUBSCRIBERS, lambda raw: _load_subscribers(raw, watchlist, channels)
    )
    return Seeds(
        feeds=feeds.items,
        watchlist=watchlist,
        subscribers=readers.items,
        problems=(*feeds.problems, *lists.problems, *readers.problems),
        hash=_hash(files),
    )


def folder_hash(path: Path) -> str:
    """The hash that `load_folder` gives, without reading what the files mean."""
    return _hash({name: _read(path / name) for name in FILES})


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


def _loaded(
    path: Path, files: Mapping[str, _Read], name: str, load: Callable[[bytes], Loaded[T]]
) -> Loaded[T]:
    raw = files[name]
    if isinstance(raw, bytes):
        return load(raw)
    words = raw.strerror or type(raw).__name__
    hint = "`chipwire init` makes one" if isinstance(raw, FileNotFoundError) else ""
    message = f"cannot be read from {path}: {words}"
    problem = SeedProblem(file=name, line=1, field="", message=message, hint=hint)
    return Loaded(items=(), problems=(problem,))


def _load_watchlist(raw: bytes) -> Loaded[Watchlist]:
    watchlist, problems = read_watchlist(raw, WATCHLIST)
    return Loaded(items=(watchlist,), problems=problems)


def _load_subscribers(
    raw: bytes, watchlist: Watchlist, channels: Collection[str] | None
) -> Loaded[Subscriber]:
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
