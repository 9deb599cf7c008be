"""Names of chips, machines and models, by their families and by the form of code names."""

import re
from collections.abc import Iterator

from ahocorasick_rs import MATCHKIND_STANDARD, BytesAhoCorasick, Implementation

from chipwire.core.entities.lists import words

_FAMILIES = words(
    """
    Ascend Atlas Instinct Kirin Kunpeng Exynos Snapdragon Xeon Epyc EPYC Ryzen Gaudi Tesla GeForce
    Radeon Siyuan CloudMatrix Trainium Inferentia Maia Hanguang Kimi Qwen Claude Gemini Llama GLM
    GPT Ernie Grok DeepSeek RTX GTX MTT BR Dimensity
    """
)
_ALONE = words("Ascend Kunlun ChatGPT Qwen Kimi Ernie Blackwell Hopper Rubin")
_NAMED = "|".join(sorted(_FAMILIES))
_PRODUCT = re.compile(
    r"(?=[A-Z])(?<![\w-])(?:"
    rf"(?:{_NAMED})(?:[ -](?:PRO|Pro|Max|Ultra|Ti|V|R|S|K|M|o)?[ -]?\d(?:\w|\.\d)*)"
    r"(?: (?:Pro|Max|Ultra|Ti|Super))?"
    r"|(?:[ABHLV]\d{2,3}|GH?B?\d{3}|MI\d{3}|HBM\d|BR\d{3}|"
    r"Ascend[ -]?\d{3}|TPU ?v\d|MLU\d{3}|LX\d|C\d{3}|R1|V3|K\d)[A-Z]{0,2}"
    rf"|{'|'.join(sorted(_ALONE))}|Vera Rubin|CloudMatrix \d+|Twinscan [\w:]+"
    r")(?!\w)"
)
# How any of them begins: looking for these takes a fifth of the time.
_HEADS = (
    _FAMILIES
    | _ALONE
    | words("Vera Twinscan GH GB MI HBM TPU MLU LX R1 V3")
    | {letter + digit for letter in "ABCGHKLV" for digit in "0123456789"}
)
_AUTOMATON = BytesAhoCorasick(
    [head.encode() for head in sorted(_HEADS)],
    matchkind=MATCHKIND_STANDARD,
    implementation=Implementation.DFA,
)


def is_product(words: str) -> bool:
    """Whether the words are such a name, and nothing else."""
    return _PRODUCT.fullmatch(words) is not None


def find_products(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each, in order, without overlaps."""
    letters = text.encode("ascii", "replace")  # a byte for each character
    heads = _AUTOMATON.find_matches_as_indexes(letters, overlapping=True)
    last = 0
    for start in sorted({start for _, start, _ in heads}):
        found = _PRODUCT.match(text, start) if start >= last else None
        if found:
            last = found.end()
            yield start, last
