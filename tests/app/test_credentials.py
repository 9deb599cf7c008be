from base64 import b64decode

import pytest

from chipwire.app.credentials import resolve
from chipwire.core.model import Feed

VALUES = {"KEY": "abc", "USER_NAME": "ann", "WORD": "pä:ss", "LINES": "a\nb", "EMPTY": " "}


def feed(**options: object) -> Feed:
    return Feed(id="f", url="https://a.example/", title="A", options=options)


@pytest.mark.parametrize(
    ("options", "headers"),
    [
        ({}, None),
        ({"selector": "p"}, None),
        ({"headers": {"X-Key": "$KEY"}}, {"X-Key": "abc"}),
        ({"headers": {"Authorization": "Bearer ${KEY}"}}, {"Authorization": "Bearer abc"}),
        ({"headers": {"Accept": "text/xml"}}, {"Accept": "text/xml"}),
    ],
)
def test_variables_are_filled_in(options: dict[str, object], headers: object) -> None:
    found = resolve([feed(**options)], VALUES.get)
    assert found.headers.get("f") == headers
    assert found.unready == {}


def test_user_and_password_become_basic_authorization() -> None:
    found = resolve([feed(user="$USER_NAME", password="$WORD")], VALUES.get)
    scheme, _, login = found.headers["f"]["Authorization"].partition(" ")
    assert scheme == "Basic"
    assert b64decode(login).decode() == "ann:pä:ss"
    assert {"pä:ss", f"Basic {login}"} <= set(found.secrets)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("$NOBODY", "The environment variable NOBODY that feeds.yaml names for it: not set."),
        ("$EMPTY $NO", "The environment variables EMPTY, NO that feeds.yaml names for it: not"),
        ("$LINES", "The environment variable LINES holds a line break"),
    ],
)
def test_what_cannot_be_sent_is_a_sentence_about_that_feed(value: str, words: str) -> None:
    found = resolve([feed(headers={"X-Key": value})], VALUES.get)
    assert found.unready["f"].startswith(words)
    assert found.headers == {}
