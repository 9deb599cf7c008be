"""What pasting does to a password, and a key of our own."""

import os
import secrets
import unicodedata
from contextlib import suppress
from pathlib import Path

_DOUBTFUL = ("Zs", "Zl", "Zp", "Cc", "Cf")

_KEY_BYTES = 32


def signing_key(path: Path) -> bytes:
    """The key in that file, made at the first call, for its owner's eyes only.

    Raises:
        ValueError: the file holds something else.
        OSError: it cannot be read or made.
    """
    with suppress(FileExistsError):
        _make_key(path)
    key = bytes.fromhex(path.read_text("ascii"))
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{path} is no key of Chipwire's; remove it, and a new one is made")
    return key


def _make_key(path: Path) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_bytes(_KEY_BYTES).hex())
    try:
        # A link never replaces: of two processes that begin at once, one key stays.
        path.hardlink_to(draft)
    finally:
        draft.unlink()


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
