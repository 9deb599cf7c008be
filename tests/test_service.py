"""The service's port as the settings wire it: what a mail promises, the port keeps."""

import http.client
import socket
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

from chipwire.app import registry
from chipwire.app.parts import Parts
from chipwire.channels.mime import mail
from chipwire.service import Service
from chipwire.settings import Settings, only
from support.letters import letter


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def link_in_a_mail(settings: Settings) -> str | None:
    made = mail(letter(subscriber="anna"), registry.letterhead_of(settings))
    value = message_from_bytes(made.payload, policy=policy.default)["List-Unsubscribe"]
    return None if value is None else str(value).strip("<>")


def ask(port: int, method: str, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, "List-Unsubscribe=One-Click")
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_link_in_a_mail_stops_the_mails_through_the_port(tmp_path: Path) -> None:
    loaded = only(home=tmp_path, public_url="https://news.example.org", http={"port": free_port()})
    link = link_in_a_mail(loaded.settings)
    assert link is not None
    assert link.startswith("https://news.example.org/u/")
    parts = Parts(loaded)
    health = Service(parts).health()
    assert health is not None
    health.start()
    try:
        assert ask(health.port, "GET", "/healthz") == 200
        assert ask(health.port, "GET", urlsplit(link).path) == 200
        assert parts.digests.stopped() == {}
        assert ask(health.port, "POST", urlsplit(link).path) == 200
        assert parts.digests.stopped() == {"anna": "unsubscribed"}
    finally:
        health.stop()
        parts.close()


def test_without_a_public_address_no_link_is_promised_and_none_answers(tmp_path: Path) -> None:
    loaded = only(home=tmp_path, http={"port": free_port()})
    assert link_in_a_mail(loaded.settings) is None
    parts = Parts(loaded)
    health = Service(parts).health()
    assert health is not None
    health.start()
    try:
        assert ask(health.port, "POST", "/u/YW5uYQ.AAAA") == 404
    finally:
        health.stop()
        parts.close()
