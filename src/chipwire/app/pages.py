"""The archive folder: a page for each digest in full, an index of them, and an Atom feed."""

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from chipwire.core.model import Digest
from chipwire.core.rendering import PastDigest

if TYPE_CHECKING:
    from chipwire.app.stationery import Stationery
    from chipwire.stores import DigestTable

_UNSAFE = re.compile(r"[^\w.@+-]+")
_INDEXED = 400
"""Digests that a reader's index lists: a year's; the pages of older ones stay."""
FEED = "digests.xml"
_FED = 14
"""Digests whose stories the feed holds: readers of feeds poll more often than every two weeks."""


def write_pages(folder: Path, digests: "DigestTable", stationery: "Stationery") -> int:
    """Write what is missing under `folder`, a folder for each reader; how many pages.

    Raises:
        OSError: the folder cannot be written.
    """
    written = 0
    by_reader = sorted(digests.slots(), key=lambda stored: stored[0])
    for reader, stored in groupby(by_reader, key=lambda stored: stored[0]):
        shelf = folder / (_UNSAFE.sub("-", reader).strip(".-") or "reader")
        slots = sorted((slot for _, slot in stored), reverse=True)[:_INDEXED]
        missing = [slot for slot in slots if not (shelf / f"{slot.stem}.html").exists()]
        if not missing:
            continue
        shelf.mkdir(parents=True, exist_ok=True)
        kept = [digest for slot in slots if (digest := digests.find(reader, slot)) is not None]
        for digest in kept:
            if digest.slot in missing:
                _write(shelf / f"{digest.slot.stem}.html", stationery.page(digest))
                written += 1
        _write(shelf / FEED, stationery.feed(kept[:_FED]))
        _write(shelf / "index.html", stationery.index([_line(one, stationery) for one in kept]))
    return written


def _line(digest: Digest, stationery: "Stationery") -> PastDigest:
    return PastDigest(
        href=f"{digest.slot.stem}.html",
        date=f"{digest.local_date:%d %B %Y} {digest.at}".rstrip(),
        subject=stationery.subject(digest),
        preview=digest.preview,
    )


def _write(path: Path, text: str) -> None:
    # Whoever opens the folder must never find half a page.
    draft = path.with_suffix(".part")
    draft.write_text(text, "utf-8")
    draft.replace(path)
