"""Column types that mean the same on SQLite and PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000
"""A day in the unit of `UtcTime`."""

# SQLite numbers rows by itself only in a column whose type is exactly INTEGER.
Number = BigInteger().with_variant(Integer(), "sqlite")


def to_microseconds(moment: datetime) -> int:
    """Exact microseconds since 1970; raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a stored time needs a zone: {moment!r}")
    return (moment - EPOCH) // MICROSECOND


def from_microseconds(number: int) -> datetime:
    """Aware UTC. Not `fromtimestamp`, whose float loses microseconds and has a smaller range."""
    return EPOCH + number * MICROSECOND


class UtcTime(TypeDecorator[datetime]):
    """Aware times as whole microseconds since 1970: exact and ordered on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware time → number."""
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Number → aware UTC."""
        return None if value is None else from_microseconds(value)


class Words(TypeDecorator[str]):
    """Text from the world: what PostgreSQL or UTF-8 refuses becomes U+FFFD, so offsets hold."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """The text with NUL and lone surrogates replaced one for one.

        Not `process_bind_param`, which is called through a wrapper: this one is asked for
        every text that is stored.
        """
        return _storable_or_none


def _storable_or_none(text: str | None) -> str | None:
    return None if text is None else storable(text)


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced one for one by U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


class Json(TypeDecorator[Any]):
    """Dataclasses, lists and mappings as JSON text; comes back as plain lists and dicts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Any → JSON text."""
        return None if value is None else to_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """JSON text → lists, dicts and scalars."""
        return None if value is None else orjson.loads(value)


def to_json(value: Any) -> str:
    """JSON text of dataclasses, enums, times and plain values."""
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        return _json_of_odd_text(value)


def _json_of_odd_text(value: Any) -> str:
    # orjson refuses lone surrogates anywhere; the slow way replaces them.
    plain = json.dumps(value, default=_plain, ensure_ascii=False)
    return storable(plain)


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    return value.isoformat()
