"""Which language a tag means."""

import re

_TAG = re.compile(r"(?!utf)([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)
# The longer codes of the languages that have rules of their own; what feeds write by mistake for a
# language (countries), and kinds of Chinese; codes that name no language (ISO 639-2: undetermined,
# multiple, no linguistic content, private use).
_MEANT = {
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
    "yue": "zh",
    "cn": "zh",
    "jp": "ja",
    "kr": "ko",
}
_NONE = frozenset({"und", "mul", "zxx", "mis"})


def language_code(value: str | None) -> str | None:
    """ISO 639 code in lower case, without region or script; None where it is none."""
    found = _TAG.fullmatch((value or "").strip())
    code = found[1].lower() if found else None
    return None if code in _NONE else _MEANT.get(code or "", code)
