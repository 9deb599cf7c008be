"""What goes wrong with a database in use is told in words."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from chipwire.ports import StoreError
from chipwire.stores import Database, open_database
from chipwire.stores import database as module
from support.news import article, flagged, store


def test_a_lock_that_is_never_given_up_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_WAIT", 0.05)
    one, two = (open_database(f"sqlite:///{tmp_path / 'chipwire.db'}") for _ in range(2))
    with one.writing(), pytest.raises(StoreError, match=r"stays locked.*chipwire\.db"):
        store(two, [flagged(article(1))])
    assert store(two, [flagged(article(1))]) == 1
    one.close()
    two.close()


def test_a_writer_waits_for_another(database_url: str) -> None:
    one, two = open_database(database_url), open_database(database_url)
    done = threading.Event()

    def write() -> None:
        store(two, [flagged(article(2))])
        done.set()

    with one.writing() as connection:
        connection.execute(text("UPDATE counters SET n = n"))
        writer = threading.Thread(target=write)
        writer.start()
        assert not done.wait(0.2)
    assert done.wait(20)
    writer.join()
    one.close()
    two.close()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'chipwire.db'}")
    with database.reading() as connection:
        connection.execute(text("PRAGMA max_page_count = 10"))
    with pytest.raises(StoreError, match="disk of the database is full"):
        store(database, [flagged(article(n, text="long " * 5_000)) for n in range(20)])
    database.close()


def test_a_server_that_went_away_is_told() -> None:
    database = Database("postgresql://anna:secret@127.0.0.1:1/news")
    with pytest.raises(StoreError, match="does not answer") as caught, database.writing():
        pass
    assert "secret" not in str(caught.value)
    database.close()


def test_sqlite_is_set_up_for_several_processes(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'a folder' / 'chipwire.db'}")
    with database.reading() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    expected = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 30_000}
    assert settings == expected
    assert (database.size() or 0) > 50_000
    database.close()


def test_rows_that_are_undone_never_existed(database: Database) -> None:
    def fail_half_way() -> None:
        with database.writing() as connection:
            connection.execute(text("UPDATE counters SET n = 99"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with database.reading() as connection:
        assert connection.execute(text("SELECT max(n) FROM counters")).scalar() == 0


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite://", "sqlite://"),
        ("postgres://anna:secret@db/news", "postgresql+psycopg://anna:***@db/news"),
    ],
)
def test_its_name_shows_no_password(url: str, name: str) -> None:
    database = Database(url)
    assert database.name == name
    database.close()
