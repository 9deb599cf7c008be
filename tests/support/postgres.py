"""A throw-away PostgreSQL server from the machine's own binaries, on a Unix socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

MISSING = "PostgreSQL's server binaries (initdb, pg_ctl) are not installed"
REQUIRED = "REQUIRE_POSTGRES"

# Nothing here outlives the tests, so nothing has to reach the disk.
_OPTIONS = "-F -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=''"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: from PATH, else the newest of Debian's."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(folders, key=lambda path: float(path.parent.parent.name))
    return newest[-1].parent if newest else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Runs a server; gives the address of its maintenance database."""
    # Not pytest's own folder: it is closed to other users, and the server refuses to run as root.
    home = Path(tempfile.mkdtemp(prefix="chipwire-pg-"))
    account = _account(home)
    try:
        _run(folder / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", **account)
        options = f"{_OPTIONS} -k {home}"
        control = (folder / "pg_ctl", "-D", home / "data")
        _run(*control, "-w", "-l", home / "log", "-o", options, "start", **account)
        try:
            yield address(home, "postgres")
        finally:
            _run(*control, "-m", "immediate", "stop", **account)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def address(home: Path | str, name: str) -> str:
    """The SQLAlchemy URL of a database of the server whose socket is in `home`."""
    return f"postgresql://postgres@/{name}?host={home}"


def create(maintenance: str, name: str) -> str:
    """Makes an empty database; gives its URL."""
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return address(maintenance.rpartition("=")[2], name)


def wipe(url: str, tables: Sequence[str], revision: str) -> None:
    """Empties the tables, given children first: ten times faster than another database."""
    with psycopg.connect(url) as connection:
        connection.execute("SET lock_timeout = '10s'")  # a test that left a transaction open
        for table in tables:
            if table != "counters":
                connection.execute(f"DELETE FROM {table}".encode())
        connection.execute("UPDATE counters SET n = 0")
        connection.execute("UPDATE alembic_version SET version_num = %s", [revision])
        for sequence in ("feeds_number_seq", "deliveries_number_seq"):
            connection.execute(f"ALTER SEQUENCE {sequence} RESTART".encode())


def drop(maintenance: str, name: str) -> None:
    """Removes a database, open connections or not."""
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _account(home: Path) -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    with suppress(KeyError):
        user = pwd.getpwnam("postgres")
        os.chown(home, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL will not run as root, and there is no user named postgres")


def _run(*command: object, **account: Any) -> None:
    # The server keeps the output it inherits open: a pipe here would never end.
    subprocess.run(
        [str(part) for part in command],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        timeout=60,
        **account,
    )
