"""Words and their fixed weights: rare words say more, whatever else is in the news.

Weights come from wordfreq's frequency lists (each list merges several public corpora), which
never change with our own articles: so an unrelated article changes no decision.
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

import wordfreq

from chipwire.core.text.folding import fold
from chipwire.core.text.scripts import HAN, is_unspaced

_TOKEN = re.compile(rf"[a-z][a-z0-9]*(?:['.&][a-z0-9]+)*|\d+[a-z]+[a-z0-9]*|[{HAN}]+")
_LATIN = ("en", "de")
_LONGEST = 5
_UNSEEN = 3.0  # the lists end at one in a million words, which is Zipf 3
_COMMONEST = 5.6
RAREST = 2.0


@lru_cache(maxsize=4)
def _frequencies(language: str) -> dict[str, float]:
    table: dict[str, float] = {}
    for word, chance in wordfreq.get_frequency_dict(language, "small").items():
        table.setdefault(fold(word), chance)
    return table


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Latin tokens and Chinese words of folded text, with their spans."""
    for found in _TOKEN.finditer(text):
        if is_unspaced(found[0][0]):
            yield from _segmented(found[0], found.start())
        else:
            yield found[0], found.start(), found.end()


def _segmented(run: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """The likeliest split by word frequency alone (a unigram Viterbi)."""
    table = _frequencies("zh")
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        best.append(
            max(
                (best[start][0] + _log_chance(table, run[start:end]), start)
                for start in range(max(0, end - _LONGEST), end)
            )
        )
    end, spans = len(run), []
    while end:
        spans.append((best[end][1], end))
        end = best[end][1]
    for start, stop in reversed(spans):
        yield run[start:stop], offset + start, offset + stop


def _log_chance(table: dict[str, float], word: str) -> float:
    chance = table.get(word)
    if chance is not None:
        return math.log10(chance)
    return -8.0 if len(word) == 1 else -99.0


def weight(word: str) -> float:
    """0 (everywhere) to RAREST (a name, or so rare that it may be one)."""
    if is_unspaced(word[0]):
        return 0.0 if len(word) == 1 else _from_zipf(_zipf(word, "zh"))
    return _from_zipf(max(_zipf(word, language) for language in _LATIN))


def _zipf(word: str, language: str) -> float:
    chance = _frequencies(language).get(word)
    return _UNSEEN - 0.3 if chance is None else math.log10(chance) + 9


def _from_zipf(zipf: float) -> float:
    return RAREST * max(0.0, min(1.0, (_COMMONEST - zipf) / (_COMMONEST - _UNSEEN)))


def stem(word: str) -> str:
    """Drops the endings that headlines vary most; not a linguist's stem."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ("ings", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
