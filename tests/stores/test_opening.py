"""Migrations: from empty to today's tables, by two workers at once, never backwards."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect, text

from chipwire.ports import StoreError
from chipwire.stores import Database, open_database
from chipwire.stores.migrations import head, upgrade
from chipwire.stores.opening import HEAD, create
from chipwire.stores.schema import metadata

COUNTERS = 3  # of articles, of stories, of items read again


def test_the_head_in_the_code_is_the_newest_script() -> None:
    assert head() == HEAD


def test_migrating_from_empty_gives_what_a_new_database_is_made_with(empty_url: str) -> None:
    database = Database(empty_url)
    with database.writing() as connection:
        upgrade(connection)
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
        migrated = form(connection)
        both = MetaData()
        both.reflect(connection)
        both.drop_all(connection)
        create(connection)
        assert form(connection) == migrated
    database.close()
    assert differences == []


def form(connection: Connection) -> dict[str, object]:
    """Everything that a database says of its tables, and the rows that it starts with."""
    seen = inspect(connection)
    asked = ("columns", "pk_constraint", "foreign_keys", "unique_constraints", "indexes")
    tables = {
        name: [repr(sorted_(getattr(seen, f"get_{what}")(name))) for what in asked]
        for name in sorted(seen.get_table_names())
    }
    first = [
        connection.execute(text(f"SELECT * FROM {name} ORDER BY 1")).all()
        for name in ("counters", "alembic_version")
    ]
    return {**tables, "rows": first}


def sorted_(parts: object) -> object:
    return sorted(map(repr, parts)) if isinstance(parts, list) else parts


def test_neither_a_new_nor_a_known_database_loads_alembic(empty_url: str) -> None:
    script = (
        "import sys; from chipwire.stores import open_database; "
        f"open_database({empty_url!r}).close(); "
        f"open_database({empty_url!r}).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


def test_two_workers_may_start_at_once_on_an_empty_database(empty_url: str) -> None:
    script = (
        "import sys; from chipwire.stores import open_database; sys.stdin.readline(); "
        f"open_database({empty_url!r}).close()"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", script], stdin=-1, stderr=-1) for _ in range(3)
    ]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"\n")
        worker.stdin.flush()
    for worker in workers:
        _, errors = worker.communicate(timeout=60)
        assert worker.returncode == 0, errors.decode()
    database = open_database(empty_url)
    with database.reading() as connection:
        counters = connection.execute(text("SELECT count(*) FROM counters")).scalar()
    database.close()
    assert counters == COUNTERS


def test_a_newer_database_is_refused_and_left_alone(database_url: str) -> None:
    database = open_database(database_url)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="a newer Chipwire wrote this database"):
        open_database(database_url)
    with database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == [
            ("9999",)
        ]
    database.close()


def test_another_programs_tables_are_refused(empty_url: str) -> None:
    database = Database(empty_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE articles (id INTEGER)"))
    database.close()
    with pytest.raises(StoreError, match="another program's tables"):
        open_database(empty_url)


def test_memory_is_a_database_too() -> None:
    database = open_database("sqlite://")
    with database.reading() as connection:
        assert connection.execute(text("SELECT n FROM counters")).scalars().all() == [0] * COUNTERS
    assert database.path is None
    assert database.size() is None
    database.close()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("what is this", "is not a database address"),
        ("mysql://u@h/d", "sqlite:///… or postgresql://"),
        ("sqlite:////proc/none/chipwire.db", "cannot be opened"),
        ("postgresql://u:secret@127.0.0.1:1/d", "does not answer"),
    ],
)
def test_an_address_that_cannot_work_is_explained(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        open_database(url)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(StoreError, match=r"notes\.txt"):
        open_database(f"sqlite:///{path}")


def test_a_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"chipwire\[postgres\]"):
        open_database("postgresql://u@h/d")
