"""Sound seed files are read once; later commands read what they need of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chipwire.app.seedbook import SeedBook
from chipwire.app.soundness import SoundSeeds
from chipwire.seeds.problems import SeedProblem

FEEDS = "feeds:\n  - url: https://example.org/feed\n"
WATCHLIST = "topics:\n  - id: chips\n    name: Chips\n    keywords: [H20]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "feeds.yaml").write_text(FEEDS)
    (seeds / "watchlist.yaml").write_text(WATCHLIST)
    (seeds / "subscribers.yaml").write_text("subscribers: []\n")
    return seeds


def book(folder: Path, ways: tuple[str, ...] = ("feed", "mail")) -> SeedBook:
    return SeedBook(folder, soundness=SoundSeeds(folder.parent / "seeds.sound", ways))


def problems(folder: Path) -> tuple[SeedProblem, ...]:
    fresh = book(folder)
    found = fresh.problems
    fresh.remember()
    return found


def watchlist_was_read(book: SeedBook) -> bool:
    return book._current is not None


def test_what_is_known_to_be_sound_is_not_read_again(folder: Path) -> None:
    assert problems(folder) == ()
    again = book(folder)
    assert again.problems == ()
    assert [feed.url for feed in again.feeds] == ["https://example.org/feed"]
    assert not watchlist_was_read(again)
    assert [topic.id for topic in again.seeds.watchlist.topics] == ["chips"]


def test_a_mistake_is_told_every_time(folder: Path) -> None:
    assert problems(folder) == ()
    (folder / "watchlist.yaml").write_text(WATCHLIST + "    wieght: 2\n")
    first, second = problems(folder), problems(folder)
    assert [problem.field for problem in first] == ["topics[1].wieght"]
    assert first == second


def test_another_set_of_kinds_and_channels_reads_again(folder: Path) -> None:
    assert problems(folder) == ()
    other = book(folder, ("feed", "mail", "page"))
    assert other.problems == ()
    assert watchlist_was_read(other)


def test_an_edit_of_unread_files_is_seen(folder: Path) -> None:
    assert problems(folder) == ()
    running = book(folder)
    (folder / "watchlist.yaml").write_text(WATCHLIST.replace("chips", "tools"))
    assert running.refresh() == ()
    assert [topic.id for topic in running.seeds.watchlist.topics] == ["tools"]


def test_a_mistaken_edit_of_unread_files_changes_nothing(folder: Path) -> None:
    assert problems(folder) == ()
    running = book(folder)
    (folder / "watchlist.yaml").write_text("topics: oh\n")
    assert [problem.file for problem in running.refresh()] == ["watchlist.yaml"]
    assert [topic.id for topic in running.seeds.watchlist.topics] == ["chips"]


def test_nothing_is_lost_where_it_cannot_be_remembered(folder: Path, tmp_path: Path) -> None:
    fresh = SeedBook(folder, soundness=SoundSeeds(tmp_path / "no" / "folder", ()))
    assert fresh.problems == ()
    fresh.remember()
    assert watchlist_was_read(fresh)


def test_a_poll_that_brings_nothing_loads_neither_watchlist_nor_matching(folder: Path) -> None:
    (folder / "feeds.yaml").write_text("feeds: []\n")
    words = (
        "import sys; from chipwire.app.building import build\n"
        "with build() as parts: parts.seedbook.problems; parts.poll(force=True)\n"
        "print([m for m in ('chipwire.core.matching', 'chipwire.jobs.judge', 'alembic', 'spacy',"
        " 'chipwire.seeds.watchlist', 'wordfreq') if m in sys.modules])"
    )
    home = str(folder.parent / "home")
    env = {**os.environ, "CHIPWIRE_SEEDS": str(folder), "CHIPWIRE_HOME": home}
    command = [sys.executable, "-c", words]
    subprocess.run(command, env=env, check=True)
    second = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    assert second.stdout.strip() == "[]"
