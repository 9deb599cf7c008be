"""The outbox folder."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from chipwire.channels.files import FilesChannel, file_stem
from chipwire.channels.mime import Letterhead
from chipwire.ports import ChannelDownError, PermanentError
from support.letters import letter

HEAD = Letterhead(sender="Chipwire <news@example.org>")


def never() -> None:
    raise AssertionError("a file written twice is no doubt")


def test_a_mail_is_two_files_and_the_page_is_the_mails_html_byte_for_byte(tmp_path: Path) -> None:
    FilesChannel(tmp_path / "new" / "outbox", HEAD).send(letter(), never)
    eml, html = sorted((tmp_path / "new" / "outbox").iterdir())
    assert [eml.name, html.name] == [
        "2026-05-01-one_reader@example.org.eml",
        "2026-05-01-one_reader@example.org.html",
    ]
    message = message_from_bytes(eml.read_bytes(), policy=policy.default)
    body = message.get_body(("html",))  # type: ignore[attr-defined]
    assert body.get_payload(decode=True) == html.read_bytes()
    assert b"<p>Hello</p>" in html.read_bytes()


def test_sending_again_changes_nothing(tmp_path: Path) -> None:
    channel = FilesChannel(tmp_path, HEAD)
    channel.send(letter(), never)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    channel.send(letter(attempts=2), never)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "hostile",
    ["../../etc/cron.d/x", "a/b\\c", ".hidden", "con\x00nul", "\n", "x" * 400, "李雷" * 100],
)
def test_no_name_leaves_the_folder(tmp_path: Path, hostile: str) -> None:
    stem = file_stem(letter(hostile, recipient="r@example.org"))
    assert "/" not in stem
    assert "\\" not in stem
    assert not stem.startswith(".")
    assert len(f"{stem}.html".encode()) <= 255
    assert (tmp_path / stem).resolve().parent == tmp_path.resolve()


def test_different_deliveries_have_different_files() -> None:
    stems = {
        file_stem(letter(name, recipient=to))
        for name in ("one", "two")
        for to in ("a@example.org", "b@example.org")
    }
    assert len(stems) == 4


def test_a_folder_that_cannot_be_written_is_said_and_leaves_no_half_file(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file stands in the way")
    with pytest.raises(ChannelDownError, match="outbox"):
        FilesChannel(tmp_path / "outbox", HEAD).send(letter(), never)
    taken = tmp_path / f"{file_stem(letter())}.eml"
    taken.mkdir()
    with pytest.raises(ChannelDownError):
        FilesChannel(tmp_path, HEAD).send(letter(), never)
    assert not list(tmp_path.glob(".*"))


def test_a_bad_recipient_is_refused_here_as_in_the_mail(tmp_path: Path) -> None:
    with pytest.raises(PermanentError):
        FilesChannel(tmp_path, HEAD).send(letter(recipient="nobody"), never)
    assert not list(tmp_path.iterdir())
