"""What an answer's headers ask for."""

from datetime import UTC, datetime

import pytest

from chipwire.sources.exchange import cache_hints

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AT_THREE = "Tue, 24 Nov 2026 15:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Expires": AT_THREE}, 3 * 3_600),
        ({"Expires": AT_THREE, "Date": "Tue, 24 Nov 2026 14:00:00 GMT"}, 3_600),
        ({"Expires": AT_THREE, "Date": "Tue, 24 Nov 2026 11:00:00 GMT"}, 4 * 3_600),
        ({"Expires": AT_THREE, "Cache-Control": "max-age=600"}, 600),
        ({"Expires": AT_THREE, "Cache-Control": "no-cache"}, None),
        ({"Expires": AT_THREE, "Cache-Control": "public"}, 3 * 3_600),
        ({"Expires": "0"}, None),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, None),
        ({"Expires": "Thu, 01 Jan 9999 00:00:00 GMT"}, 31 * 86_400),
        ({"Cache-Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache-Control": "MAX-AGE=600, must-revalidate"}, 600),
    ],
)
def test_how_long_an_answer_stays_fresh(headers: dict[str, str], seconds: int | None) -> None:
    assert cache_hints(headers, NOW).max_age == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("9" * 15, 31 * 86_400),
        ("-5", None),
        ("٥", None),
        ("1.5", None),
        ("Mon, 23 Nov 2026 12:00:00 GMT", 0),
        ("Tue, 24 Nov 2026 12:00:00 +99999999999999999999", None),
    ],
)
def test_odd_answers_to_when_to_come_back(value: str, seconds: int | None) -> None:
    assert cache_hints({"Retry-After": value}, NOW).retry_after == seconds
