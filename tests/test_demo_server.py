import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest

from chipwire.core.model import ParsedFeed
from chipwire.core.parsing import parse
from chipwire.demo import DemoServer, render, serve
from chipwire.seeds.feeds import load_feeds
from chipwire.seeds.folder import shipped_folder
from chipwire.seeds.subscribers import load_subscribers

NOW = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
DEMO = shipped_folder("seeds") / "demo"
LOOKBACK = timedelta(hours=48)


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def parsed(server: DemoServer, url: str) -> ParsedFeed:
    _, headers, body = get(url)
    return parse(body, url=url, content_type=headers["Content-Type"], now=NOW)


@pytest.fixture(scope="module")
def feeds() -> dict[str, ParsedFeed]:
    """Every demo feed that answers, parsed."""
    with serve(DEMO, NOW) as server:
        listed = load_feeds(render((DEMO / "feeds.yaml").read_text("utf-8"), server.base, NOW))
        assert listed.problems == ()
        return {
            feed.title: parsed(server, feed.url)
            for feed in listed.items
            if feed.title != "The Old Telegraph"
        }


def test_marks_are_filled_and_other_braces_stay() -> None:
    template = "{{ base }} {{rss_date(1.5)}} {{ iso_date(0) }} {{ other }} {{ rss_date(-1) }} {{"
    assert render(template, "http://x", NOW) == (
        "http://x Sat, 28 Mar 2026 23:00:00 +0000 2026-03-29T00:30:00+00:00 "
        "{{ other }} {{ rss_date(-1) }} {{"
    )


def test_the_demo_has_enough_of_everything(feeds: dict[str, ParsedFeed]) -> None:
    articles = [article for feed in feeds.values() for article in feed.articles]
    languages = {feed.language for feed in feeds.values()}
    assert len(feeds) >= 8
    assert 75 <= len(articles) <= 95
    assert languages == {"en", "de", "zh"}
    assert all(article.title and article.url for article in articles)
    assert len([article for article in articles if not article.text]) == 1  # where one breaks off


def test_articles_are_fresh_for_a_first_poll_and_a_few_are_backlog(
    feeds: dict[str, ParsedFeed],
) -> None:
    ages = [
        NOW - article.published
        for feed in feeds.values()
        for article in feed.articles
        if article.published
    ]
    assert len(ages) == sum(len(feed.articles) for feed in feeds.values())
    assert all(timedelta(hours=2) < age for age in ages)
    older = [age for age in ages if age > LOOKBACK]
    assert 3 <= len(older) <= 8
    assert max(age for age in ages if age <= LOOKBACK) <= timedelta(hours=40)


def test_the_feed_in_gb18030_is_read_as_written(feeds: dict[str, ParsedFeed]) -> None:
    with serve(DEMO, NOW) as server:
        _, _, body = get(f"{server.base}/linjiang-tech.xml")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    assert feeds["临江科技日报"].articles[0].title.startswith("国家网信办约谈英伟达")


def test_the_broken_feed_says_so_and_still_gives_its_items(feeds: dict[str, ParsedFeed]) -> None:
    broken = feeds["Brückenbote"]
    assert broken.problems
    assert len(broken.articles) == 4


def test_no_script_or_pixel_of_the_demo_reaches_a_text(feeds: dict[str, ParsedFeed]) -> None:
    ledger = feeds["The Harbour Ledger"].articles
    assert not [article for article in ledger if "pixel" in article.text or "<" in article.text]


def test_the_server_answers_like_one_on_the_web() -> None:
    with serve(DEMO, NOW) as server:
        url = f"{server.base}/north-sea-wire.xml"
        status, headers, body = get(url)
        assert (status, body[:5]) == (200, b"<?xml")
        assert get(url, **{"If-None-Match": headers["ETag"]})[::2] == (304, b"")
        assert get(url, **{"If-None-Match": '"other"'})[0] == 200
        assert get(f"{server.base}/old-telegraph.xml")[0] == 410
        assert get(f"{server.base}/../feeds.yaml")[0] == 404
        assert server.answers == {200: 2, 304: 1, 410: 1, 404: 1}
        assert server.base == f"http://127.0.0.1:{server.port}"
    with pytest.raises(urllib.error.URLError):
        get(url)


def test_the_same_moment_makes_the_same_bytes() -> None:
    bodies = []
    for _ in range(2):
        with serve(DEMO, NOW) as server:
            bodies.append({path: page.body for path, page in server.pages.items()})
    assert bodies[0] == bodies[1]


def test_the_demo_has_its_reader() -> None:
    loaded = load_subscribers((DEMO / "subscribers.yaml").read_bytes())
    assert loaded.problems == ()
    assert [reader.id for reader in loaded.items] == ["demo"]
