"""How a run of Chinese falls into words, so that a short name is not found across two of them.

明星河南行 is read as 明星|河南|行 and holds no 星河; 星河科技 does. Of all ways to cut the
characters around a hit into words, the most probable one decides: the product of how often each
word is used (a unigram segmentation, as Chinese tokenizers make it), by wordfreq's large Chinese
list, which merges several public corpora.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from chipwire.core.text.scripts import HAN_RE

# Characters read on each side of a hit, and of the longest word.
_AROUND = 6
_LONGEST = 6
_REMEMBERED = 4096
# A watched name is rare in the corpora and common in the news that is watched for it.
_NAME = math.log(1e-6)
_UNKNOWN = math.log(1e-8)
# Every day's words: 今天 and 随后 are, names in the news hardly ever.
_EVERYDAY = math.log(1e-5)
# What follows a word without making another thing of it: 稀土矿 is about 稀土, 三星堆 not about
# 三星.
_SUFFIXES = frozenset(
    "人者员家派队军厂商部局署业界学法税率价币股券货品件材料机器组网链矿石胶剂案战类型化性版语"
    "市省县州国长"
)
# Who speaks or turns to somebody stands before these: 高通称 is 高通|称, though 通称 is a word too.
_SAYING = frozenset({"称", "向"})
_SAID = math.log(10)


class _Lexicon:
    """Words with their buckets, looked up by halving.

    All words of a length stand in one text, each with its bucket as a character behind it: two
    megabytes, where a dictionary takes fifty.
    """

    def __init__(self, buckets: Sequence[Sequence[str]]) -> None:
        by_length: list[list[str]] = [[] for _ in range(_LONGEST + 1)]
        for number, bucket in enumerate(buckets):
            mark = chr(number)
            for word in bucket:
                if len(word) <= _LONGEST:
                    by_length[len(word)].append(word + mark)
        self._texts = ["".join(sorted(words)) for words in by_length]

    def bucket(self, word: str) -> int | None:
        """Centibels: the word's frequency is 10 to the power of -bucket/100. None is unknown."""
        size, step = len(word), len(word) + 1
        text = self._texts[size] if size <= _LONGEST else ""
        places = range(len(text) // step)
        at = step * bisect_left(places, word, key=lambda n: text[n * step : n * step + size])
        return ord(text[at + size]) if text[at : at + size] == word != "" else None


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    import wordfreq  # 130 ms and 15 MB, which a day without Chinese does not need

    lexicon = _Lexicon(wordfreq.get_frequency_list("zh", "large"))
    wordfreq.get_frequency_list.cache_clear()  # 30 MB
    return lexicon


@lru_cache(maxsize=_REMEMBERED)
def _log_frequency(word: str) -> float | None:
    bucket = _lexicon().bucket(word)
    return None if bucket is None else -bucket / 100 * math.log(10)


def is_everyday(word: str) -> bool:
    """Whether a simplified Chinese word is too common to be a name that nobody has listed."""
    frequency = _log_frequency(word)
    return frequency is not None and frequency >= _EVERYDAY


def read_otherwise(text: str, start: int, end: int) -> tuple[str, ...]:
    """The words that a hit's characters belong to in simplified text, () where it is a word.

    A longer word that is the hit and another word, as 三星电子 is, belongs to the hit.
    """
    first, last = _run(text, start, end)
    run, hit = text[first:last], (start - first, end - first)

    def keeps(begin: int, stop: int) -> bool:
        return (begin, stop) == hit or _is_about(run[begin:stop], text[start:end])

    def overlaps(begin: int, stop: int) -> bool:
        return begin < hit[1] and stop > hit[0]

    def holds(begin: int, stop: int) -> bool:
        return begin <= hit[0] and stop >= hit[1] and keeps(begin, stop)

    kept, _ = _most_probable(run, hit, lambda a, b: not overlaps(a, b) or holds(a, b))
    lost, cuts = _most_probable(run, hit, lambda a, b: not holds(a, b))
    if run[hit[1] : hit[1] + 1] in _SAYING:
        kept += _SAID
    return () if kept >= lost else tuple(run[a:b] for a, b in cuts if overlaps(a, b))


def _run(text: str, start: int, end: int) -> tuple[int, int]:
    """The Chinese characters around a hit."""
    first, last = start, end
    while first > max(0, start - _AROUND) and HAN_RE.match(text[first - 1]):
        first -= 1
    while last < min(len(text), end + _AROUND) and HAN_RE.match(text[last]):
        last += 1
    return first, last


_Cut = tuple[int, int]


def _most_probable(
    run: str, hit: _Cut, allowed: Callable[[int, int], bool]
) -> tuple[float, list[_Cut]]:
    """The best way to cut the run into allowed words: its logarithm, and the words' places."""
    best: list[tuple[float, int]] = [(0.0, 0)] + [(-math.inf, 0)] * len(run)
    for begin in range(len(run)):
        for stop in range(begin + 1, min(len(run), begin + _LONGEST) + 1):
            if best[begin][0] > -math.inf and allowed(begin, stop):
                score = best[begin][0] + _weight(run[begin:stop], is_hit=(begin, stop) == hit)
                best[stop] = max(best[stop], (score, begin))
    cuts, at = [], len(run)
    while at:
        cuts.append((best[at][1], at))
        at = best[at][1]
    return best[-1][0], cuts[::-1]


def _weight(word: str, *, is_hit: bool) -> float:
    frequency = _log_frequency(word)
    known = frequency or (_UNKNOWN if len(word) == 1 else -math.inf)
    return max(known, _NAME) if is_hit else known


def _is_about(longer: str, name: str) -> bool:
    """Whether a longer word is the name with a word before or after it, or with a suffix."""
    left, _, right = longer.partition(name)
    frequency = _log_frequency(longer)
    if frequency is None or len(left) == 1:
        return False
    return all(
        not rest
        or rest in _SUFFIXES
        or (len(rest) > 1 and (_log_frequency(rest) or -99.0) > frequency)
        for rest in (left, right)
    )
