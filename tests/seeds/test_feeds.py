from urllib.parse import urlsplit

import pytest
import yaml

from chipwire.app.registry import SOURCES
from chipwire.core.model import Tier
from chipwire.seeds.feeds import load_feeds, same_address
from chipwire.seeds.folder import shipped_folder


def read(text: str, **options):
    return load_feeds(text, "feeds.yaml", **options)


def test_a_feed_needs_only_an_address() -> None:
    loaded = read("feeds:\n  - url: https://News.example/feed?x=1\n")
    assert loaded.problems == ()
    feed = loaded.items[0]
    assert feed.id == feed.url == "https://News.example/feed?x=1"
    assert (feed.title, feed.tier, feed.kind) == ("News.example", Tier.GENERAL, "feed")
    assert (feed.language, feed.folder, feed.options) == (None, None, {})


def test_every_field_arrives() -> None:
    text = """
feeds:
  - url: https://a.example/
    title: Ä
    language: zh-CN
    tier: Trade Press
    kind: feed
    folder: China
    options: {selector: .news, every: 5, full_text: true, note: "5", none: null, list: [a, 1]}
    known_from: somewhere
    checked: 2026-01-02
    note: mine
"""
    loaded = read(text, kinds=("feed", "page"))
    assert loaded.problems == ()
    feed = loaded.items[0]
    assert (feed.title, feed.language, feed.tier) == ("Ä", "zh-CN", Tier.TRADE_PRESS)
    assert (feed.kind, feed.folder) == ("feed", "China")
    assert feed.options == {
        "selector": ".news",
        "every": 5,
        "full_text": True,
        "note": "5",
        "none": None,
        "list": ["a", 1],
    }


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("ulr: https://a.example", "feeds[1].ulr: is no field here (did you mean 'url'?)"),
        ("title: x", "feeds[1].url: is missing (add `url:`)"),
        ("url:", "feeds[1].url: is missing"),
        ("url: ''", "feeds[1].url: is empty"),
        ("url: a.example/feed", "did you mean 'https://a.example/feed'?"),
        ("url: ftp://a.example", "is no http or https address"),
        ("url: feed://a.example", "write https: instead"),
        ("url: https:///feed", "names no host"),
        ("url: https://a.example/x y", "a space or an invisible character"),
        ("url: https://a.example:99999/", "is no valid address"),
        ("url: https://[::1/", "is no valid address"),
        ("url: [https://a.example]", "should be one text, not a list"),
        ("url: https://a.example/" + "x" * 2_000, "longer than 2000"),
    ],
)
def test_a_feed_without_a_usable_address_is_left_out(entry: str, said: str) -> None:
    loaded = read(f"feeds:\n  - {entry}\n  - url: https://good.example\n")
    assert [feed.url for feed in loaded.items] == ["https://good.example"]
    assert any(said in str(problem) for problem in loaded.problems), loaded.problems
    assert {problem.line for problem in loaded.problems} == {2}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("tier: wyre", "tier: 'wyre' is not known (did you mean 'wire'?)"),
        ("kind: feeed", "kind: 'feeed' is not known (did you mean 'feed'?)"),
        ("language: English!", "language: 'English!' is not a language code"),
        ("tilte: x", "tilte: is no field here (did you mean 'title'?)"),
        ("options: fast", "options: should be a mapping, not a text"),
        ("title: {a: b}", "title: should be one text, not a mapping"),
    ],
)
def test_any_other_mistake_keeps_the_feed_and_is_reported(field: str, said: str) -> None:
    loaded = read(f"feeds:\n  - url: https://a.example\n    {field}\n", kinds=("feed", "page"))
    assert [feed.url for feed in loaded.items] == ["https://a.example"]
    assert [said in str(problem) for problem in loaded.problems] == [True]
    assert loaded.problems[0].line == 3


def test_an_address_counts_once_however_it_is_written() -> None:
    loaded = read("feeds:\n  - url: https://a.example/X\n  - url: HTTPS://A.example/X#top\n")
    assert len(loaded.items) == 1
    assert "is there twice (the first stands in line 2)" in str(loaded.problems[0])
    assert same_address("https://a.example/X") != same_address("https://a.example/x")


def test_a_text_in_place_of_a_feed_is_explained() -> None:
    loaded = read("feeds:\n  - https://a.example\n")
    assert "should be a mapping, not a text (write `- url: …`)" in str(loaded.problems[0])


def test_the_shipped_list_says_where_each_address_was_seen() -> None:
    raw = (shipped_folder("seeds") / "feeds.yaml").read_bytes()
    loaded = load_feeds(raw, "feeds.yaml", kinds=SOURCES.keys())
    entries = yaml.safe_load(raw)["feeds"]
    assert loaded.problems == ()
    assert len(loaded.items) == len(entries) >= 60
    assert len({entry["title"] for entry in entries}) == len(entries)
    for entry in entries:
        assert set(entry) >= {"url", "title", "language", "tier", "kind", "folder", "checked"}
        assert urlsplit(entry["url"]).scheme in {"http", "https"}
        assert entry["known_from"].strip()
        assert entry["checked"] is None


@pytest.mark.parametrize("tier", list(Tier))
def test_the_shipped_list_has_every_tier(tier: Tier) -> None:
    raw = (shipped_folder("seeds") / "feeds.yaml").read_bytes()
    assert [feed for feed in load_feeds(raw).items if feed.tier is tier]


@pytest.mark.parametrize(
    "folder",
    ["United States", "Europe", "Japan", "Netherlands", "Taiwan", "Korea", "China", "Germany"],
)
def test_the_shipped_list_has_official_sources_of_each_country(folder: str) -> None:
    raw = (shipped_folder("seeds") / "feeds.yaml").read_bytes()
    feeds = [feed for feed in load_feeds(raw).items if feed.folder == folder]
    assert [feed for feed in feeds if feed.tier is Tier.OFFICIAL]


@pytest.mark.parametrize(
    ("options", "line", "said"),
    [
        ("headers: {Authorization: Bearer hunter2}", 3, "headers.Authorization: holds a secret"),
        ("password: hunter2", 3, "options.password: holds a secret in plain text"),
        ("user: hunter2", 3, "write $MY_FEED_USER here"),
        ("headers: {Host: $HUNTER}", 3, "is a header that Chipwire sets itself"),
        ("headers: {'X Key': $HUNTER}", 3, "is no name of a header"),
        ("headers: [$HUNTER]", 3, "headers: should be a mapping, not a list"),
        ("headers: {authorization: $A}\n      user: $B", 4, "stands beside an Authorization"),
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(
    options: str, line: int, said: str
) -> None:
    loaded = read(f"feeds:\n  - url: https://a.example/\n    options:\n      {options}\n")
    (problem,) = loaded.problems
    assert said in str(problem)
    assert "hunter2" not in str(problem)
    assert problem.line == line + 1
    assert "hunter2" not in str(loaded.items[0].options)


def test_variables_and_harmless_headers_arrive() -> None:
    text = """
feeds:
  - url: https://a.example/
    options:
      headers: {Authorization: Bearer $KEY, Accept-Language: de, X-Key: "${OTHER}"}
      selector: .news
  - url: https://b.example/
    options: {user: $USER_NAME, password: $WORD}
"""
    loaded = read(text)
    assert loaded.problems == ()
    first, second = loaded.items
    assert first.options == {
        "headers": {
            "Authorization": "Bearer $KEY",
            "Accept-Language": "de",
            "X-Key": "${OTHER}",
        },
        "selector": ".news",
    }
    assert second.options == {"user": "$USER_NAME", "password": "$WORD"}


def test_a_mistaken_address_is_reported_without_its_token() -> None:
    (problem,) = read("feeds:\n  - url: ftp://u:pw@a.example/f?token=hunter2\n").problems
    assert "ftp://***@a.example/f?token=***" in str(problem)


@pytest.mark.parametrize(
    ("kind", "options", "line", "said"),
    [
        ("page", "{}", 4, "needs a selector"),
        ("page", "{selector: 'li['}", 4, "is no CSS selector"),
        ("page", "{selector: li, date: '..'}", 4, "is no CSS selector"),
        ("page", "{selector: li, titel: h2}", 4, "did you mean 'title'?"),
        ("federal-register", "{selector: li}", 4, "is no option of the kind federal-register"),
        ("federal-register", "{agencies: [BIS Office]}", 4, "'BIS Office' is no agency's short"),
        ("federal-register", "{types: [rule, law]}", 4, "there are: rule, proposed rule, notice"),
        ("federal-register", "{term: [a, b]}", 4, "is no text"),
        ("federal-register", "{significant: maybe}", 4, "is neither true nor false"),
        ("federal-register", "{agency: x}", 4, "did you mean 'agencies'?"),
    ],
)
def test_options_that_a_kind_cannot_follow_are_reported(
    kind: str, options: str, line: int, said: str
) -> None:
    text = f"feeds:\n  - url: https://a.example/\n    kind: {kind}\n    options: {options}\n"
    loaded = read(text, kinds=("feed", "page", "federal-register"))
    assert [feed.kind for feed in loaded.items] == [kind]
    (problem,) = loaded.problems
    assert said in str(problem)
    assert problem.line == line


def test_a_watched_page_may_have_selectors_and_a_login() -> None:
    text = (
        "feeds:\n  - url: https://a.example/\n    kind: page\n"
        "    options: {selector: 'ul.news > li', date: time, user: $MY_USER, password: $MY_WORD}\n"
    )
    loaded = read(text, kinds=("page",))
    assert loaded.problems == ()
    assert loaded.items[0].options["selector"] == "ul.news > li"


@pytest.mark.parametrize(("said", "read_as"), [("true", True), ("yes", True), ("false", False)])
def test_full_text_is_wanted_or_not(said: str, read_as: bool) -> None:
    loaded = read(f"feeds:\n  - url: https://a.example/\n    options: {{fulltext: {said}}}\n")
    assert loaded.problems == ()
    assert loaded.items[0].options == {"fulltext": read_as}


def test_full_text_that_is_neither_is_reported() -> None:
    loaded = read("feeds:\n  - url: https://a.example/\n    options: {fulltext: maybe}\n")
    assert "neither true nor false" in str(loaded.problems[0])
    assert loaded.items[0].options == {"fulltext": False}


def test_one_search_may_be_followed_twice_under_two_names() -> None:
    search = "https://register.example/documents.json"
    text = "feeds:\n" + "".join(
        f"  - url: {search}#{name}\n    kind: federal-register\n"
        f"    options: {{types: [{name}], agencies: an-office}}\n"
        for name in ("rule", "notice", "rule")
    )
    loaded = read(text, kinds=("federal-register",))
    assert [feed.options["types"] for feed in loaded.items] == [["rule"], ["notice"]]
    (problem,) = loaded.problems
    assert (problem.line, "is there twice" in str(problem)) == (8, True)
    twice = "feeds:\n  - url: https://a.example/f#1\n  - url: https://a.example/f#2\n"
    assert len(read(twice).items) == 1
