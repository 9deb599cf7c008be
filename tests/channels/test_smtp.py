"""Mail through a real SMTP server, well-behaved and not."""

import ssl
from pathlib import Path

import pytest
import trustme

from chipwire.channels.mime import Letterhead
from chipwire.channels.smtp import SmtpChannel, SmtpOptions
from chipwire.core.model import Message
from chipwire.ports import ChannelDownError, PermanentError, TransientError
from support.letters import letter
from support.mailserver import DROP, SILENCE, SLOW, MailServer, mail_server

# aiosmtpd rightly warns of a login without TLS, which is what some tests are about.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

HEAD = Letterhead(sender="Chipwire <news@example.org>")


def channel(server: MailServer, **options: object) -> SmtpChannel:
    fields: dict[str, object] = {
        "host": "127.0.0.1",
        "port": server.port,
        "tls": "none",
        "timeout": 0.5,
        "answer_timeout": 0.5,
        **options,
    }
    return SmtpChannel(SmtpOptions(**fields), HEAD)  # type: ignore[arg-type]


class Handover:
    """Counts how often the point of no return was announced."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_bundle(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture(scope="module")
def context(authority: trustme.CA) -> ssl.SSLContext:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    return tls


def test_a_mail_arrives_whole() -> None:
    body = ".\r\n..dots\r\n" + "H20 " * 400 + "\r\n英伟达\r\n"
    handover = Handover()
    with mail_server() as server:
        mails = channel(server)
        mails.send(letter(message=Message(subject="英伟达", html="<p>x</p>", text=body)), handover)
        mails.close()
    (message,) = server.inbox
    (envelope,) = server.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("news@example.org", ["reader@example.org"])
    text = message.get_body(("plain",))  # type: ignore[attr-defined]
    assert text.get_content().replace("\r\n", "\n") == body.replace("\r\n", "\n")
    assert message["Subject"] == "英伟达"
    assert handover.times == 1


def test_a_batch_goes_through_one_connection() -> None:
    with mail_server() as server:
        mails = channel(server)
        for number in range(5):
            mails.send(letter(f"n{number}"), lambda: None)
        mails.close()
        assert server.connections == 1
        mails.send(letter("later"), lambda: None)
        mails.close()
        assert (server.connections, len(server.inbox)) == (2, 6)


@pytest.mark.parametrize("farewell", [DROP, "421 too many messages", "451 not on this one"])
def test_a_kept_connection_at_its_end_is_opened_again(farewell: str) -> None:
    with mail_server() as server:
        mails = channel(server)
        mails.send(letter("one"), lambda: None)
        server.faults["MAIL"] = [farewell]
        mails.send(letter("two"), lambda: None)
        mails.close()
        assert server.ids() == ["<one@chipwire.example.org>", "<two@chipwire.example.org>"]


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_encrypted_with_a_login(tls: str, context: ssl.SSLContext, ca_bundle: Path) -> None:
    with mail_server(**{tls: context}, login=True) as server:  # type: ignore[arg-type]
        mails = channel(
            server, tls=tls, ca_bundle=ca_bundle, username="me", password=server.password
        )
        mails.send(letter(), lambda: None)
        mails.check_login()
        mails.close()
    assert len(server.inbox) == 1
    assert server.logins == [("me", "open sesame")] * 2


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_an_untrusted_certificate_is_refused(tls: str, context: ssl.SSLContext) -> None:
    with (
        mail_server(**{tls: context}) as server,  # type: ignore[arg-type]
        pytest.raises(ChannelDownError, match="CA_BUNDLE"),
    ):
        channel(server, tls=tls).send(letter(), lambda: None)
    assert not server.inbox


def test_starttls_is_never_silently_plain() -> None:
    with mail_server() as server, pytest.raises(ChannelDownError, match="STARTTLS"):
        channel(server, tls="starttls", username="u", password="p").send(letter(), lambda: None)
    assert not server.inbox
    assert not server.logins


def test_a_password_beyond_ascii_is_sent_as_utf8() -> None:
    with mail_server(login=True) as server:
        server.password = "pässwörd"
        channel(server, username="me", password="pässwörd").check_login()
    assert server.logins == [("me", "pässwörd")]


def test_a_wrong_password_is_the_operators_and_a_pasted_space_is_named() -> None:
    pasted = "open\u00a0sesame"
    with mail_server(login=True) as server:
        with pytest.raises(ChannelDownError, match=r"535.*character 5 is no-break space") as caught:
            channel(server, username="me", password=pasted).check_login()
        with pytest.raises(ChannelDownError) as plain:
            channel(server, username="me", password="hunter2").check_login()
    assert pasted not in str(caught.value)
    assert "pasted" not in str(plain.value)
    assert "hunter2" not in str(plain.value)


def test_a_login_that_the_server_does_not_offer_is_said() -> None:
    with mail_server() as server:
        server.faults["EHLO"] = ["500 no extensions here"]
        with pytest.raises(ChannelDownError, match="USERNAME"):
            channel(server, username="me", password="p").check_login()


Kind = type[Exception]


@pytest.mark.parametrize(
    ("stage", "fault", "kind", "handed"),
    [
        ("connect", "421 too busy", ChannelDownError, 0),
        ("connect", "554 go away", ChannelDownError, 0),
        ("connect", DROP, ChannelDownError, 0),
        ("connect", SILENCE, ChannelDownError, 0),
        ("EHLO", DROP, ChannelDownError, 0),
        ("EHLO", SILENCE, ChannelDownError, 0),
        ("MAIL", "451 later", TransientError, 0),
        ("MAIL", "421 later", TransientError, 0),
        ("MAIL", "550 sender unknown", ChannelDownError, 0),
        ("MAIL", "530 log in first", ChannelDownError, 0),
        ("MAIL", "552 too large", PermanentError, 0),
        ("MAIL", DROP, TransientError, 0),
        ("MAIL", SILENCE, TransientError, 0),
        ("RCPT", "450 greylisted", TransientError, 0),
        ("RCPT", "421 closing", TransientError, 0),
        ("RCPT", "550 no such user", PermanentError, 0),
        ("RCPT", "530 log in first", ChannelDownError, 0),
        ("RCPT", DROP, TransientError, 0),
        ("RCPT", SILENCE, TransientError, 0),
        ("DATA", "451 later", TransientError, 0),
        ("DATA", "554 no", PermanentError, 0),
        ("DATA", DROP, TransientError, 0),
        ("DATA", SILENCE, TransientError, 0),
        ("body", "452 full", TransientError, 1),
        ("body", "554 spam", PermanentError, 1),
    ],
)
def test_a_fault_is_sorted_by_whose_it_is(stage: str, fault: str, kind: Kind, handed: int) -> None:
    handover = Handover()
    with mail_server() as server:
        server.faults[stage] = [fault]
        mails = channel(server)
        with pytest.raises(kind) as caught:
            mails.send(letter(), handover)
        assert type(caught.value) is kind
        assert not getattr(caught.value, "maybe_accepted", False)
        assert (handover.times, server.inbox) == (handed, [])
        mails.send(letter(), lambda: None)
        mails.close()
    assert len(server.inbox) == 1


@pytest.mark.parametrize(
    ("stage", "fault", "kept"),
    [
        ("body", DROP, 0),
        ("body", SILENCE, 0),
        ("accepted", DROP, 1),
        ("accepted", SILENCE, 1),
        ("accepted", "not smtp at all", 1),
    ],
)
def test_no_answer_to_the_final_dot_is_a_doubt(stage: str, fault: str, kept: int) -> None:
    with mail_server() as server:
        server.faults[stage] = [fault]
        with pytest.raises(TransientError) as caught:
            channel(server).send(letter(), lambda: None)
        assert caught.value.maybe_accepted
        assert len(server.inbox) == kept


def test_a_server_may_take_its_time_over_the_final_dot_and_over_nothing_else() -> None:
    with mail_server() as server:
        mails = channel(server, timeout=0.3, answer_timeout=5)
        server.faults["accepted"] = [SLOW + "250 taken at last"]
        mails.send(letter("one"), lambda: None)
        # The patience ends with the answer: the next step is hurried again.
        server.faults["RCPT"] = [SLOW + "250 fine"]
        with pytest.raises(TransientError):
            mails.send(letter("two"), lambda: None)
    assert server.ids() == ["<one@chipwire.example.org>"]


def test_a_server_that_is_not_there() -> None:
    with mail_server() as server:
        pass
    with pytest.raises(ChannelDownError, match=f"127.0.0.1:{server.port}"):
        channel(server).send(letter(), lambda: None)


def test_when_the_ledger_cannot_note_the_hand_over_nothing_is_sent() -> None:
    def broken() -> None:
        raise RuntimeError("database is gone")

    with mail_server() as server:
        mails = channel(server)
        with pytest.raises(RuntimeError):
            mails.send(letter(), broken)
        mails.send(letter("next"), lambda: None)
        mails.close()
    assert server.ids() == ["<next@chipwire.example.org>"]


def test_an_address_beyond_ascii_goes_by_smtputf8() -> None:
    with mail_server() as server:
        mails = channel(server)
        mails.send(letter(recipient="jürgen@bücher.example"), lambda: None)
        mails.close()
    assert server.envelopes[0].rcpt_tos == ["jürgen@xn--bcher-kva.example"]
    assert "SMTPUTF8" in server.envelopes[0].mail_options


def test_a_server_without_smtputf8_is_named_as_the_reason() -> None:
    with mail_server(utf8=False) as server, pytest.raises(PermanentError, match="SMTPUTF8"):
        channel(server).send(letter(recipient="jürgen@example.org"), lambda: None)


def test_a_mail_over_the_servers_size_is_permanent() -> None:
    with mail_server(data_size_limit=1000) as server:
        big = letter(message=Message(subject="s", html="x" * 2000, text="y\n"))
        with pytest.raises(PermanentError, match="552"):
            channel(server).send(big, lambda: None)


def test_the_password_is_in_no_repr() -> None:
    assert "hunter2" not in repr(SmtpOptions(host="h", username="u", password="hunter2"))
