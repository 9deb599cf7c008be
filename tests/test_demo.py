"""`chipwire demo`, as its first user meets it."""

import json
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from chipwire.app.demo import run_demo


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    list(run_demo(folder))
    return folder


@pytest.fixture(scope="module")
def mail(out: Path) -> EmailMessage:
    parsed = message_from_bytes((out / "digest.eml").read_bytes(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_it_leaves_one_digest_in_four_forms(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == [
        *("digest.eml", "digest.html", "digest.json", "digest.txt"),
    ]


def test_the_page_is_the_mails_html_part_byte_for_byte(out: Path, mail: EmailMessage) -> None:
    part = mail.get_body(("html",))
    assert part is not None
    assert part.get_payload(decode=True) == (out / "digest.html").read_bytes()


def test_the_days_story_is_one_entry_in_three_languages(out: Path) -> None:
    digest = json.loads((out / "digest.json").read_text("utf-8"))["digest"]
    told = [
        {report["language"][:2] for report in entry["reports"]}
        for entry in digest["entries"]
        if {"h20", "nvidia", "cac"} <= {flag["topic"] for flag in entry["flags"]}
    ]
    assert told == [{"en", "de", "zh"}]


def test_no_look_alike_is_in_it(out: Path) -> None:
    digest = json.loads((out / "digest.json").read_text("utf-8"))["digest"]
    titles = " ".join(r["title"] for e in digest["entries"] for r in e["reports"])
    for word in ("motorway", "bus", "SMIC", "三星堆", "macular", "Makula", "CAC 40", "hiking"):
        assert word not in titles


def test_the_receipt_names_the_feed_that_is_gone(out: Path) -> None:
    receipt = json.loads((out / "digest.json").read_text("utf-8"))["digest"]["receipt"]
    assert receipt["feeds_checked"] == 12
    assert receipt["notes"]
    assert receipt["seen"] == receipt["backlog"] + receipt["unmatched"] + receipt["matched"]


def test_it_touches_no_setting_of_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHIPWIRE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CHIPWIRE_SMTP__HOST", "mail.invalid")
    monkeypatch.setenv("CHIPWIRE_DATABASE_URL", "postgresql+psycopg://nobody@nowhere.invalid/x")
    list(run_demo(tmp_path / "out"))
    assert (tmp_path / "out" / "digest.eml").exists()
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gallium", "ASML"),
        ("Entity List", "charged"),
        ("Ascend 950", "CXMT"),
        ("cyber regulator", "tariffs"),
    ],
)
def test_different_events_of_one_day_stay_apart(out: Path, one: str, other: str) -> None:
    digest = json.loads((out / "digest.json").read_text("utf-8"))["digest"]
    stories = [" / ".join(r["title"] for r in entry["reports"]) for entry in digest["entries"]]
    assert any(one.lower() in titles.lower() for titles in stories)
    assert any(other.lower() in titles.lower() for titles in stories)
    assert [t for t in stories if one.lower() in t.lower() and other.lower() in t.lower()] == []
