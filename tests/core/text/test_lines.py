import pytest

from chipwire.core.text.lines import count, one_line


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


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 stories"), (1, "1 story"), (1204, "1,204 stories")]
)
def test_things_are_counted_in_words(number, words):
    assert count(number, "story", "stories") == words
