"""Notices to the operator: once a day a cause, by a voice that works."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from chipwire.channels.files import FilesChannel
from chipwire.channels.mime import Letterhead
from chipwire.jobs.operator import OperatorNotices, Voice
from chipwire.ports import ChannelDownError
from chipwire.stores import Database
from chipwire.stores.notices import NoticeTable
from support.ledgers import ScriptedChannel
from support.letters import QUEUED

HOUR = timedelta(hours=1)


class Broken:
    def notice_due(self, cause: str, now: object) -> bool:
        raise ConnectionError("no database")


def voices(mail: ScriptedChannel, folder: Path) -> list[Voice]:
    outbox = FilesChannel(folder, Letterhead(sender="c@example.org"))
    return [
        Voice(name="mail", channel=mail, recipient="op@example.org"),
        Voice(name="file", channel=outbox, recipient="op@example.org"),
    ]


def test_each_cause_is_told_once_in_a_day(database: Database, tmp_path: Path) -> None:
    mail = ScriptedChannel()
    operator = OperatorNotices(notices=NoticeTable(database), voices=voices(mail, tmp_path))
    for hour in range(30):
        operator.tell("blind day", "No feed could be read.", QUEUED + hour * HOUR)
    operator.tell("dead letter", "To anna.", QUEUED)
    assert len(mail.accepted) == 3
    assert len(set(mail.accepted)) == 3
    assert not list(tmp_path.glob("*.eml"))


@pytest.mark.parametrize("at_fault", ["mail", None])
def test_when_mail_is_at_fault_a_file_and_the_log_tell(
    database: Database, tmp_path: Path, at_fault: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    mail = ScriptedChannel(ChannelDownError("no route"))
    operator = OperatorNotices(notices=NoticeTable(database), voices=voices(mail, tmp_path))
    operator.tell("mail is down", "No <b>route</b>.", QUEUED, at_fault=at_fault)
    assert len(mail.tried) == (0 if at_fault else 1)
    (eml,) = tmp_path.glob("*.eml")
    message = message_from_bytes(eml.read_bytes(), policy=policy.default)
    assert message["Subject"] == "Chipwire: mail is down"
    assert "<b>" not in message.get_body(("html",)).get_content()  # type: ignore[attr-defined]
    assert "No <b>route</b>." in caplog.text


def test_without_a_database_it_is_still_once_a_day(tmp_path: Path) -> None:
    mail = ScriptedChannel()
    operator = OperatorNotices(notices=Broken(), voices=voices(mail, tmp_path))
    for hour in range(30):
        operator.tell("no database", "It is gone.", QUEUED + hour * HOUR)
    assert len(mail.accepted) == 2


def test_nobody_to_tell_is_no_error(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    OperatorNotices(notices=NoticeTable(database)).tell("cause", "words", QUEUED)
    assert "for the operator: cause: words" in caplog.text
