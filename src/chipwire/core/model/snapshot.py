"""A digest as JSON, and back: what the digests table holds, and `digest.json` shows.

The shape follows the dataclasses, so there is no second description of it to keep in step.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Union

from chipwire.core.model.digests import Digest

FORMAT = 1


class SnapshotError(ValueError):
    """A stored digest that this version cannot read."""


def dump(digest: Digest, *, indent: int | None = None) -> str:
    """JSON of a digest: `{"format": 1, "digest": {…}}`, ASCII only, times as ISO 8601."""
    return json.dumps({"format": FORMAT, "digest": plain(digest)}, indent=indent)


def load(text: str) -> Digest:
    """The digest that `dump` wrote, by this version or an earlier one.

    Fields that are missing take their defaults; fields that are unknown are left out.

    Raises:
        SnapshotError: not such JSON, or of a format newer than this version knows.
    """
    try:
        data = json.loads(text)
        if data["format"] > FORMAT:
            raise SnapshotError(
                f"this digest has format {data['format']}, this version reads up to {FORMAT};"
                " install the newer Chipwire again"
            )
        return typing.cast("Digest", _reader(Digest)(data["digest"]))
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, SnapshotError):
            raise
        raise SnapshotError(f"this is no stored digest: {error!r}") from error


def plain(value: object) -> Any:
    """Dataclasses, tuples, times and enums as what JSON knows."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _reader(next(one for one in arguments if one is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda value: tuple(item(one) for one in value)
    if kind in (date, datetime):
        return typing.cast("Callable[[Any], Any]", kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return float if kind is float else _as_is


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(value: Any) -> Any:
        known = {name: reader(value[name]) for name, reader in readers.items() if name in value}
        return kind(**known)

    return read


def _as_is(value: Any) -> Any:
    return value
