"""What pasting does to a password."""

import unicodedata

_DOUBTFUL = ("Zs", "Zl", "Zp", "Cc", "Cf")


def doubtful_characters(secret: str) -> str | None:
    """Which characters were probably not meant, by place and name, or None.

    A no-break space from a web page, a zero-width mark, a line end, a space at either end: the
    server sees them, a person does not. Nothing else of the secret is told.
    """
    found = [
        f"character {place} is {_name(character)}"
        for place, character in enumerate(secret, 1)
        if _is_doubtful(character, at_end=place in (1, len(secret)))
    ]
    return f"{', '.join(found)}: probably pasted by mistake" if found else None


def _is_doubtful(character: str, *, at_end: bool) -> bool:
    # Spaces inside are common: some providers print their app passwords in groups.
    if character == " ":
        return at_end
    return unicodedata.category(character) in _DOUBTFUL


def _name(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    return f"{name} (U+{ord(character):04X})"
