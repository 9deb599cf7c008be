import pytest

from chipwire.core.text.secrets import masked
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
