"""Pasted passwords."""

import pytest

from chipwire.channels.secrets import doubtful_characters


@pytest.mark.parametrize(
    "secret", ["hunter2", "abcd efgh ijkl mnop", "pässwörd", "密码", "", "a\\n"]
)
def test_nothing_is_said_of_a_good_one(secret: str) -> None:
    assert doubtful_characters(secret) is None


@pytest.mark.parametrize(
    ("secret", "told"),
    [
        ("abcd\u00a0efgh", "character 5 is no-break space (U+00A0)"),
        (" abcd", "character 1 is space (U+0020)"),
        ("abcd ", "character 5 is space (U+0020)"),
        ("abcd\n", "character 5 is a control character (U+000A)"),
        ("ab\u200bcd", "character 3 is zero width space (U+200B)"),
        ("\ufeffabcd", "character 1 is zero width no-break space (U+FEFF)"),
        ("ab\u3000cd", "character 3 is ideographic space (U+3000)"),
    ],
)
def test_what_pasting_leaves_is_named_by_place(secret: str, told: str) -> None:
    words = doubtful_characters(secret)
    assert words is not None
    assert told in words
    assert "abcd" not in words
