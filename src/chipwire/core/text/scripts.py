"""Which script a character belongs to, and Chinese characters in one spelling."""

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HAN_RE = re.compile(f"[{HAN}]")
FIRST_UNSPACED = "\u3040"
FIRST_HAN = "\u3400"
# Kana and Hangul are written without spaces at their edges too.
UNSPACED = re.compile(f"[{HAN}\u3040-\u30ff\uac00-\ud7af]")


def is_unspaced(char: str) -> bool:
    """Whether words of this character's script are written without spaces between them."""
    return char >= FIRST_UNSPACED and UNSPACED.match(char) is not None


def is_wordish(char: str) -> bool:
    """Whether the character continues a word of a script that separates words."""
    return (char.isalnum() or char == "_") and not is_unspaced(char)


def simplified() -> dict[str, str]:
    """Traditional characters and their simplified form, one for one, so offsets are kept.

    The table is OpenCC's (t2s), asked for single characters: the same character folds the
    same way in a keyword and in a text, whatever stands beside it.
    """
    from opencc import OpenCC  # late: only texts and keywords with Chinese characters pay for it

    characters = [chr(c) for a, b in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)) for c in range(a, b + 1)]
    folded = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {a: b for a, b in zip(characters, folded, strict=True) if a != b and len(b) == 1}
