"""The seed files as they stand: read again when they change, the last good version kept."""

import logging
import threading
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from chipwire.seeds.folder import FEEDS, SUBSCRIBERS, WATCHLIST, Seeds, folder_hash, load_folder
from chipwire.seeds.problems import SeedProblem

log = logging.getLogger(__name__)


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
    ) -> None:
        """`kinds` of feeds and `channels` to readers are those there are; None lets any pass."""
        self.folder = folder
        self._kinds = kinds
        self._channels = channels
        self._lock = threading.Lock()
        self._current = load_folder(folder, kinds=kinds, channels=channels)
        self._read_hash = self._current.hash

    @property
    def seeds(self) -> Seeds:
        """The wanted feeds, watchlist and subscribers, with today's mistakes in the files."""
        return self._current

    def refresh(self) -> tuple[SeedProblem, ...]:
        """Read the files again if they changed; the mistakes in them now."""
        with self._lock:
            if folder_hash(self.folder) != self._read_hash:
                edited = load_folder(self.folder, kinds=self._kinds, channels=self._channels)
                self._read_hash = edited.hash
                self._current = _kept(self._current, edited)
                _tell(edited)
            return self._current.problems


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
        self._current = seeds

    def refresh(self) -> tuple[SeedProblem, ...]:
        """Nothing to read again."""
        return ()
