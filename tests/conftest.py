"""Databases for the tests: each test that asks gets SQLite and PostgreSQL in turn."""

import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import postgres

if TYPE_CHECKING:
    from chipwire.stores import Database

_SQLITE = pytest.param("sqlite", id="sqlite")
_POSTGRES = pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)
_numbers = itertools.count()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with its tables: copying it is faster than migrating again."""
    from chipwire.stores import open_database

    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The maintenance database of a server of this session (one for each xdist worker)."""
    folder = postgres.binaries()
    if folder is None:
        if os.environ.get(postgres.REQUIRED) == "1":
            pytest.fail(f"{postgres.MISSING}, but {postgres.REQUIRED}=1 asks for them")
        pytest.skip(postgres.MISSING)
    with postgres.server(folder) as maintenance:
        yield maintenance


@pytest.fixture(scope="session")
def postgres_with_tables(postgres_server: str) -> str:
    """The URL of a database with its tables, which the tests use one after the other."""
    from chipwire.stores import open_database

    url = postgres.create(postgres_server, "chipwire")
    open_database(url).close()
    return url


@pytest.fixture(params=[_SQLITE, _POSTGRES])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    maintenance = request.getfixturevalue("postgres_server")
    name = f"empty_{next(_numbers)}"
    yield postgres.create(maintenance, name)
    postgres.drop(maintenance, name)


@pytest.fixture(params=[_SQLITE, _POSTGRES])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database with its tables, for tests that open it several times."""
    if request.param == "sqlite":
        path = tmp_path / "chipwire.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    yield request.getfixturevalue("postgres_url")


@pytest.fixture
def postgres_url(postgres_with_tables: str) -> str:
    """The URL of a PostgreSQL database whose tables are as a migration leaves them."""
    from chipwire.stores.opening import HEAD
    from chipwire.stores.schema import metadata

    tables = [table.name for table in reversed(metadata.sorted_tables)]
    postgres.wipe(postgres_with_tables, tables, HEAD)
    return postgres_with_tables


@pytest.fixture
def database(database_url: str) -> Iterator["Database"]:
    """A fresh database with its tables, open."""
    from chipwire.stores import open_database

    opened = open_database(database_url)
    yield opened
    opened.close()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Says in the last line that PostgreSQL was left out: a skip is easily overlooked."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return
    skipped = reporter.stats.get("skipped", [])
    left_out = sum(postgres.MISSING in str(report.longrepr) for report in skipped)
    if left_out:
        words = f"{left_out} tests on PostgreSQL were left out: {postgres.MISSING}."
        reporter.write_line(words, yellow=True)
