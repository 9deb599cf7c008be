"""Many rows at once, there and back, by the driver's own hands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table

Conversion = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that name the same columns in the same order.

    The types' own conversions apply. SQLAlchemy's general way does the same with two
    dictionaries and several calls a row: a first poll of a thousand feeds took twice as long.
    """
    if not rows:
        return
    sql, conversions = _statement(table, tuple(rows[0]), connection.dialect)
    values = [list(row.values()) for row in rows]
    for place, to_db in conversions:
        for row_values in values:
            row_values[place] = to_db(row_values[place])
    connection.exec_driver_sql(sql, [tuple(row_values) for row_values in values])


@lru_cache(maxsize=64)
def _statement(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[tuple[int, Conversion]]]:
    """The INSERT, and which of its values the column types convert."""
    quote, mark = _style(dialect)
    columns = ", ".join(quote(name) for name in names)
    marks = ", ".join([mark] * len(names))
    sql = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
    types = [table.c[name].type.dialect_impl(dialect) for name in names]
    processors = [kind.bind_processor(dialect) for kind in types]
    return sql, [(place, to_db) for place, to_db in enumerate(processors) if to_db is not None]


def rows_among(
    connection: Connection,
    columns: Sequence[Column[Any]],
    among: Column[Any],
    values: Collection[Any],
    given: Mapping[Column[Any], Any] | None = None,
) -> Sequence[Any]:
    """The rows whose `among` is one of the values and that hold what is given, as stored.

    No type converts anything, so texts and numbers only. At a few dozen values SQLAlchemy's
    expanding IN takes longer than the database: it was the dearest step of an ordinary poll.
    """
    if not values:
        return []
    quote, mark = _style(connection.dialect)
    conditions = [f"{quote(column.name)} = {mark}" for column in given or ()]
    conditions.append(f"{quote(among.name)} IN ({', '.join([mark] * len(values))})")
    names = ", ".join(quote(column.name) for column in columns)
    sql = f"SELECT {names} FROM {quote(among.table.name)} WHERE {' AND '.join(conditions)}"  # noqa: S608 - our own names
    return connection.exec_driver_sql(sql, (*(given or {}).values(), *values)).all()


def _style(dialect: Dialect) -> tuple[Callable[[str], str], str]:
    """How this driver has names quoted and parameters marked."""
    return dialect.identifier_preparer.quote, "?" if dialect.paramstyle == "qmark" else "%s"
