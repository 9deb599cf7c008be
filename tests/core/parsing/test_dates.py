from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.parsing.dates import SKEW, read_date

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-06-13 16:37:21  +0800", "2026-06-13T08:37:21"),
        ("Sat, 13 Jun 2026 16:37:21 +0200", "2026-06-13T14:37:21"),
        ("Sat, 13 Jun 2026 16:37:21 GMT", "2026-06-13T16:37:21"),
        ("13 Jun 26 16:37 EST", "2026-06-13T21:37:00"),
        ("Sat 13 June 2026 4:37 PM", "2026-06-13T16:37:00"),
        ("2026-06-13T16:37:21Z", "2026-06-13T16:37:21"),
        ("2026-06-13T16:37:21.123456+05:30", "2026-06-13T11:07:21"),
        ("2026-06-13T16:37-04:00", "2026-06-13T20:37:00"),
        ("20260613T163721Z", "2026-06-13T16:37:21"),
        ("2026-06-13", "2026-06-13T00:00:00"),
        ("20260613", "2026-06-13T00:00:00"),
        ("2026-06-13 24:00:00Z", "2026-06-14T00:00:00"),
        ("June 2011", "2011-06-01T00:00:00"),
        ("2011-06", "2011-06-01T00:00:00"),
        ("Juni 2011", "2011-06-01T00:00:00"),
        ("2011年6月", "2011-06-01T00:00:00"),
        ("June 13, 2026", "2026-06-13T00:00:00"),
        ("June 13, 2026 4:37 p.m.", "2026-06-13T16:37:00"),
        ("Sat Jun 13 16:37:21 2026", "2026-06-13T16:37:21"),
        ("Sat Jun 13 16:37:21 PST 2026", "2026-06-14T00:37:21"),
        ("13. Juni 2026, 16:37 Uhr", "2026-06-13T16:37:00"),
        ("Samstag, 13. Juni 2026 16:37:21 MESZ", "2026-06-13T14:37:21"),
        ("Mi, 04 Mär 2026 10:00:00 +0100", "2026-03-04T09:00:00"),
        ("Do., 31. Dez. 2025 um 23:59 Uhr", "2025-12-31T23:59:00"),
        ("13.06.2026 16:37", "2026-06-13T16:37:00"),
        ("13 février 2026", "2026-02-13T00:00:00"),
        ("13 de octubre de 2025", "2025-10-13T00:00:00"),
        ("2026年6月13日 16:37", "2026-06-13T16:37:00"),
        ("2026年06月13日 下午4:37", "2026-06-13T16:37:00"),
        ("2026年6月13日 星期六 16时37分21秒", "2026-06-13T16:37:21"),
        ("２０２６年６月１３日", "2026-06-13T00:00:00"),
        ("2026년 6월 13일 오후 4시 37분", "2026-06-13T16:37:00"),
        ("2026/06/13 16:37:21", "2026-06-13T16:37:21"),
        ("6/13/2026 4:37:21 PM", "2026-06-13T16:37:21"),
        ("3/4/2026 4:37:21 PM", "2026-03-04T16:37:21"),
        ("Sat,13 Jun 2026 16:37:21 GMT", "2026-06-13T16:37:21"),
        ("13.März 2026", "2026-03-13T00:00:00"),
        ("2026-Jun-13", "2026-06-13T00:00:00"),
        ("2026-6-13T16:37:21Z", "2026-06-13T16:37:21"),
        ("中華民國115年6月13日", "2026-06-13T00:00:00"),
        ("June 13, 2026, 4:37 p.m. ET", "2026-06-13T20:37:00"),
        ("Mon, 05 Jan 2026 16:37:21 PT", "2026-01-06T00:37:21"),
        ("2026-06-13 16:37:21 Europe/Berlin", "2026-06-13T14:37:21"),
        ("2026-06-13 16:37:21 Etc/Nowhere", "2026-06-13T16:37:21"),
        ("1781368641", "2026-06-13T16:37:21"),
        ("1781368641.25", "2026-06-13T16:37:21"),
        ("1781368641000000", "2026-06-13T16:37:21"),
        ("1781368641000", "2026-06-13T16:37:21"),
        ("Sat, 13 Jun 2026 16:37:21 GMT+0800 (CST)", "2026-06-13T08:37:21"),
        ("Sat, 13 Jun 2026 16:37:60 GMT", "2026-06-13T16:37:59"),
        ("13 六月 2026 16:37:21 +0800", "2026-06-13T08:37:21"),
        ("星期六, 13 6月 2026 16:37:21 +0800", "2026-06-13T08:37:21"),
        ("十二月 13, 2025", "2025-12-13T00:00:00"),
        ("二〇二五年十二月三十一日", "2025-12-31T00:00:00"),
        ("2026/6/13 下午 04:37:21", "2026-06-13T16:37:21"),
        ("2026-06-13 上午 04:37", "2026-06-13T04:37:00"),
        ("2026-6-3 5:07", "2026-06-03T05:07:00"),
        ("2026. 6. 13. 16:37", "2026-06-13T16:37:00"),
        ("Samstag, den 13. Juni 2026", "2026-06-13T00:00:00"),
        ("am 13.06.2026 um 16:37 Uhr", "2026-06-13T16:37:00"),
        ("13 juin 2026 à 16h37", "2026-06-13T16:37:00"),
        ("5th of June 2026", "2026-06-05T00:00:00"),
        ("06/13/2026 - 16:37", "2026-06-13T16:37:00"),
    ],
)
def test_dates_in_the_wild(words: str, expected: str) -> None:
    assert read_date(words, NOW) == datetime.fromisoformat(expected + "+00:00")


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "yesterday",
        "2011",
        "03/04/2026",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0",
        "31 Feb 2026",
        "2026-13-45",
        "2026-06-13T25:00:00Z",
        "13 Foo 2026",
        "2026-06-13T16:37:21+99:00",
        "Tue, 24 Nov 2026 13:00:00 GMT",
        "2035-01-01",
        "9" * 5_000,
    ],
)
def test_what_names_no_honest_moment_is_none(words: str | None) -> None:
    assert read_date(words, NOW) is None


def test_a_clock_a_little_ahead_is_taken_as_now() -> None:
    assert read_date("Tue, 24 Nov 2026 12:05:00 GMT", NOW) == NOW


def test_a_local_time_without_zone_may_seem_hours_ahead() -> None:
    assert read_date("2026-11-24 19:30:00", NOW) == NOW
    assert read_date("2026-11-25 03:30:00", NOW) is None


def test_cst_is_china_time_in_chinese_feeds_and_american_elsewhere() -> None:
    words = "Sat, 13 Jun 2026 16:37:21 CST"
    assert read_date(words, NOW) == datetime(2026, 6, 13, 22, 37, 21, tzinfo=UTC)
    assert read_date(words, NOW, chinese=True) == datetime(2026, 6, 13, 8, 37, 21, tzinfo=UTC)


@given(st.text(max_size=60) | st.from_regex(r"[0-9a-zA-Z年月日:+. /,-]{0,40}", fullmatch=True))
def test_any_words_give_a_past_utc_time_or_none(words: str) -> None:
    when = read_date(words, NOW)
    assert when is None or (when.utcoffset() == timedelta(0) and when <= NOW)


@given(
    st.integers(662_688_000, 1_795_305_600).map(lambda s: datetime.fromtimestamp(s, UTC)),
    st.sampled_from([0, 60, -300, 480, 330]),
    st.sampled_from(["%a, %d %b %Y %H:%M:%S ", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S   "]),
)
def test_standard_forms_come_back_exactly(when: datetime, zone: int, form: str) -> None:
    sign, size = ("-" if zone < 0 else "+"), abs(zone)
    words = when.strftime(form) + f"{sign}{size // 60:02d}{size % 60:02d}"
    expected = when - timedelta(minutes=zone)
    assert read_date(words, NOW + SKEW) == expected
