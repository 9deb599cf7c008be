import pytest

from chipwire.core.text.secrets import masked, masked_text, without_login
from chipwire.seeds.feeds import load_feeds
from chipwire.seeds.folder import shipped_folder


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ann:pw@a.example/f", "https://***@a.example/f"),
        ("https://ann@a.example:8443/f", "https://***@a.example:8443/f"),
        ("https://a.example/f?token=x&page=2", "https://a.example/f?token=***&page=2"),
        ("https://a.example/f?API_KEY=x", "https://a.example/f?API_KEY=***"),
        ("https://a.example/f?user-token=x", "https://a.example/f?user-token=***"),
        ("https://a.example/f?x-signature=abc", "https://a.example/f?x-signature=***"),
        ("https://a.example/f?k=" + "a1" * 12, "https://a.example/f?k=***"),
        ("https://a.example/f?token=", "https://a.example/f?token="),
        ("https://a.example/f?pw=x&private=y", "https://a.example/f?pw=***&private=***"),
        ("https://a.example/f;token=x;v=1/g", "https://a.example/f;token=***;v=1/g"),
        ("https://a.example/?f=private-Ab3" + "dE4f" * 5 + ".xml", "https://a.example/?f=***"),
        (
            "https://a.example/f?monkey=1&keyword=chips",
            "https://a.example/f?monkey=1&keyword=chips",
        ),
        ("https://a.example/f?q=export+controls", "https://a.example/f?q=export+controls"),
        ("https://a.example/f#token=x", "https://a.example/f"),
        ("https://[::1", "***"),
    ],
)
def test_only_what_gives_access_is_hidden(url: str, shown: str) -> None:
    assert masked(url) == shown


def test_public_addresses_stay_as_they_are() -> None:
    feeds = load_feeds((shipped_folder("seeds") / "feeds.yaml").read_bytes()).items
    assert [feed.url for feed in feeds if masked(feed.url) != feed.url] == []


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/" + "f00d" * 10 + "/rss", "https://a.example/***/rss"),
        ("https://a.example/private-" + "f00d" * 6 + "/x.ics", "https://a.example/***/x.ics"),
        ("https://a.example/" + "aB3d_" * 4 + ".rss", "https://a.example/***"),
        ("https://a.example/private-s4lt" + "water" * 2 + ".xml", "https://a.example/***"),
        ("https://a.example/s3a5alt7water9lemon2/rss", "https://a.example/***/rss"),
        (
            "https://a.example/private-sector-news-2026",
            "https://a.example/private-sector-news-2026",
        ),
        ("https://a.example/key-findings", "https://a.example/key-findings"),
        (
            "https://a.example/2026-11-24-the-h20-and-the-910c",
            "https://a.example/2026-11-24-the-h20-and-the-910c",
        ),
        (
            "https://a.example/0b5e8f1c-1111-4222-8333-944444444444.x/rss",
            "https://a.example/0b5e8f1c-1111-4222-8333-944444444444.x/rss",
        ),
        ("https://a.example/0b5e8f1c-1111-4222-8333-944444444444", "https://a.example/***"),
        (
            "https://a.example/nvidia-h20-export-controls-tightened-again-2026",
            "https://a.example/nvidia-h20-export-controls-tightened-again-2026",
        ),
    ],
)
def test_a_key_in_the_path_is_hidden_and_a_slug_is_not(url: str, shown: str) -> None:
    assert masked(url) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nothing here", "nothing here"),
        (
            "It links to https://a.example/f?token=x, http://u:p@b.example/g.",
            "It links to https://a.example/f?token=***, http://***@b.example/g.",
        ),
        ("(see https://a.example/?key=1)", "(see https://a.example/?key=***)"),
    ],
)
def test_addresses_inside_words_are_masked(text: str, shown: str) -> None:
    assert masked_text(text) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ann:pw@a.example:8443/f?a@b", "https://a.example:8443/f?a@b"),
        ("https://a.example/@ann", "https://a.example/@ann"),
        ("https://ann@a.example", "https://a.example"),
    ],
)
def test_a_login_can_be_left_away(url: str, shown: str) -> None:
    assert without_login(url) == shown
