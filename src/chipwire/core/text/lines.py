"""Words for people: single harmless lines, and things counted."""

import re

# Embeddings, overrides and isolates turn the text after them around; plain direction marks
# (which Arabic and Hebrew need) stay.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def scrub(text: str) -> str:
    """Without characters that turn text around; control characters become spaces."""
    return _CONTROLS.sub(" ", _TURNING.sub("", text))


def one_line(text: str) -> str:
    """Scrubbed, with single spaces and no line ends: safe for a header and a headline."""
    return " ".join(scrub(text).split())


def count(number: int, one: str, many: str = "") -> str:
    """`1 feed`, `1,204 articles`, `2 stories` (with `many`)."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
