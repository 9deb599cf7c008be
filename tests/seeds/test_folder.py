import shutil
from pathlib import Path

import pytest

from chipwire.app.registry import SOURCES
from chipwire.seeds.folder import FILES, load_folder, read_folder, shipped_folder


def test_the_three_files_are_read_together(folder: Path) -> None:
    seeds = load_folder(folder)
    assert seeds.problems == ()
    assert [feed.title for feed in seeds.feeds] == ["heise online", "IT之家"]
    assert [topic.id for topic in seeds.watchlist.topics] == ["h20", "nvidia", "both"]
    assert [reader.id for reader in seeds.subscribers] == ["ann@example.org", "bob"]
    assert seeds.hash == read_folder(folder).hash


def test_readers_may_only_ask_for_topics_and_groups_there_are(folder: Path) -> None:
    path = folder / "subscribers.yaml"
    path.write_text("subscribers:\n  - {address: a@b.example, topics: [nvidea], groups: [chip]}\n")
    assert [str(problem) for problem in load_folder(folder).problems] == [
        "subscribers.yaml, line 2, subscribers[1].topics: 'nvidea' is not in the watchlist "
        "(did you mean 'nvidia'?)",
        "subscribers.yaml, line 2, subscribers[1].groups: 'chip' is not in the watchlist "
        "(did you mean 'chips'?)",
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_loses_only_itself(folder: Path, name: str) -> None:
    (folder / name).unlink()
    seeds = load_folder(folder)
    assert [problem.file for problem in seeds.problems if "cannot be read" in problem.message] == [
        name
    ]
    assert bool(seeds.feeds) is (name != "feeds.yaml")
    assert bool(seeds.watchlist.topics) is (name != "watchlist.yaml")


def test_a_folder_in_place_of_a_file_is_a_problem_and_no_crash(folder: Path) -> None:
    (folder / "feeds.yaml").unlink()
    (folder / "feeds.yaml").mkdir()
    assert "feeds.yaml" in str(load_folder(folder).problems[0])


def test_the_hash_changes_with_any_byte_and_with_nothing_else(folder: Path) -> None:
    before = read_folder(folder).hash
    (folder / "notes.txt").write_text("mine")
    (folder / "feeds.yaml").touch()
    assert read_folder(folder).hash == before
    with (folder / "watchlist.yaml").open("a") as file:
        file.write("# a word\n")
    assert read_folder(folder).hash != before


def test_a_missing_file_is_not_an_empty_one(folder: Path) -> None:
    (folder / "feeds.yaml").write_bytes(b"")
    empty = read_folder(folder).hash
    (folder / "feeds.yaml").unlink()
    assert read_folder(folder).hash != empty


@pytest.mark.parametrize("name", ["seeds", "templates"])
def test_what_ships_is_found(name: str) -> None:
    assert shipped_folder(name).is_dir()


def test_the_shipped_seeds_have_no_problem_and_survive_a_copy(tmp_path: Path) -> None:
    shipped = shipped_folder("seeds")
    copy = shutil.copytree(shipped, tmp_path / "seeds")
    seeds = load_folder(copy, kinds=SOURCES.keys())
    assert seeds.problems == ()
    assert seeds.hash == read_folder(shipped).hash
