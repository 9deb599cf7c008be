"""spaCy token patterns, looked at without spaCy, so that a mistake is told with its line.

Attributes and operators: https://spacy.io/usage/rule-based-matching
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from chipwire.seeds.problems import nearest

_TEXTS = """
ORTH TEXT NORM LOWER SHAPE PREFIX SUFFIX LEMMA POS TAG DEP MORPH
ENT_TYPE ENT_IOB ENT_ID ENT_KB_ID
"""
_FLAGS = """
IS_ALPHA IS_ASCII IS_BRACKET IS_CURRENCY IS_DIGIT IS_LEFT_PUNCT IS_LOWER IS_PUNCT IS_QUOTE
IS_RIGHT_PUNCT IS_SENT_START IS_SPACE IS_STOP IS_TITLE IS_UPPER LIKE_EMAIL LIKE_NUM LIKE_URL
SENT_START SPACY
"""
_ATTRIBUTES = (*_TEXTS.split(), *_FLAGS.split(), "LENGTH", "OP")
_LISTS = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
_COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
_TESTS = (*_LISTS, *_COMPARISONS, "REGEX", "FUZZY", *(f"FUZZY{n}" for n in range(1, 10)))
_OPERATOR = re.compile(r"[!?+*]|\{\d{1,3}(?:,\d{0,3})?\}|\{,\d{1,3}\}")
_MAY_BE_ABSENT = re.compile(r"[!?*]|\{0?,\d+\}|\{0(?:,\d*)?\}")

Fault = tuple[str, str]


def faults(tokens: Sequence[Mapping[str, object]]) -> Iterator[Fault]:
    """What is wrong with a pattern, each with what would be right."""
    for token in tokens:
        for name, value in token.items():
            yield from _attribute(name.upper(), value)
    operators = [str(token.get("OP", token.get("op", ""))) for token in tokens]
    if all(_MAY_BE_ABSENT.fullmatch(operator) for operator in operators):
        yield "every token may be absent, so it finds nothing for certain", "take one `OP` away"


def _attribute(name: str, value: object) -> Iterator[Fault]:
    if name not in _ATTRIBUTES:
        hint = nearest(name, _ATTRIBUTES) or "such as LOWER, LEMMA, IS_DIGIT or OP"
        yield f"{name} is nothing that a token has", hint
    elif name == "OP" and not _OPERATOR.fullmatch(str(value)):
        yield f"{value!r} is no operator", "one of ! ? + * {2} {1,3}"
    elif name in _FLAGS.split() and not isinstance(value, bool):
        yield f"{name}: {value!r} is neither true nor false", "write true or false without quotes"
    elif isinstance(value, Mapping):
        for test, operand in value.items():
            yield from _test(str(test).upper(), operand)
    elif name in _TEXTS.split() and not isinstance(value, str):
        yield f"{name}: {value!r} is no text", "put quotes around it"


def _test(name: str, operand: object) -> Iterator[Fault]:
    if name not in _TESTS:
        yield f"{name} is no test of a token", nearest(name, _TESTS) or "such as IN or REGEX"
    elif name in _LISTS and not isinstance(operand, list):
        yield f"{name}: {operand!r} is no list", "put brackets around it"
    elif name == "REGEX":
        try:
            re.compile(str(operand))
        except re.error as error:
            yield f"REGEX {operand!r} can't be read: {error}", "Python's syntax"
