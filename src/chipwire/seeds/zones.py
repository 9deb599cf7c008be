"""Time zones as people write them."""

import difflib
from zoneinfo import ZoneInfo, available_timezones


def is_zone(name: str) -> bool:
    """Whether the time-zone database has a zone of that name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def nearest_zone(word: str) -> str:
    """A hint with the zone that was probably meant, by its city or by its whole name."""
    wanted = word.strip().replace(" ", "_").casefold()
    names = sorted(name for name in available_timezones() if not name.startswith("posix"))
    folded = {name.casefold(): name for name in names}
    cities: dict[str, str] = {}
    for name in names:
        cities.setdefault(name.rpartition("/")[2].casefold(), name)
    near = difflib.get_close_matches(wanted, {**cities, **folded}, n=1, cutoff=0.7)
    if not near:
        return "write it like Europe/Berlin, Asia/Taipei or UTC"
    return f"did you mean {folded.get(near[0]) or cities[near[0]]!r}?"
