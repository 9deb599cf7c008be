"""JSON Lines in and out, as the command contract says: a bad line is named, the rest go on."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from chipwire.core.model import Article
from chipwire.core.text.languages import language_code

_SPACED_OFFSET = re.compile(r"\s+([+-]\d{2}:?\d{2})$")
# Nine digits or more are no ISO date: 20261123 has eight.
_SECONDS = re.compile(r"-?\d{9,11}(?:\.\d+)?")
MAX_LINE = 20_000_000
"""Bytes; a longer line is refused rather than held in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A good line: its number, its id as given (text or number), and the article in it.

    `doubt` names a field that could not be used; the rest of the line is good.
    """

    number: int
    raw_id: str | int
    article: Article
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that cannot be used, and why."""

    number: int
    why: str


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for "-".

    Raises:
        OSError: the file cannot be read.
    """
    if source == "-":
        yield sys.stdin.buffer
        return
    with Path(source).open("rb") as file:
        yield file


def read_lines(stream: BinaryIO) -> Iterator[Line | BadLine]:
    """Articles of a JSON Lines stream, in order; empty lines are passed over."""
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            _skip_rest(stream, raw)
            yield BadLine(number=number, why=f"longer than {MAX_LINE:,} bytes")
            continue
        if raw.strip():
            yield _line(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw)


def good_lines(lines: Iterable[Line | BadLine], bad: Callable[[BadLine], None]) -> Iterator[Line]:
    """The good ones; `bad` hears of the others, and of the doubtful fields of these."""
    for line in lines:
        if isinstance(line, BadLine):
            bad(line)
            continue
        if line.doubt:
            bad(BadLine(number=line.number, why=line.doubt))
        yield line


def write_line(record: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    line = json.dumps(record, ensure_ascii=False)
    if not _encodes(line):
        line = json.dumps(record)
    sys.stdout.write(line + "\n")


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, with a Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _encodes(line: str) -> bool:
    """False where somebody's text holds half a character (a lone surrogate)."""
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _skip_rest(stream: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(MAX_LINE)


def _line(number: int, raw: bytes) -> Line | BadLine:
    try:
        record = json.loads(raw.decode("utf-8"))
        return _article(number, record)
    except UnicodeDecodeError:
        return BadLine(number=number, why="not UTF-8")
    except json.JSONDecodeError as error:
        return BadLine(number=number, why=f"no JSON: {error.msg}, at character {error.pos + 1}")
    except RecursionError:
        return BadLine(number=number, why="nested too deeply")
    except ValueError as error:
        return BadLine(number=number, why=str(error))


def _article(number: int, record: Any) -> Line | BadLine:
    if not isinstance(record, dict):
        return BadLine(number=number, why="not a JSON object")
    raw_id = record.get("id")
    if isinstance(raw_id, bool) or not isinstance(raw_id, str | int) or raw_id == "":
        return BadLine(number=number, why='"id" is missing, or neither text nor a number')
    title, text = _text(record, "title"), _text(record, "text")
    if not title and not text:
        return BadLine(number=number, why='neither "title" nor "text" has words')
    published, doubt = _published(record.get("published"))
    article = Article(
        id=str(raw_id),
        title=title,
        text=text,
        language=language_code(_text(record, "lang")),
        url=_text(record, "url") or None,
        outlet=_text(record, "outlet"),
        published=published,
    )
    return Line(number=number, raw_id=raw_id, article=article, doubt=doubt)


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f'"{name}" is not text')  # noqa: TRY004 - a line's fault, not the code's
    return value


def _published(value: Any) -> tuple[datetime | None, str | None]:
    """ISO 8601 or Unix seconds; a time without a zone is UTC."""
    if value is None or value == "":
        return None, None
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC), None
        if isinstance(value, str) and _SECONDS.fullmatch(value.strip()):
            return datetime.fromtimestamp(float(value), UTC), None
        # Many exports write a space before the offset, which ISO 8601 does not know.
        moment = datetime.fromisoformat(_SPACED_OFFSET.sub(r"\1", value.strip()))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC), None
    except (ValueError, TypeError, AttributeError, OverflowError, OSError):
        return None, f'"published" is neither ISO 8601 nor Unix seconds: {value!r}'
