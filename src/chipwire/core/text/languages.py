"""Which language a tag means."""

import re

_TAG = re.compile(r"(?!utf)([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)
# The longer codes of the languages that have rules of their own.
_SHORT = {"eng": "en", "deu": "de", "ger": "de", "zho": "zh", "chi": "zh"}


def language_code(value: str | None) -> str | None:
    """ISO 639 code in lower case, without region or script; None where it is none."""
    found = _TAG.fullmatch((value or "").strip())
    code = found[1].lower() if found else None
    return _SHORT.get(code or "", code)
