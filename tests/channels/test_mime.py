"""Mails as bytes: standards, languages, and headers that nothing can be smuggled into."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.channels.mime import Letterhead, Mail, domain_of, html_part, mail
from chipwire.core.model import Message
from chipwire.ports import ChannelDownError, PermanentError
from support.letters import QUEUED, letter

HEAD = Letterhead(sender="Chipwire <news@example.org>", reply_to="desk@example.org")


def parsed(made: Mail) -> EmailMessage:
    message = message_from_bytes(made.payload, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def lines(made: Mail) -> list[bytes]:
    return made.payload.split(b"\r\n")


def test_headers_of_a_digest() -> None:
    message = parsed(mail(letter(), HEAD))
    got = {name: str(value) for name, value in message.items()}
    assert got.pop("Content-Type").startswith("multipart/alternative")
    assert got == {
        "From": "Chipwire <news@example.org>",
        "To": "reader@example.org",
        "Subject": "Today",
        "Date": "Fri, 01 May 2026 05:00:00 +0000",
        "Message-ID": "<one@chipwire.example.org>",
        "List-Id": "Chipwire <chipwire.example.org>",
        "Auto-Submitted": "auto-generated",
        "Reply-To": "desk@example.org",
        "List-Unsubscribe": "<mailto:desk@example.org?subject=unsubscribe%20reader%40example.org>",
        "MIME-Version": "1.0",
    }


def test_text_comes_before_html() -> None:
    parts = [part.get_content_type() for part in parsed(mail(letter(), HEAD)).iter_parts()]
    assert parts == ["text/plain", "text/html"]


def test_a_message_without_html_is_text_alone() -> None:
    message = parsed(mail(letter(message=Message(subject="s", html="", text="Grüße\n")), HEAD))
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == ["Grüße"]
    assert "List-Unsubscribe" in message


@pytest.mark.parametrize("html", ["<p>Short</p>\n", ""])
def test_a_page_is_attached_beside_the_bodies_and_the_mail_stays_the_same(html: str) -> None:
    message = Message(subject="Today", html=html, text="Short\n", page="<h1>Ganz – 全部</h1>")
    delivery = letter(message=message)
    made = mail(delivery, HEAD)
    assert made == mail(delivery, HEAD)
    whole = parsed(made)
    (page,) = whole.iter_attachments()
    assert page.get_content_type() == "text/html"
    assert page.get_filename() == f"{delivery.id}.html"
    payload = page.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode() == "<h1>Ganz – 全部</h1>"
    text = whole.get_body(("plain",))
    assert text is not None
    assert text.get_content().strip() == "Short"
    assert html_part(made.payload).decode().strip() == html.strip()


def test_the_same_delivery_is_the_same_mail_at_every_try() -> None:
    again = letter(attempts=5, claimed_at=QUEUED + timedelta(hours=3))
    assert mail(letter(), HEAD) == mail(again, HEAD)
    assert mail(letter("two"), HEAD).payload != mail(letter(), HEAD).payload


def test_one_click_needs_its_own_address_and_says_so() -> None:
    url = "https://news.example.org/u/" + "x" * 200
    head = Letterhead(sender="n@example.org", one_click=lambda who: f"{url}?{who}")
    made = mail(letter(subscriber="r1"), head)
    assert f"List-Unsubscribe: <{url}?r1>\r\n".encode() in made.payload
    assert parsed(made)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_over_plain_http_there_is_an_address_but_no_one_click() -> None:
    head = Letterhead(sender="n@example.org", one_click=lambda who: f"http://box.local/u/{who}")
    message = parsed(mail(letter(subscriber="r1"), head))
    assert message["List-Unsubscribe"] == "<http://box.local/u/r1>"
    assert "List-Unsubscribe-Post" not in message


def test_without_a_way_to_unsubscribe_none_is_promised() -> None:
    message = parsed(mail(letter(), Letterhead(sender="n@example.org")))
    assert "List-Unsubscribe" not in message
    assert "List-Unsubscribe-Post" not in message


BODIES = [
    "plain\n",
    "Ausfuhrverbot für Chips – über Nacht\n",
    "英伟达H20恢复对华销售\n" * 50,
    ".\n..\n.hidden\n",
    "From here\nFrom there\n",
    "x" * 5000 + "\n",
    "trailing \t \n\n\n",
    "a\ufeffb\u200bc😀\n",
]


@pytest.mark.parametrize("body", BODIES)
def test_bodies_survive_in_short_seven_bit_lines(body: str) -> None:
    made = mail(letter(message=Message(subject="s", html=f"<p>{body}</p>\n", text=body)), HEAD)
    assert made.payload.isascii()
    assert max(len(line) for line in lines(made) if b"unsubscribe" not in line) <= 78
    assert b"\n" not in made.payload.replace(b"\r\n", b"")
    text, html = parsed(made).iter_parts()
    assert text.get_content().replace("\r\n", "\n") == body
    assert html.get_content().replace("\r\n", "\n") == f"<p>{body}</p>\n"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=300))
def test_any_text_comes_out_as_it_went_in(body: str) -> None:
    made = mail(letter(message=Message(subject="s", html=body + "\n", text="t\n")), HEAD)
    assert html_part(made.payload).decode().replace("\r\n", "\n") == body + "\n"


def test_half_a_surrogate_pair_does_not_stop_the_mail() -> None:
    message = Message(subject="a\ud800b", html="a\ud800b\n", text="a\ud800b\n")
    made = mail(letter(message=message), HEAD)
    assert parsed(made)["Subject"] == "a?b"


SUBJECTS = [
    "H20 licences back; 12 firms on the Entity List",
    "Ausfuhrverbot für KI-Chips: „Wir prüfen das“, sagt Brüssel – und mehr " * 3,
    "英伟达H20恢复对华销售,商务部回应出口管制新规,另有九条" * 4,
    'Quotes "and", commas; <angle> (round) =?utf-8?q?not_a_word?=',
    "emoji 🚀 " * 20,
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subjects_in_every_language_fold_and_unfold(subject: str) -> None:
    made = mail(letter(message=Message(subject=subject, html="h\n", text="t\n")), HEAD)
    head = made.payload.split(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 78 for line in lines(made) if b"unsubscribe" not in line)
    if "=?utf-8?q?" not in subject:
        assert parsed(made)["Subject"] == subject.strip()


@given(st.text(max_size=200))
def test_no_subject_adds_a_header(subject: str) -> None:
    hostile = f"News\r\nBcc: victim@example.org\n\n{subject}\r\nX-Evil: 1"
    made = mail(letter(message=Message(subject=hostile, html="h\n", text="t\n")), HEAD)
    clean = mail(letter(), HEAD)
    assert [name for name, _ in parsed(made).items()] == [n for n, _ in parsed(clean).items()]


@pytest.mark.parametrize(
    "recipient",
    [
        "reader@example.org\r\nBcc: victim@example.org",
        "reader@example.org\nBcc: victim@example.org",
        "Rita\r\nBcc: victim@example.org <reader@example.org>",
        "reader@example.org, victim@example.org",
        "reader@example.org> SIZE=1",
        "reader example.org",
        "@example.org",
        "reader@",
        "",
        "reader@exa mple.org",
        "reader@-..bücher",
    ],
)
def test_what_is_no_single_address_is_refused(recipient: str) -> None:
    with pytest.raises(PermanentError, match="is not a"):
        mail(letter(recipient=recipient), HEAD)


def test_a_wrong_sender_is_the_operators_fault_not_the_readers() -> None:
    with pytest.raises(ChannelDownError, match="CHIPWIRE_SMTP__SENDER"):
        mail(letter(), Letterhead(sender="nobody"))
    with pytest.raises(ChannelDownError, match="CHIPWIRE_SMTP__REPLY_TO"):
        mail(letter(), Letterhead(sender="n@example.org", reply_to="nobody"))


@pytest.mark.parametrize(
    ("recipient", "envelope", "shown"),
    [
        ("r@bücher.example", "r@xn--bcher-kva.example", "r@xn--bcher-kva.example"),
        ("r@例え.テスト", "r@xn--r8jz45g.xn--zckzah", "r@xn--r8jz45g.xn--zckzah"),
        ("Rita <r@example.org>", "r@example.org", "Rita <r@example.org>"),
        ("Müller, Jürgen <j@example.org>", "j@example.org", '"Müller, Jürgen" <j@example.org>'),
        ('"Müller, Jürgen" <j@example.org>', "j@example.org", '"Müller, Jürgen" <j@example.org>'),
        ("李雷 <l@example.org>", "l@example.org", "李雷 <l@example.org>"),
    ],
)
def test_international_addresses(recipient: str, envelope: str, shown: str) -> None:
    made = mail(letter(recipient=recipient), HEAD)
    assert (made.recipient, made.utf8) == (envelope, False)
    assert made.payload.isascii()
    assert str(parsed(made)["To"]) == shown


def test_a_local_part_beyond_ascii_needs_smtputf8() -> None:
    made = mail(letter(recipient="jürgen@bücher.example"), HEAD)
    assert (made.recipient, made.utf8) == ("jürgen@xn--bcher-kva.example", True)
    assert "To: jürgen@xn--bcher-kva.example\r\n".encode() in made.payload


def test_the_date_is_that_of_the_queue() -> None:
    assert parsed(mail(letter(), HEAD))["Date"].datetime == QUEUED


@pytest.mark.parametrize(
    ("address", "domain"),
    [("Chipwire <c@example.org>", "example.org"), ("c@bücher.example", "xn--bcher-kva.example")],
)
def test_domain_of(address: str, domain: str) -> None:
    assert domain_of(address) == domain
