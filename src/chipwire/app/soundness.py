"""Which seed files were read without a mistake, remembered from one command to the next.

Reading a watchlist of thousands of words takes an eighth of a second, and most polls bring
nothing to look for.
"""

import contextlib
import hashlib
from collections.abc import Collection
from pathlib import Path

from chipwire import __version__


class SoundSeeds:
    """Keeps one fingerprint in a file; without the file nothing is known, and nothing is lost."""

    def __init__(self, path: Path, ways: Collection[str]) -> None:
        """`ways` are the kinds and channels there are: with others the same files may be wrong."""
        self._path = path
        self._judge = f"{__version__} {' '.join(sorted(ways))}"

    def holds(self, fingerprint: str) -> bool:
        """Whether these files were read by this version, with no mistake in them."""
        try:
            return self._path.read_text("ascii") == self._mark(fingerprint)
        except (OSError, ValueError):
            return False

    def keep(self, fingerprint: str) -> None:
        """They were."""
        if not self.holds(fingerprint):
            with contextlib.suppress(OSError):  # a database elsewhere needs no data folder
                self._path.write_text(self._mark(fingerprint), "ascii")

    def _mark(self, fingerprint: str) -> str:
        return hashlib.sha256(f"{self._judge}\n{fingerprint}".encode()).hexdigest() + "\n"
