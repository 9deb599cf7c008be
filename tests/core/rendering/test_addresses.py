import pytest

from chipwire.core.rendering.addresses import safe_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x?y=1&z=2#p", "https://a.example/x?y=1&z=2#p"),
        ("HTTP://A.example/", "http://A.example/"),
        ("https://a.example/芯片", "https://a.example/%E8%8A%AF%E7%89%87"),
        ("https://a.example/a%20b", "https://a.example/a%20b"),
        ('https://a.example/"onmouseover="x', "https://a.example/%22onmouseover=%22x"),
        ("https://a.example/a b\r\nc", "https://a.example/a%20bc"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("javascript://a.example/%0aalert(1)", None),
        ("ftp://a.example/x", None),
        ("data:text/html,x", None),
        ("//a.example/x", None),
        ("https://", None),
        ("http://[broken", None),
        ("mailto:a@b.example", None),
        ("file:///etc/passwd", None),
        ("https://a.example/" + "x" * 2_000, None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_become_links(url, expected):
    assert safe_url(url) == expected
