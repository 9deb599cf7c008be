import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chipwire.core.model import Feed, Tier
from chipwire.seeds.feeds import load_feeds
from chipwire.seeds.folder import shipped_folder
from chipwire.seeds.opml import read_opml, write_opml


def opml(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><body>{body}</body></opml>'.encode()


def test_folders_become_groups() -> None:
    loaded = read_opml(
        opml(
            '<outline text="Asia"><outline text="Taiwan">'
            '<outline type="rss" text="A" xmlUrl="https://a.example/?x=1&amp;y=2"'
            ' language="zh-TW"/>'
            '</outline><outline title="B" XMLURL=" https://b.example "/></outline>'
            '<outline text="C" xmlUrl="https://c.example" category="official"/>'
        )
    )
    assert loaded.problems == ()
    assert [(feed.url, feed.title, feed.folder) for feed in loaded.items] == [
        ("https://a.example/?x=1&y=2", "A", "Asia / Taiwan"),
        ("https://b.example", "B", "Asia"),
        ("https://c.example", "C", None),
    ]
    assert loaded.items[0].language == "zh-TW"
    assert [feed.tier for feed in loaded.items] == [Tier.GENERAL, Tier.GENERAL, Tier.OFFICIAL]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ('<outline text="X" xmlUrl="x.example"/>', "is no http or https address"),
        ('<outline text="X" xmlUrl="javascript:alert(1)"/>', "is no http or https address"),
        ('<outline text="X" xmlUrl="file:///etc/passwd"/>', "is no http or https address"),
        ('<outline text="X" type="rss"/>', "'X' has no address (xmlUrl)"),
        ('<outline text="X" xmlUrl="https://x.example/?key=***"/>', "was masked"),
        ('<outline text="X" xmlUrl="https://x.example"', "outline"),
        ("<outline text='X'></otline>", "mismatch"),
    ],
)
def test_broken_outlines_are_reported_and_the_rest_is_taken(broken: str, said: str) -> None:
    good = '<outline text="A" xmlUrl="https://a.example"/>'
    loaded = read_opml(opml(good + broken), "list.opml")
    assert [feed.url for feed in loaded.items][:1] == ["https://a.example"]
    assert any(said in str(problem) for problem in loaded.problems), loaded.problems
    assert all(problem.file == "list.opml" for problem in loaded.problems)


def test_bare_ampersands_do_not_bend_an_address() -> None:
    loaded = read_opml(opml('<outline text="R&D" xmlUrl="https://a.example/?x=1&y=2&amp;z=3"/>'))
    assert [(feed.title, feed.url) for feed in loaded.items] == [
        ("R&D", "https://a.example/?x=1&y=2&z=3")
    ]


def test_a_feed_listed_twice_is_taken_once() -> None:
    loaded = read_opml(opml('<outline text="A" xmlUrl="https://a.example"/>' * 2))
    assert len(loaded.items) == 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "this is no OPML file"),
        (b"hello", "this is no OPML file"),
        (b"<html><body/></html>", "this is no OPML file"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><opml/>', "declares entities"),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!entity b "c">]><opml/>'.encode(
                "utf-16"
            ),
            "declares entities",
        ),
        (b"<opml>" + b" " * 10_000_001, "larger than 10 MB"),
    ],
)
def test_what_is_no_feed_list_is_refused_whole(raw: bytes, said: str) -> None:
    loaded = read_opml(raw)
    assert loaded.items == ()
    assert [said in str(problem) for problem in loaded.problems] == [True]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("a&#x202E;b&#10;- c: d", "ab - c: d"),
        ("a\x01b", "a b"),
        ("A &amp;amp; B", "A & B"),
        ("&lt;b&gt;Bold&lt;/b&gt;", "Bold"),
        ("&#7;&#x202E;", "https://a.example"),
    ],
)
def test_titles_that_no_file_could_hold_are_made_plain(written: str, title: str) -> None:
    loaded = read_opml(
        opml(
            f'<outline text="{written}"><outline text="{written}" xmlUrl="https://a.example"/></outline>'
        )
    )
    (feed,) = loaded.items
    assert feed.title == title
    assert feed.folder in (title, None)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_wrongly_declared_encoding_is_read_all_the_same(encoding: str) -> None:
    raw = opml('<outline text="Müller – Größe" xmlUrl="https://a.example"/>').decode()
    raw = raw.replace('version="1.0"', 'version="1.0" encoding="utf-8"')
    (feed,) = read_opml(raw.encode(encoding)).items
    assert feed.title == "Müller – Größe"


def test_many_attributes_take_linear_time() -> None:
    many = " ".join(f'a{n}="x"' for n in range(50_000))
    began = time.perf_counter()
    loaded = read_opml(opml(f'<outline {many} xmlUrl="https://a.example"/>'))
    assert [feed.url for feed in loaded.items] == ["https://a.example"]
    assert time.perf_counter() - began < 2


def test_nesting_has_an_end() -> None:
    deep = '<outline text="x">' * 200 + '<outline text="A" xmlUrl="https://a.example"/>'
    loaded = read_opml(opml(deep + "</outline>" * 200))
    assert loaded.items == ()
    assert any("nested more than" in problem.message for problem in loaded.problems)


def test_what_is_written_is_read_back() -> None:
    feeds = load_feeds((shipped_folder("seeds") / "feeds.yaml").read_bytes()).items
    loaded = read_opml(write_opml(feeds))
    assert loaded.problems == ()
    # Sources that no other reader could use are left out.
    portable = [feed for feed in feeds if feed.kind == "feed"]
    assert len(portable) < len(feeds)
    assert sorted(loaded.items, key=lambda feed: feed.url) == sorted(portable, key=lambda f: f.url)


def test_secrets_never_leave() -> None:
    url = "https://ann:hunter2@a.example/feed?token=s3cret&page=2&k=abcdefghij0123456789abcdefghij"
    written = write_opml([Feed(id=url, url=url, title=url)])
    for secret in (b"ann", b"hunter2", b"s3cret", b"abcdefghij0123456789"):
        assert secret not in written
    assert b"https://***@a.example/feed?token=***&amp;page=2&amp;k=***" in written
    assert b"was masked" in written


def test_an_address_without_secrets_is_not_called_masked() -> None:
    written = write_opml([Feed(id="a", url="https://a.example/?x=1#part", title="A")])
    assert b"masked" not in written


def test_sources_that_are_no_feeds_stay_at_home() -> None:
    page = Feed(id="x", url="https://a.example/news.html", title="A", kind="page")
    assert b"a.example" not in write_opml([page])


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_title_and_folder_make_a_readable_file(title: str, folder: str) -> None:
    feed = Feed(id="x", url="https://a.example", title=title, folder=folder or None)
    loaded = read_opml(write_opml([feed]))
    assert [one.url for one in loaded.items] == ["https://a.example"]
    assert loaded.problems == ()


@given(st.binary(max_size=400))
@example(b"<:")
def test_no_bytes_at_all_make_the_reader_fail(raw: bytes) -> None:
    read_opml(raw)
    read_opml(b"<opml><body><outline " + raw + b"</body></opml>")
