import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.rendering.columns import width, wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [("H20", 3), ("芯片", 4), ("ｆｕｌｌ", 8), ("e\u0301", 1), ("a\u200bb", 2), ("…", 1), ("", 0)],
)
def test_width_in_columns(text, expected):
    assert width(text) == expected


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("one two three", 7, "one two\nthree"),
        ("one  two\nthree", 20, "one two three"),
        ("英伟达重获对华出口许可", 8, "英伟达重\n获对华出\n口许可"),
        ("出口许可，首批", 8, "出口许\n可，首批"),
        ("买H20芯片吧", 6, "买H20\n芯片吧"),
        (
            "see https://news.example/a/long/address now",
            12,
            "see\nhttps://news.example/a/long/address\nnow",
        ),
        ("from the *Commerce Department*", 18, "from the *Commerce\nDepartment*"),
        ("对*华为*出口", 6, "对*华\n为*出\n口"),
        ("", 10, ""),
    ],
)
def test_lines_break_where_the_script_allows(text, columns, expected):
    assert wrap(text, columns) == expected


def test_first_and_following_lines_have_their_own_indent():
    assert wrap("one two three", 9, "* ", "  ") == "* one two\n  three"


@given(st.text(alphabet=st.sampled_from("ab c芯片，。 é"), max_size=200))
def test_no_line_is_too_wide_and_no_character_is_lost(text):
    wrapped = wrap(text, 24, "- ", "  ")
    lines = wrapped.split("\n")

    assert "".join(wrapped[2:].split()) == "".join(text.split())
    for line in lines:
        words = line.strip("- ").split()
        assert width(line) <= 24 or len(words) == 1 or "，" in line or "。" in line
