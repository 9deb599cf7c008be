import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.cli.jsonl import BadLine, Line, good_lines, read_lines


def _read(*raw: str | bytes) -> list[Line | BadLine]:
    body = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in raw)
    return list(read_lines(io.BytesIO(body)))


def test_only_an_id_and_words_are_needed() -> None:
    (line,) = _read('{"id": "a", "title": "H20 licences"}')
    assert isinstance(line, Line)
    assert (line.raw_id, line.article.title, line.article.text) == ("a", "H20 licences", "")


def test_null_empty_and_unknown_fields_are_accepted() -> None:
    (line,) = _read('{"id": 7, "title": null, "text": "x", "lang": "", "url": null, "mood": [1]}')
    assert isinstance(line, Line)
    assert (line.raw_id, line.article.id, line.article.language) == (7, "7", None)


@pytest.mark.parametrize(
    ("given", "language"),
    [("de-AT", "de"), ("zh_Hant", "zh"), ("DE", "de"), ("deu", "de"), ("German", None)],
)
def test_a_language_is_its_code_alone(given: str, language: str | None) -> None:
    (line,) = _read(json.dumps({"id": "a", "title": "x", "lang": given}))
    assert isinstance(line, Line)
    assert line.article.language == language


@pytest.mark.parametrize(
    "raw",
    [
        "{",
        "[1]",
        '"words"',
        "null",
        '{"title": "no id"}',
        '{"id": null, "title": "x"}',
        '{"id": "", "title": "x"}',
        '{"id": true, "title": "x"}',
        '{"id": {"a": 1}, "title": "x"}',
        '{"id": "a"}',
        '{"id": "a", "title": "", "text": null}',
        '{"id": "a", "title": 5}',
        b'{"id": "a", "title": "\xff"}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(raw: str | bytes) -> None:
    bad, good = _read(raw, '{"id": "b", "title": "x"}')
    assert isinstance(bad, BadLine)
    assert bad.number == 1
    assert isinstance(good, Line)
    assert good.number == 2


def test_broken_json_is_told_with_its_place_in_the_line() -> None:
    (bad,) = _read('{"id": "a", "title": x}\n')
    assert isinstance(bad, BadLine)
    assert bad.why == "no JSON: Expecting value, at character 22"
    (cut,) = _read('{"id": "a"\n')
    assert isinstance(cut, BadLine)
    assert "line 2" not in cut.why


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-11-23T07:00:00+08:00", datetime(2026, 11, 22, 23, tzinfo=UTC)),
        ("2026-11-23T07:00:00Z", datetime(2026, 11, 23, 7, tzinfo=UTC)),
        ("2026-11-23 07:00:00 +0000", datetime(2026, 11, 23, 7, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        (1_700_000_000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("20261123", datetime(2026, 11, 23, tzinfo=UTC)),
        (1_700_000_000.5, datetime(2023, 11, 14, 22, 13, 20, 500_000, tzinfo=UTC)),
        (None, None),
        ("", None),
    ],
)
def test_published_is_iso_or_unix_seconds(value: object, expected: datetime | None) -> None:
    (line,) = _read(json.dumps({"id": "a", "title": "x", "published": value}))
    assert isinstance(line, Line)
    assert line.article.published == expected
    assert line.doubt is None


@pytest.mark.parametrize("value", ["yesterday", 1e300, True, [1], "99999-01-01"])
def test_an_unusable_date_is_told_but_loses_no_line(value: object) -> None:
    told: list[BadLine] = []
    lines = read_lines(
        io.BytesIO(json.dumps({"id": "a", "title": "x", "published": value}).encode())
    )
    (line,) = good_lines(lines, told.append)
    assert line.article.published is None
    assert "published" in told[0].why


def test_a_byte_order_mark_and_empty_lines_are_passed_over() -> None:
    lines = _read(b'\xef\xbb\xbf{"id": "a", "title": "x"}', "", "  ", '{"id": "b", "text": "y"}')
    assert [line.number for line in lines] == [1, 4]


@given(st.lists(st.one_of(st.text(), st.binary().filter(lambda raw: b"\n" not in raw))))
def test_no_input_raises_and_numbers_rise(raw: list[str | bytes]) -> None:
    clean = [line.replace("\n", " ") if isinstance(line, str) else line for line in raw]
    encoded = [
        line.encode("utf-8", "surrogatepass") if isinstance(line, str) else line for line in clean
    ]
    numbers = [line.number for line in read_lines(io.BytesIO(b"\n".join(encoded)))]
    assert numbers == sorted(set(numbers))
