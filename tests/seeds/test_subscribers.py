from datetime import date, time

import pytest

from chipwire.core.model import Length
from chipwire.seeds.folder import shipped_folder
from chipwire.seeds.subscribers import load_subscribers

TOPICS = ("h20", "huawei", "rare-earths")


def read(entry: str):
    text = f"subscribers:\n  - {entry}\n  - address: good@example.org\n"
    return load_subscribers(
        text, "subscribers.yaml", TOPICS, groups=("chips",), channels=("mail", "fax")
    )


def test_a_reader_needs_only_an_address() -> None:
    loaded = read("address: me@example.org")
    assert loaded.problems == ()
    reader = loaded.items[0]
    assert (reader.id, reader.address) == ("me@example.org", "me@example.org")
    assert (reader.times, reader.zone) == ((time(7, 0),), "UTC")
    assert (reader.topics, reader.channels, reader.threshold) == ((), ("mail",), None)


def test_every_field_arrives() -> None:
    loaded = read(
        "{address: a@b.example, id: ann, name: Ann, time: '6:05', zone: Asia/Taipei, "
        "topics: [h20, huawei], groups: chips, languages: [en, de], threshold: 0.3, "
        "channels: [mail, 'ntfy://x'], paused_from: 2026-12-24, paused_to: 2027-01-02}"
    )
    assert loaded.problems == ()
    reader = loaded.items[0]
    assert (reader.id, reader.name, reader.times) == ("ann", "Ann", (time(6, 5),))
    assert (reader.topics, reader.groups) == (("h20", "huawei"), ("chips",))
    assert (reader.languages, reader.threshold) == (("en", "de"), 0.3)
    assert reader.channels == ("mail", "ntfy://x")
    assert (reader.paused_from, reader.paused_to) == (date(2026, 12, 24), date(2027, 1, 2))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("adress: me@example.org", "adress: is no field here (did you mean 'address'?)"),
        ("name: x", "address: is missing"),
        ("address: me", "'me' is no mail address (it looks like me@example.org)"),
        ("address: Me <me@example.org>", "the name under `name:`"),
        ('address: "me@example.org\\nBcc: all@example.org"', "has a line break"),
        ("{address: a@b.c, time: 7.30}", "time: '7.30' is no time of day (did you mean '07:30'?)"),
        ("{address: a@b.c, time: '24:00'}", "'24:00' is no time of day (write it like 07:00"),
        ("{address: a@b.c, time: seven}", "'seven' is no time of day"),
        ("{address: a@b.c, zone: Berlin}", "no time zone (did you mean 'Europe/Berlin'?)"),
        ("{address: a@b.c, zone: Asia/Taipeh}", "did you mean 'Asia/Taipei'?"),
        ("{address: a@b.c, zone: ../../etc/passwd}", "is no time zone"),
        ("{address: a@b.c, zone: Europe}", "is no time zone"),
        ("{address: a@b.c, topics: [h2o]}", "'h2o' is not in the watchlist (did you mean 'h20'?)"),
        ("{address: a@b.c, groups: [chip]}", "did you mean 'chips'?"),
        ("{address: a@b.c, times: [7pm, 25:00]}", "times: '25:00' is no time of day"),
        ("{address: a@b.c, time: ['07:00']}", "is a list (several times a day go under `times:`)"),
        ("{address: a@b.c, times: {a: 1}}", "times: should hold texts, not a mapping"),
        ("{address: a@b.c, days: [mondey]}", "days: 'mondey' is no day of the week (did you mean"),
        ("{address: a@b.c, days: 1}", "'1' is no day of the week (daily, weekdays"),
        ("{address: a@b.c, languages: [German]}", "no language code (did you mean 'de'?)"),
        ("{address: a@b.c, languages: 1}", "'1' is no language code (write it like en, de or zh)"),
        ("{address: a@b.c, channels: [sms]}", "channels: 'sms' is no channel (write mail, or an"),
    ],
)
def test_a_reader_is_left_out_where_it_is_unclear_where_when_or_what(entry: str, said: str) -> None:
    loaded = read(entry)
    assert [reader.address for reader in loaded.items] == ["good@example.org"]
    assert any(said in str(problem) for problem in loaded.problems), loaded.problems


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("threshold: 7", "threshold: '7' is no number from 0 to 1"),
        ("paused_from: soon", "paused_from: 'soon' is no date (write it like 2026-12-24)"),
        ("topics: [h20, hbm9]", "topics: 'hbm9' is not in the watchlist"),
        ("nickname: x", "nickname: is no field here"),
        ('name: "Me\\r\\nBcc: all@example.org"', "name: has a line break"),
        ('id: "a\\u2028b"', "id: has a line break"),
        ("times: ['07:00', 25:00]", "times: '25:00' is no time of day"),
        ("days: [mon, freitag]", "days: 'freitag' is no day of the week"),
        ("format: pdf", "format: 'pdf' is not known (one of html, text)"),
        ("known_stories: never", "known_stories: 'never' is not known (one of line, omit)"),
        ("length: some", "length: 'some' is no number from 0 to"),
        ("length: 2.5", "length: 2.5 is no whole number of stories"),
        ("length: {ful: 3}", "length.ful: is no field here (did you mean 'full'?)"),
        ("length: {lines: -1}", "length.lines: '-1' is no number from 0 to"),
        ("languages: [en, klingonish]", "languages: 'klingonish' is no language code"),
        ("channels: [mail, sms]", "channels: 'sms' is no channel"),
    ],
)
def test_any_other_mistake_keeps_the_reader(field: str, said: str) -> None:
    loaded = read(f"address: a@b.example\n    {field}")
    assert loaded.items[0].address == "a@b.example"
    assert [said in str(problem) for problem in loaded.problems] == [True]
    assert loaded.problems[0].line == 3


@pytest.mark.parametrize(
    ("entry", "times", "days"),
    [
        ("time: '6:05'", [(6, 5)], ""),
        ("times: ['18:00', '07:00', '7:00']", [(7, 0), (18, 0)], ""),
        ("times: '07:30'", [(7, 30)], ""),
        ("times: []", [(7, 0)], ""),
        ("days: daily", [(7, 0)], ""),
        ("days: weekdays", [(7, 0)], "01234"),
        ("days: weekends", [(7, 0)], "56"),
        ("days: weekly", [(7, 0)], "0"),
        ("days: [Mon, thursday]", [(7, 0)], "03"),
        ("days: [weekdays, sat, sun]", [(7, 0)], ""),
    ],
)
def test_times_of_the_day_and_days_of_the_week(
    entry: str, times: list[tuple[int, int]], days: str
) -> None:
    loaded = read(f"{{address: a@b.example, {entry}}}")
    assert loaded.problems == ()
    assert loaded.items[0].times == tuple(time(*at) for at in times)
    assert loaded.items[0].days == frozenset(int(day) for day in days)


def test_time_beside_times_is_a_mistake_and_times_count() -> None:
    loaded = read("{address: a@b.example, time: '05:00', times: ['07:00', '18:00']}")
    assert [at.hour for at in loaded.items[0].times] == [7, 18]
    assert "time: stands beside `times`, which counts (keep one" in str(loaded.problems[0])


def test_a_pause_that_ends_before_it_begins_is_a_mistake() -> None:
    loaded = read("{address: a@b.c, paused_from: 2026-12-24, paused_to: 2026-12-20}")
    assert (loaded.items[0].paused_from, loaded.items[0].paused_to) == (None, None)
    assert "paused_to: 2026-12-20 lies before paused_from" in str(loaded.problems[0])


@pytest.mark.parametrize("choice", ["line", "omit"])
def test_a_reader_says_what_becomes_of_known_stories(choice: str) -> None:
    loaded = read(f"{{address: a@b.example, known_stories: {choice}}}")
    assert [reader.known_stories for reader in loaded.items] == [choice, None]


@pytest.mark.parametrize(
    ("entry", "length"),
    [
        ("length: 10", Length(full=10)),
        ("length: {full: 3, lines: 0}", Length(full=3, lines=0)),
        ("length: {lines: 20}", Length(lines=20)),
        ("format: text", Length()),
    ],
)
def test_the_length_of_the_mail(entry: str, length: Length) -> None:
    loaded = read(f"{{address: a@b.example, {entry}}}")
    assert loaded.problems == ()
    assert loaded.items[0].length == length
    assert loaded.items[0].format == ("text" if "format" in entry else "html")


def test_a_language_is_known_in_any_case_and_with_its_region() -> None:
    loaded = read("{address: a@b.example, languages: [EN, zh-TW, zh, pt_BR]}")
    assert loaded.problems == ()
    assert loaded.items[0].languages == ("en", "zh", "pt")


def test_two_readers_never_share_an_id() -> None:
    text = "subscribers:\n  - address: a@b.example\n  - address: A@b.example\n"
    loaded = load_subscribers(text)
    assert len(loaded.items) == 1
    assert "is there twice (the first stands in line 2; give each" in str(loaded.problems[0])


def test_the_shipped_example_goes_nowhere() -> None:
    raw = (shipped_folder("seeds") / "subscribers.yaml").read_bytes()
    loaded = load_subscribers(raw)
    assert loaded.problems == ()
    assert [reader.address for reader in loaded.items] == ["reader@example.org"]
