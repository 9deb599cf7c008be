"""chipwire watch test and backtest, over real stored articles."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chipwire.cli.commands import app
from chipwire.cli.shared import Trouble

Run = Callable[..., Result]
WATCHLIST = """
topics:
  - id: h20
    name: H20
    keywords: [H20]
  - id: h200
    name: H200
    keywords: [H200]
  - id: rare
    name: Never there
    keywords: [unobtainium]
"""
FEED = """<rss version="2.0"><channel><title>N</title>
<item><title>H20 for China</title><link>https://n.example/1</link></item>
<item><title>H20 motorway closed</title><link>https://n.example/2</link></item>
</channel></rss>"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHIPWIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CHIPWIRE_SEEDS", str(tmp_path / "seeds"))
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "watchlist.yaml").write_text(WATCHLIST)
    (seeds / "feeds.yaml").write_text("feeds: []\n")
    (seeds / "subscribers.yaml").write_text("subscribers: []\n")
    return lambda *words: CliRunner().invoke(app, words, catch_exceptions=False)


def test_a_text_shows_what_matches_and_where(run: Run) -> None:
    shown = run("watch", "test", "New export rule\nThe H20 may be sold again. H2O may not.").stdout
    assert "matches h20" in shown
    assert "'H20' in: The H20 may be sold again." in shown


def test_a_file_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("H200 for all\n", "utf-8")
    shown = run("watch", "test", "article.txt").stdout
    assert "matches h200" in shown
    assert "matches h20 " not in shown


def test_standard_input_is_read(run: Run, tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["watch", "test", "-"], input="News\nH200 for all\n")
    assert shown.stdout.startswith("News\n")
    assert "matches h200" in shown.stdout
    with pytest.raises(Trouble, match="standard input is empty"):
        CliRunner().invoke(app, ["watch", "test", "-"], input="\n", catch_exceptions=False)


def test_what_was_turned_down_is_told_with_its_reason(run: Run, tmp_path: Path) -> None:
    run("watch", "exclude", "h20", "motorway")
    shown = run("watch", "test", "H20 motorway closed").stdout
    assert "turned down h20" in shown
    assert "motorway" in shown.split("turned down h20")[1]


def test_what_another_hit_outweighs_and_what_is_half_there_is_told_too(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "seeds" / "watchlist.yaml").write_text(
        """
topics:
  - id: h20
    keywords: [{any: [H20], needs: [chip]}]
  - id: bis
    keywords: [{any: [BIS], exact_case: true}]
  - id: idea
    keywords: [{together: [[rare], [metal], [ban]]}]
  - id: pattern
    keywords: [{pattern: [{LEMMA: ban}]}]
"""
    )
    shown = run("watch", "test", "The H20 chip. An H20 bus, the bis. Rare ban here.").stdout
    assert "matches h20" in shown
    assert "none of its company in the sentence (chip) (another hit counts)" in shown
    assert "turned down bis: 'bis': not written as “BIS” (exact_case)" in shown
    assert "turned down idea: 'Rare': alone: none of metal in the sentence" in shown
    assert "costs pattern: its pattern has no anchor" in shown
    assert "not written as" not in run("watch", "test", "The BIS acts").stdout
    run("watch", "add", "steel", "Kaltwalzwerk")
    shown = run("watch", "test", "Der Kaltwalzwerkbau und ein Großkaltwalzwerk").stdout
    assert "turned down steel: 'Kaltwalzwerkbau': a longer word: “Kaltwalzwerk*”" in shown
    assert "'Großkaltwalzwerk'" in shown
    assert "a longer word" not in run("watch", "test", "Alte Kaltwalzwerke").stdout


def test_files_may_be_pages_and_what_cannot_be_tried_is_told(run: Run, tmp_path: Path) -> None:
    page = "<html><head><meta charset=gb2312><title>芯片</title></head><p>出口 H200</p></html>"
    (tmp_path / "page.html").write_bytes(page.encode("gb2312"))
    assert run("watch", "test", "page.html").stdout.startswith("芯片\n")
    (tmp_path / "feed.xml").write_text(FEED)
    assert run("watch", "test", "feed.xml").stdout.count("matches h20") == 2
    (tmp_path / "junk.bin").write_bytes(bytes(range(256)))
    assert "matches h20" in run("watch", "test", "H20 " * 100).stdout
    for given, words in (
        (" ", "nothing to try"),
        ("absent.txt", "there is no file absent.txt"),
        (".", "cannot be read"),
        ("junk.bin", "is no text"),
    ):
        with pytest.raises(Trouble, match=words):
            run("watch", "test", given)


def test_a_page_and_a_feed_are_fetched(
    run: Run, page: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS", "true")
    html = "<html><head><title>Chips</title></head><body><p>The H20 is back.</p></body></html>"
    assert "matches h20" in run("watch", "test", page("text/html", html)).stdout
    of_feed = run("watch", "test", page("application/rss+xml", FEED)).stdout
    assert of_feed.count("matches h20") == 2


def test_backtest_shows_what_an_edit_would_gain_and_lose_and_what_idles(
    run: Run,
    tmp_path: Path,
    page: Callable[[str, str], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS", "true")
    address = page("application/rss+xml", FEED)
    (tmp_path / "seeds" / "feeds.yaml").write_text(f"feeds:\n  - url: {address}\n")
    assert run("poll").exit_code == 0
    edited = tmp_path / "edited.yaml"
    edited.write_text(
        WATCHLIST.replace("keywords: [H20]", "keywords: [H20]\n    excludes: [motorway]").replace(
            "[unobtainium]", "[China]"
        )
    )
    shown = run("watch", "backtest", "--watchlist", str(edited)).stdout
    assert "2 articles" in shown
    assert "lost h20: 1" in shown
    assert "H20 motorway closed" in shown
    assert "gained rare: 1" in shown
    assert "h200: 'H200' never stood in an article" in shown
    assert "stands inside h200's 'H200'" in shown
    run("watch", "exclude", "h20", "motorway")
    assert "lost h20: 1" in run("watch", "backtest", "--since", "4w").stdout
    assert run("watch", "backtest", "--since", "soon").exit_code == 2


def test_many_idle_keywords_are_counted_unless_all_are_asked_for(run: Run, tmp_path: Path) -> None:
    words = ", ".join(f"word{number}" for number in range(30))
    (tmp_path / "seeds" / "watchlist.yaml").write_text(
        f"topics:\n  - id: t\n    keywords: [{words}, {{together: [[rare, raw], [ban]]}}]\n"
        f"  - id: u\n    keywords: [{words}]\n"
    )
    few = run("watch", "backtest").stdout
    assert "t: 'word0', 'word1', 'word2', 'word3', 'word4' and 26 more never stood" in few
    assert "t: 'word0' stands inside u's 'word0' and 29 more: both topics are flagged" in few
    full = run("watch", "backtest", "--full").stdout
    assert "'word29', 'rare + ban' never stood in an article (90 days, 0 of them stored)" in full
    assert "'word29' stands inside u's 'word29': both topics" in full


def test_remarks_are_few_and_those_of_edited_topics_come_first(
    run: Run, tmp_path: Path, page: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS", "true")
    address = page("application/rss+xml", FEED)
    (tmp_path / "seeds" / "feeds.yaml").write_text(f"feeds:\n  - url: {address}\n")
    assert run("poll").exit_code == 0
    idle = "".join(f"  - id: t{n}\n    keywords: [idle{n}]\n" for n in range(30))
    edited = tmp_path / "edited.yaml"
    edited.write_text(f"topics:\n{idle}  - id: last\n    keywords: [H20, unobtainium]\n")
    shown = run("watch", "backtest", "--watchlist", str(edited)).stdout.splitlines()
    remarks = [line for line in shown if "never stood" in line]
    assert remarks[0].startswith("last: 'unobtainium' never stood in an article (90 days, 1 of")
    assert len(remarks) == 12
    assert "… and 19 more remarks of this kind: --full shows them" in shown
