"""A backup is a whole database, made while others write, and never in another file's place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chipwire.ports import StoreError
from chipwire.stores import Database, open_database
from chipwire.stores.archive import ArticleArchive
from chipwire.stores.backup import backup
from support.news import NOON, article, flagged, store


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'live.db'}")
    store(database, [flagged(article(1))])
    yield database
    database.close()


def test_a_backup_can_be_opened_as_the_database(live: Database, tmp_path: Path) -> None:
    backup(live, tmp_path / "copy.db")
    store(live, [flagged(article(2))])
    copy = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    assert list(ArticleArchive(copy).recent(NOON)) == list(ArticleArchive(live).recent(NOON))[:1]
    copy.close()


def test_a_backup_is_one_private_file(live: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    backup(live, folder / "copy.db")
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_exists_is_left_alone(live: Database, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("precious")
    with pytest.raises(StoreError, match="exists already"):
        backup(live, path)
    assert path.read_text() == "precious"


def test_a_folder_that_is_missing_is_named(live: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written: No such file"):
        backup(live, tmp_path / "none" / "copy.db")


def test_postgresql_is_sent_to_pg_dump_without_its_password() -> None:
    database = Database("postgresql://anna:secret@db.example/news")
    with pytest.raises(StoreError, match="pg_dump") as caught:
        backup(database, Path("copy.dump"))
    assert "postgresql://anna:***@db.example/news" in str(caught.value)
    database.close()
