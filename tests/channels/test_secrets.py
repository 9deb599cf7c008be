"""Pasted passwords."""

from pathlib import Path

import pytest

from chipwire.channels.secrets import doubtful_characters, signing_key


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


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "key"
    key = signing_key(path)
    assert len(key) == 32
    assert signing_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["key"]
    assert signing_key(tmp_path / "other") != key


@pytest.mark.parametrize("content", ["", "abcd", "not hex at all"])
def test_what_is_no_key_is_not_used(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"no key|hex"):
        signing_key(path)
