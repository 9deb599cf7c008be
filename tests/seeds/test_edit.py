import difflib
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.model import Feed
from chipwire.seeds import edit
from chipwire.seeds.feeds import load_feeds
from chipwire.seeds.files import write_atomically
from chipwire.seeds.folder import load_folder, shipped_folder
from chipwire.seeds.problems import SeedError
from chipwire.seeds.splice import Text
from chipwire.seeds.watchlist import load_watchlist


def feed(url: str, **fields: str) -> Feed:
    return Feed(**{"id": url, "url": url, "title": url, **fields})


def changes(path: Path, change: Callable[[], object]) -> list[str]:
    """The lines that a change took out and put in, in order; everything else stayed."""
    before = path.read_text("utf-8").splitlines()
    change()
    after = path.read_text("utf-8").splitlines()
    lines = difflib.ndiff(before, after)
    return [line for line in lines if line[:1] in "+-"]


def test_a_new_feed_comes_last_and_nothing_else_moves(folder: Path) -> None:
    added = changes(
        folder / "feeds.yaml",
        lambda: edit.add_feeds(folder, [feed("https://new.example/?a=1#b", title="New: one")]),
    )
    assert added == ["+ ", "+   - url: https://new.example/?a=1#b", "+     title: 'New: one'"]
    assert (folder / "feeds.yaml").read_text("utf-8").endswith("'New: one'\n# the end\n")


def test_feeds_that_are_there_are_not_added_again(folder: Path) -> None:
    both = [feed("HTTPS://ITHOME.example/rss"), feed("https://new.example/")]
    assert [one.url for one in edit.add_feeds(folder, [*both, *both])] == ["https://new.example/"]
    assert edit.add_feeds(folder, both) == ()


def test_a_feed_goes_with_its_own_comments_and_no_others(folder: Path) -> None:
    removed = changes(
        folder / "feeds.yaml", lambda: edit.remove_feed(folder, "https://heise.example/atom")
    )
    assert removed == [
        "-   - url: https://heise.example/atom      # the ticker",
        '-     title: "heise online"',
        "-     tier: trade press",
        "-     # asked for by Ann",
        "- ",
    ]


def test_a_feed_is_found_by_its_title_too(folder: Path) -> None:
    assert edit.remove_feed(folder, "HEISE online").url == "https://heise.example/atom"
    with pytest.raises(SeedError, match="no feed 'IT' "):
        edit.remove_feed(folder, "IT")


def test_a_feed_that_moved_gets_its_new_address_in_place(folder: Path) -> None:
    moved = changes(
        folder / "feeds.yaml",
        lambda: edit.move_feed(folder, "https://heise.example/atom", "https://heise.example/new"),
    )
    assert [line for line in moved if line[0] in "+-"] == [
        "-   - url: https://heise.example/atom      # the ticker",
        "+   - url: https://heise.example/new      # the ticker",
    ]


def test_an_exclusion_belongs_to_its_topic(folder: Path) -> None:
    path = folder / "watchlist.yaml"
    assert changes(path, lambda: edit.add_exclude(folder, "h20", "A20 motorway, B")) == [
        "-     excludes: [H2O]",
        "+     excludes: [H2O, 'A20 motorway, B']",
    ]
    assert changes(path, lambda: edit.add_exclude(folder, "nvidia", "Nvidia cup")) == [
        "+     excludes:",
        "+       - Nvidia cup",
    ]
    topics = {topic.id: topic for topic in load_folder(folder).watchlist.topics}
    assert [c.words.forms for c in topics["h20"].excludes] == [("H2O", "A20 motorway, B")]
    assert [c.words.forms for c in topics["nvidia"].excludes] == [("Nvidia cup",)]
    assert topics["both"].excludes == ()
    edit.remove_exclude(folder, "h20", "A20 motorway, B")
    assert "excludes: [H2O]\n" in path.read_text("utf-8")


def test_keywords_come_and_go_in_every_form(folder: Path) -> None:
    path = folder / "watchlist.yaml"
    assert changes(path, lambda: edit.add_keywords(folder, "nvidia", ["英伟达"])) == [
        "-     keywords: Nvidia",
        "+     keywords: [Nvidia, 英伟达]",
    ]
    assert changes(path, lambda: edit.add_keywords(folder, "h20", ["H20 chip"])) == [
        "+       - H20 chip"
    ]
    assert changes(path, lambda: edit.remove_keyword(folder, "h20", "HGX H20")) == [
        "-       - any: [H20, HGX H20]",
        "+       - any: [H20]",
    ]
    assert changes(path, lambda: edit.remove_keyword(folder, "h20", "H20")) == [
        "-       - any: [H20]",
        "-         needs: [Nvidia]",
    ]


def test_all_of_some_keywords_come_or_none(folder: Path) -> None:
    path = folder / "watchlist.yaml"
    before = path.read_bytes()
    for wrong in ("!!", "Nvidia", "New"):
        with pytest.raises(SeedError):
            edit.add_keywords(folder, "nvidia", ["New", wrong])
        assert path.read_bytes() == before
    edit.add_keywords(folder, "nvidia", ["New", "Newer"])
    assert "keywords: [Nvidia, New, Newer]" in path.read_text("utf-8")


def test_a_topic_is_added_and_removed(folder: Path) -> None:
    path = folder / "watchlist.yaml"
    before = path.read_bytes()
    edit.add_topic(folder, "asml", ["ASML", "阿斯麦"], name="ASML", group="companies")
    topic = load_folder(folder).watchlist.topics[-1]
    assert (topic.id, topic.name, topic.group) == ("asml", "ASML", "companies")
    assert [keyword.text for keyword in topic.keywords] == ["ASML", "阿斯麦"]
    edit.remove_topic(folder, "asml")
    assert path.read_bytes() == before


def test_a_topic_that_others_need_stays(folder: Path) -> None:
    with pytest.raises(SeedError, match="take it out of the topics of ann@example"):
        edit.remove_topic(folder, "nvidia")
    with pytest.raises(SeedError, match="builds on 'h20', which is no topic"):
        edit.remove_topic(folder, "h20")


def test_readers_are_added_and_removed(folder: Path) -> None:
    path = folder / "subscribers.yaml"
    before = path.read_bytes()
    reader = edit.add_subscriber(
        folder, "li@example.org", zone="Asia/Taipei", time="06:30", topics=["h20"]
    )
    assert (reader.id, reader.zone, reader.topics) == ("li@example.org", "Asia/Taipei", ("h20",))
    assert load_folder(folder).subscribers[-1] == reader
    assert edit.remove_subscriber(folder, "li@example.org") == reader
    assert path.read_bytes() == before
    assert edit.remove_subscriber(folder, "bob@example.org").id == "bob"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: edit.add_feeds(f, [feed("new.example")]), "did you mean 'https://new.example'?"),
        (lambda f: edit.add_feeds(f, [feed("https://a.example", title="a\nb: c")]), "line break"),
        (lambda f: edit.move_feed(f, "https://heise.example/atom", "x"), "no http or https"),
        (lambda f: edit.remove_feed(f, "https://heise.example/atum"), "heise.example/atom'?"),
        (lambda f: edit.add_keywords(f, "h2o", ["x"]), "there is no 'h2o' (did you mean 'h20'?)"),
        (lambda f: edit.add_keywords(f, "nvidia", ["Nvidia"]), "has 'Nvidia' among its keywords"),
        (lambda f: edit.remove_keyword(f, "nvidia", "x"), "has no 'x' among its keywords"),
        (lambda f: edit.remove_keyword(f, "nvidia", "Nvidia"), "has no 'Nvidia'"),
        (lambda f: edit.add_topic(f, "h20", ["x"]), "'h20' is there twice"),
        (lambda f: edit.add_topic(f, "My Topic", ["x"]), "small letters, digits and dashes"),
        (lambda f: edit.add_subscriber(f, "a@b.example", zone="Berlin"), "'Europe/Berlin'"),
        (lambda f: edit.add_subscriber(f, "a@b.example", topics=["h2"]), "not in the watchlist"),
        (lambda f: edit.add_subscriber(f, "ann@example.org"), "is there twice"),
        (lambda f: edit.remove_subscriber(f, "anna@example.org"), "'ann@example.org'?"),
    ],
)
def test_what_cannot_stand_changes_nothing(
    folder: Path, change: Callable[[Path], object], said: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(SeedError) as caught:
        change(folder)
    assert said in str(caught.value)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_is_broken_is_not_touched(folder: Path) -> None:
    path = folder / "feeds.yaml"
    path.write_text("feeds:\n  - url: 'https://a.example\n")
    with pytest.raises(SeedError, match=r"feeds.yaml, line 2: a quote that is never closed"):
        edit.add_feeds(folder, [feed("https://b.example")])


def test_old_mistakes_do_not_stand_in_the_way(folder: Path) -> None:
    path = folder / "feeds.yaml"
    path.write_text("feeds:\n  - url: https://a.example\n    tittle: A\n")
    edit.add_feeds(folder, [feed("https://b.example")])
    assert [one.url for one in load_folder(folder).feeds] == [
        "https://a.example",
        "https://b.example",
    ]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "feeds:\n  - url: https://b.example\n    title: B\n"),
        ("feeds: []\n", "feeds:\n  - url: https://b.example\n    title: B\n"),
        ("feeds:\n# none yet\n", "feeds:\n  - url: https://b.example\n    title: B\n# none yet\n"),
        ("feeds: null # x\n", "feeds:  # x\n  - url: https://b.example\n    title: B\n"),
        (
            "feeds: [{url: https://a.example}]",
            "feeds: [{url: https://a.example}, {url: https://b.example, title: B}]",
        ),
        (
            "feeds:\n- url: https://a.example",
            "feeds:\n- url: https://a.example\n\n- url: https://b.example\n  title: B\n",
        ),
        (
            "feeds:\r\n  -\r\n    url: https://a.example\r\n",
            "feeds:\r\n  -\r\n    url: https://a.example\r\n\r\n"
            "  - url: https://b.example\r\n    title: B\r\n",
        ),
    ],
)
def test_a_list_grows_in_the_layout_it_has(tmp_path: Path, text: str, after: str) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_bytes(text.encode())
    edit.add_feeds(tmp_path, [feed("https://b.example", title="B")])
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_the_encoding_of_a_file_stays(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text("feeds:\n  - url: https://a.example\n    title: Ä\n", codec)
    edit.add_feeds(tmp_path, [feed("https://b.example", title="ü")])
    assert "title: Ä" in path.read_text(codec)
    assert "title: ü" in path.read_text(codec)


def test_feeds_of_the_shipped_file_can_go_without_harm(tmp_path: Path) -> None:
    shipped = shipped_folder("seeds") / "feeds.yaml"
    path = tmp_path / "feeds.yaml"
    path.write_bytes(shipped.read_bytes())
    feeds = load_feeds(path.read_bytes()).items
    for number, one in enumerate(feeds[::9], 1):
        edit.remove_feed(tmp_path, one.url)
        assert len(load_feeds(path.read_bytes()).items) == len(feeds) - number
    heads = re.compile("^ *# ---.*$", re.MULTILINE)
    after = path.read_text("utf-8")
    assert heads.findall(after) == heads.findall(shipped.read_text("utf-8"))


def test_the_shipped_watchlist_can_be_edited(tmp_path: Path) -> None:
    shipped = shipped_folder("seeds")
    for name in ("feeds.yaml", "subscribers.yaml", "watchlist.yaml"):
        (tmp_path / name).write_bytes((shipped / name).read_bytes())
    path = tmp_path / "watchlist.yaml"
    before = path.read_bytes()
    edit.add_exclude(tmp_path, "h20", "A20 motorway")
    assert path.read_bytes() != before
    edit.remove_exclude(tmp_path, "h20", "A20 motorway")
    after = path.read_bytes()
    assert load_watchlist(after).hash == load_watchlist(before).hash
    assert after.count(b"#") == before.count(b"#")


def test_permissions_and_links_survive(tmp_path: Path, folder: Path) -> None:
    real = folder / "feeds.yaml"
    real.chmod(0o640)
    elsewhere = tmp_path / "linked"
    elsewhere.mkdir()
    (elsewhere / "feeds.yaml").symlink_to(real)
    edit.add_feeds(elsewhere, [feed("https://new.example")])
    assert (elsewhere / "feeds.yaml").is_symlink()
    assert "new.example" in real.read_text("utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_write_that_fails_leaves_the_old_file(folder: Path, monkeypatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = (folder / "feeds.yaml").read_bytes()
    with pytest.raises(SeedError, match="No space left"):
        write_atomically(folder / "feeds.yaml", b"feeds: []\n")
    assert (folder / "feeds.yaml").read_bytes() == before
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


ENTRY = st.builds(
    lambda n, quote, comment, more, blank: (
        f"  - url: {quote}https://e{n}.example/{quote}{comment}\n{more}{blank}"
    ),
    st.integers(0, 10_000),
    st.sampled_from(["", "'", '"']),
    st.sampled_from(["", "  # here"]),
    st.sampled_from(["", "    title: T\n", "    # inside\n", "    options:\n      a: [1]\n"]),
    st.sampled_from(["", "\n", "  # next\n", "\n  # --- head\n", "# far left\n"]),
)


@given(st.lists(ENTRY, min_size=1, max_size=6, unique_by=lambda text: text.split("//")[1][:8]))
def test_any_entry_can_go_and_come_back_while_the_others_stay(entries: list[str]) -> None:
    text = Text("# top\nfeeds:\n" + "".join(entries), "feeds")
    urls = text.values("url")
    for number, url in enumerate(urls):
        entry = text.find("url", url)
        assert entry is not None
        without = text.remove_entry(entry)
        assert without.values("url") == urls[:number] + urls[number + 1 :]
        assert str(without).count("--- head") == str(text).count("--- head")
        again = without.add_entries([{"url": url}])
        assert again.values("url") == [*without.values("url"), url]
        assert load_feeds(str(again)).problems == ()
