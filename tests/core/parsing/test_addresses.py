import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.parsing.addresses import absolute, canonical

BASE = "https://news.example/feeds/all.xml"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("/x", "https://news.example/x"),
        ("x.html", "https://news.example/feeds/x.html"),
        ("?id=3", "https://news.example/feeds/all.xml?id=3"),
        ("//b.example/x", "https://b.example/x"),
        ("www.b.example/x", "http://www.b.example/x"),
        (" https://a.example/x\n ", "https://a.example/x"),
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("https://a.example/\n  wrapped", "https://a.example/wrapped"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/\u202egpj\u2069.exe", "https://a.example/gpj.exe"),
        ("https://a.exam\u200bple/x\x07y", "https://a.example/xy"),
        ("HTTPS://A.example/x", "https://A.example/x"),
        ("https://例え.example/新闻", "https://例え.example/新闻"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("ftp://a.example/x", None),
        ("http://", None),
        ("http://[bad", None),
        ("http://a.example:99999/x", None),
        ("https://a.example/" + "x" * 5_000, None),
        ("", None),
        (None, None),
    ],
)
def test_links_become_absolute_or_nothing(link: str | None, expected: str | None) -> None:
    assert absolute(link, BASE) == expected


def test_a_relative_link_without_a_base_is_nothing() -> None:
    assert absolute("/x") is None


@pytest.mark.parametrize(
    "other",
    [
        "http://a.example/x?id=1",
        "https://www.a.example/x?id=1",
        "https://a.example:443/x/?id=1",
        "https://A.example/x?utm_source=rss&id=1&utm_medium=feed",
        "https://a.example/x?id=1&fbclid=Abc",
        "https://a.example/x?id=1&wt_mc=rss.red.ho",
        "https://a.example/x?id=1&ref=rss",
        "https://a.example/x?id=1#utm_source=x",
        "https://a.example/x;jsessionid=7F00?id=1",
        "https://a.example/x?id=1&",
        "https://a.example/x?id=1&srsltid=A&itm_source=x&WT.mc_id=y&matomo_campaign=z",
        "https://a.example/x?id=1&mod=rss_world",
        "https://a.example/x?id=1#:~:text=chips",
    ],
)
def test_one_page_has_one_canonical_address(other: str) -> None:
    assert canonical(other) == canonical("https://a.example/x?id=1")


@pytest.mark.parametrize(
    "other",
    [
        "https://a.example/x?id=2",
        "https://a.example/y?id=1",
        "https://b.example/x?id=1",
        "https://a.example/X?id=1",
        "https://a.example/x?id=1#part-2",
        "https://a.example/x?id=1&ref=123",
        "https://a.example/x?id=1&s=5",
    ],
)
def test_different_pages_stay_different(other: str) -> None:
    assert canonical(other) != canonical("https://a.example/x?id=1")


@given(st.text(max_size=80), st.sampled_from([None, BASE]))
def test_any_text_is_a_safe_web_address_or_nothing(link: str, base: str | None) -> None:
    url = absolute(link, base)
    assert url is None or url.lower().startswith(("http://", "https://"))
    assert url is None or not set(url) & set(" <>\"'\n\r\t\u202e\u2066\u200b\x00\x9f\ufeff")
    canonical(url or link)
