"""The seed files as they stand: read again when they change, the last good version kept."""

import logging
import threading
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from chipwire.core.model import Feed
from chipwire.seeds.folder import (
    FEEDS,
    SUBSCRIBERS,
    WATCHLIST,
    SeedFiles,
    Seeds,
    read_folder,
)
from chipwire.seeds.problems import SeedProblem

log = logging.getLogger(__name__)


class Soundness(Protocol):
    """Remembers the last files that were read without a mistake, by their fingerprint."""

    def holds(self, fingerprint: str) -> bool:
        """Whether these files are known to be sound."""
        ...

    def keep(self, fingerprint: str) -> None:
        """They are."""
        ...


class SeedBook:
    """What the files want. Thread-safe: the service's jobs read while one of them refreshes.

    At the start the good entries of a file with mistakes are used. Later an edit with a mistake
    changes nothing: the file's last good version stays until the mistake is mended.
    """

    def __init__(
        self,
        folder: Path,
        *,
        kinds: Collection[str] | None = None,
        channels: Collection[str] | None = None,
        soundness: Soundness | None = None,
    ) -> None:
        """`kinds` of feeds and `channels` to readers are those there are; None lets any pass.

        Of files that `soundness` holds for sound no more is read than is asked for.
        """
        self.folder = folder
        self._kinds = kinds
        self._channels = channels
        self._soundness = soundness
        self._lock = threading.RLock()
        self._files = self._read()
        self._read_hash = self._files.hash
        self._current: Seeds | None = None

    @property
    def seeds(self) -> Seeds:
        """The wanted feeds, watchlist and subscribers, with today's mistakes in the files."""
        with self._lock:
            if self._current is None:
                self._current = self._files.all()
            return self._current

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """The wanted feeds; the watchlist and the subscribers need not be read for them."""
        return self._sound_feeds if self._is_all_unread() else self.seeds.feeds

    @property
    def problems(self) -> tuple[SeedProblem, ...]:
        """Today's mistakes in the files."""
        return () if self._is_all_unread() else self.seeds.problems

    @cached_property
    def _sound_feeds(self) -> tuple[Feed, ...]:
        return self._files.feeds().items

    def _is_all_unread(self) -> bool:
        """Whether the files are known to be sound, so that nothing had to be read of them yet."""
        unread = self._current is None
        return unread and self._soundness is not None and self._soundness.holds(self._read_hash)

    def remember(self) -> None:
        """Where all was read and nothing is wrong, the next process need not look again."""
        if self._soundness and self._current is not None and not self._current.problems:
            self._soundness.keep(self._read_hash)

    def refresh(self) -> tuple[SeedProblem, ...]:
        """Read the files again if they changed; the mistakes in them now."""
        with self._lock:
            files = self._read()
            if files.hash != self._read_hash:
                edited = files.all()
                self._current = _kept(self.seeds, edited)
                self._read_hash = edited.hash
                _tell(edited)
            return self.problems

    def _read(self) -> SeedFiles:
        return read_folder(self.folder, kinds=self._kinds, channels=self._channels)


def _kept(last: Seeds, edited: Seeds) -> Seeds:
    """The edited seeds, but each file that has mistakes as it last was."""
    broken = {problem.file for problem in edited.problems}
    return replace(
        edited,
        feeds=last.feeds if FEEDS in broken else edited.feeds,
        watchlist=last.watchlist if WATCHLIST in broken else edited.watchlist,
        subscribers=last.subscribers if SUBSCRIBERS in broken else edited.subscribers,
    )


def _tell(edited: Seeds) -> None:
    if not edited.problems:
        log.info("seed files changed and were read again")
    for problem in edited.problems:
        log.error("seed file has a mistake, its last good version stays: %s", problem)


class FixedSeeds(SeedBook):
    """Seeds that come from no file and never change."""

    def __init__(self, seeds: Seeds) -> None:
        self._soundness = None
        self._lock = threading.RLock()
        self._current = seeds

    def refresh(self) -> tuple[SeedProblem, ...]:
        """Nothing to read again."""
        return ()
