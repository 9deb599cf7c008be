import pytest

from chipwire.core.rendering.clean import one_line, safe_url


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\nlines\r\nhere", "two lines here"),
        ("Subject\r\nBcc: all@example.org", "Subject Bcc: all@example.org"),
        ("turned \u202egpj.exe\u202c back", "turned gpj.exe back"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("שלום\u200f עולם", "שלום\u200f עולם"),
        ("half \ud83d pair", "half pair"),
    ],
)
def test_one_line_is_harmless(text, expected):
    assert one_line(text) == expected
