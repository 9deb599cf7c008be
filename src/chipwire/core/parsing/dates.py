"""Dates as feeds write them, as aware UTC times; None where they say nothing to trust.

Sources of the forms: RFC 822/2822/5322, RFC 3339, W3C date-time, and what feeds in English,
German, French, Spanish, Italian, Dutch, Chinese, Japanese and Korean were seen to write.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

SKEW = timedelta(minutes=15)
"""A clock may be this far ahead; such a date is taken as now."""
ZONELESS_SKEW = timedelta(hours=14)
"""A local time without its zone may seem this far ahead (UTC+14 is the farthest zone)."""
OLDEST = datetime(1990, 1, 2, tzinfo=UTC)
"""Earlier dates are a program's zero (1970-01-01, 0001-01-01), not a publication."""

_MONTH_WORDS = (
    "january jan januar jänner jaenner jän janvier janv enero ene gennaio gen januari 一月",
    "february feb februar feber fév fev février fevrier févr febrero febbraio februari 二月",
    "march mar märz maerz mär mrz mrch mars marzo maart mrt 三月",
    "april apr avril avr abril abr aprile 四月",
    "may mai mayo maggio mag mei 五月",
    "june jun juni juin junio giugno giu 六月",
    "july jul juli juillet juil julio luglio lug 七月",
    "august aug août aout agosto ago augustus 八月",
    "september sep sept septembre septiembre settembre set 九月",
    "october oct oktober okt octobre octubre ottobre ott 十月",
    "november nov novembre noviembre 十一月",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre 十二月",
)
_MONTHS = {w: n for n, words in enumerate(_MONTH_WORDS, start=1) for w in words.split()}
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "akst": -540,
    "akdt": -480,
    "hst": -600,
    "ast": -240,
    "cet": 60,
    "cest": 120,
    "mez": 60,
    "mesz": 120,
    "met": 60,
    "mest": 120,
    "bst": 60,
    "west": 60,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "ist": 330,
    "sgt": 480,
    "hkt": 480,
    "jst": 540,
    "kst": 540,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
}
_PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
_PLACE = re.compile(r"[A-Z][A-Za-z]{2,20}/[A-Z][A-Za-z_]{2,30}")
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:(?:[Tt_ ]|\s+)(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(.*)",
    re.DOTALL,
)
_RFC = re.compile(
    r"(?:[^\W\d_]{2,10}\.?(?:,\s*|\s+))?(?:(?:den|am|le|il)\s+)?(\d{1,2})(?:st|nd|rd|th|\.|er)?"
    r"(?:\s+|-|(?<=\.)|\s+(?:de|of)\s+)([^\W\d_]{2,10}|\d{1,2}月)"
    r"\.?,?(?:\s+|-|\s+de\s+)(\d{4}|\d\d)(?!\d)(?:[,\s-]|\b(?:um|at|à|alle)\b|\bT\b)*"
    r"(?:(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?)?\s*(.*)",
    re.DOTALL | re.IGNORECASE,
)
_US = re.compile(
    r"(?:[^\W\d_]{2,10}\.?(?:,\s*|\s+))?([^\W\d_]{2,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?:(?P<early>\d{1,2}:\d\d(?::\d\d)?)\s+(?:(?P<mid>[A-Z]{1,5}|[+-]\d{4})\s+)?)?(\d{4})"
    r"(?:[,\s-]|\bat\b)*(?:(\d{1,2}):(\d\d)(?::(\d\d))?)?\s*(.*)",
    re.DOTALL | re.IGNORECASE,
)
_EAST = re.compile(
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?\s*"
    r"(?:[（(]?(?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토](?:曜日|요일)?[)）]?)?[\s,，]*"
    r"(上午|下午|晚上|凌晨|早上|中午|午前|午後|오전|오후)?\s*"
    r"(?:(\d{1,2})\s*[:：时時시点點]\s*(\d{1,2})?\s*[:：分분]?\s*(\d{1,2})?\s*[秒초]?)?\s*(.*)",
    re.DOTALL,
)
_NUMERIC = re.compile(
    r"(?:am\s+)?(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?:[,\s]|-(?=\s)|T(?=\d)|\bum\b)*"
    r"(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(.*)",
    re.DOTALL,
)
_YEAR_FIRST = re.compile(r"(\d{4})([ -])([^\W\d_]{3,10})\2(\d{1,2})")
_MONTH_YEAR = re.compile(r"([^\W\d_]{2,10})\.?,?\s+(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d\d)|(\d{4})\s*年\s*(\d{1,2})\s*月")
_STAMP = re.compile(r"\d{10}(?:\d{3}|\d{6})?(?:\.\d*)?", re.ASCII)
_OFFSET = re.compile(
    r"(?:GMT|UTC|UT)?\s*([+\-\u2212])\s*(\d\d?)(?::?(\d\d))?(?::\d\d)?\s*(?:\(.*\)|\[.*\]|[A-Z]{3,4})?",
    re.IGNORECASE | re.DOTALL,
)
_MERIDIEM = re.compile(r"([ap])\.?m\b\.?\s*", re.IGNORECASE)
_HALF_DAY = re.compile(
    r"(?:(上午|凌晨|早上|午前|오전)|下午|晚上|午後|오후)\s*(\d{1,2}:\d\d(?::\d\d)?)"
)
_HAN_DATE = re.compile(
    r"([〇零一二三四五六七八九]{4})年(十?[一二三四五六七八九]?)月([二三]?十?[一二三四五六七八九]?)[日号號]"
)
_ROC = re.compile(r"(?:中華|中华)?民[國国]\s*(\d{2,3})\s*年")
_HAN_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans("０１２３４５６７８９：－／．　", "0123456789:-/. ")

_Moment = tuple[datetime, bool]


def read_date(words: str | None, now: datetime, *, chinese: bool = False) -> datetime | None:
    """The moment these words name, never after `now`; None where they name none.

    A month alone is its first day; a bare year, an ambiguous 03/04/2026, a program's zero
    date, and a date farther ahead than a clock goes wrong are None. Without a zone the time
    is read as UTC. `chinese`: CST is China's zone (UTC+8), not the American one.
    """
    moment = _read(_plain((words or "")[:100].translate(_WIDE).strip()), chinese)
    if moment is None:
        return None
    when, zoned = moment
    if when <= now:
        return when if when >= OLDEST else None
    return now if when - now <= (SKEW if zoned else ZONELESS_SKEW) else None


def _plain(words: str) -> str:
    """East Asian halves of the day and numbers as western ones."""
    if words.isascii():
        return words
    words = _ROC.sub(lambda found: f"{int(found[1]) + 1911}年", words)
    words = _HALF_DAY.sub(lambda found: f"{found[2]} {'am' if found[1] else 'pm'}", words)
    return _HAN_DATE.sub(_counted, words)


def _counted(found: re.Match[str]) -> str:
    year = "".join(str(_HAN_DIGITS.index(digit)) for digit in found[1].replace("零", "〇"))
    return f"{year}年{_han_number(found[2])}月{_han_number(found[3])}日"


def _han_number(words: str) -> int:
    """Below a hundred: 十三, 三十."""
    tens, ten, ones = words.rpartition("十")
    number = 10 * (_HAN_DIGITS.index(tens) if tens else 1) if ten else 0
    return number + (_HAN_DIGITS.index(ones) if ones else 0)


def _read(words: str, chinese: bool) -> _Moment | None:
    if not words:
        return None
    for form in (_rfc, _iso, _american, _eastern, _stamp, _numeric, _month):
        try:
            if moment := form(words, chinese):
                return moment
        except (ValueError, OverflowError):
            continue
    return None


def _rfc(words: str, chinese: bool) -> _Moment | None:
    found = _RFC.fullmatch(words)
    if not found or not (month := _month_number(found[2])):
        return None
    return _moment(_year(found[3]), month, found[1], found.group(4, 5, 6), found[7], chinese)


def _iso(words: str, chinese: bool) -> _Moment | None:
    found = _ISO.fullmatch(words)
    if not found or (words.isdigit() and len(words) not in (8, 14)):
        return None
    return _moment(found[1], found[2], found[3], found.group(4, 5, 6), found[7], chinese)


def _american(words: str, chinese: bool) -> _Moment | None:
    found = _US.fullmatch(words)
    if not found or not (month := _month_number(found[1])):
        return None
    clock, tail = found.group(6, 7, 8), found[9]
    if found["early"]:
        clock, tail = (*found["early"].split(":"), "0"), found["mid"] or found[9]
    return _moment(found[5], month, found[2], clock[:3], tail, chinese)


def _eastern(words: str, chinese: bool) -> _Moment | None:
    found = _EAST.fullmatch(words)
    if not found:
        return None
    hour = found[5]
    if hour and found[4] in ("下午", "晚上", "午後", "오후", "中午") and 0 < int(hour) < 11:
        hour = str(int(hour) + 12)
    elif hour and found[4] in ("下午", "晚上", "午後", "오후") and int(hour) == 11:
        hour = "23"
    clock = (hour, found[6] or "0", found[7])
    return _moment(found[1], found[2], found[3], clock, found[8], chinese)


def _stamp(words: str, _chinese: bool) -> _Moment | None:
    """Unix time, in seconds, milliseconds or microseconds."""
    if not _STAMP.fullmatch(words):
        return None
    return datetime.fromtimestamp(int(words[:10]), UTC), True


def _numeric(words: str, chinese: bool) -> _Moment | None:
    """13.6.2026, 2026/6/13, 6/13/2026; an order that could be either is not guessed."""
    found = _NUMERIC.fullmatch(words)
    if not found:
        return None
    first, mark, second, third = found.group(1, 2, 3, 4)
    american = mark == "/" and (int(second) > 12 or _MERIDIEM.match(found[8]))
    if len(first) > 2:
        year, month, day = first, second, third
    elif len(third) < 2:
        return None
    elif american:
        year, month, day = third, first, second
    elif mark != "." and int(first) <= 12 and first != second:
        return None
    else:
        year, month, day = third, second, first
    return _moment(_year(year), month, day, found.group(5, 6, 7), found[8], chinese)


def _month(words: str, chinese: bool) -> _Moment | None:
    """A year and its month, and a day where one follows; else the first."""
    if (found := _YEAR_FIRST.fullmatch(words)) and (month := _month_number(found[3])):
        return _moment(found[1], month, found[4], (None, None, None), "", chinese)
    if (found := _MONTH_YEAR.fullmatch(words)) and (month := _month_number(found[1])):
        return _moment(found[2], month, 1, (None, None, None), "", chinese)
    if found := _YEAR_MONTH.fullmatch(words):
        year, number = found[1] or found[3], found[2] or found[4]
        return _moment(year, number, 1, (None, None, None), "", chinese)
    return None


def _month_number(word: str) -> int | None:
    word = word.lower()
    return int(word[:-1]) if word[:1].isdigit() else _MONTHS.get(word)


def _year(digits: str) -> int:
    """RFC 2822, 4.3: two digits below 50 are this century's."""
    number = int(digits)
    return number if len(digits) > 2 else number + (2000 if number < 50 else 1900)


def _moment(
    year: str | int,
    month: str | int,
    day: str | int,
    clock: tuple[str | None, ...],
    tail: str,
    chinese: bool,
) -> _Moment | None:
    hour, minute, second = (int(part or 0) for part in clock)
    if half := _MERIDIEM.match(tail):
        hour, tail = hour % 12 + (12 if half[1].lower() == "p" else 0), tail[half.end() :]
    offset = _offset(tail, chinese)
    if hour > 24 or minute > 59:
        raise ValueError(clock)
    late = timedelta(days=1) if hour == 24 else timedelta()
    when = datetime(int(year), int(month), int(day), hour % 24, minute, min(second, 59), tzinfo=UTC)
    if offset is None:
        offset = _of_place(tail.strip(), when)
    return when + late - timedelta(minutes=offset or 0), offset is not None


def _offset(tail: str, chinese: bool) -> int | None:
    """Minutes east of UTC; None where the words name no zone that is known."""
    tail = tail.strip().removeprefix("Uhr").strip(" ,")
    if chinese and tail.upper() == "CST":
        return 480
    if (known := _ZONES.get(tail.lower())) is not None:
        return known
    if found := _OFFSET.fullmatch(tail):
        hours, minutes = int(found[2]), int(found[3] or 0)
        if hours > 14 or minutes > 59:
            raise ValueError(tail)
        return (hours * 60 + minutes) * (1 if found[1] == "+" else -1)
    if any(map(str.isdigit, tail)):
        raise ValueError(tail)
    return None


def _of_place(tail: str, when: datetime) -> int | None:
    """Minutes east of UTC where the words are a place's zone, which has summers and winters."""
    name = _PLACES.get(tail.lower()) or (tail if _PLACE.fullmatch(tail) else "")
    try:
        offset = ZoneInfo(name).utcoffset(when.replace(tzinfo=None)) if name else None
    except (KeyError, ValueError, OSError):
        return None
    return int(offset.total_seconds()) // 60 if offset is not None else None
