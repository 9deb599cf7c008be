"""How many independent reports a story has: reprints of one text are one report."""

import re
from collections.abc import Sequence

from chipwire.core.clustering.features import copy_text, shingles
from chipwire.core.model import Article

# How much of the shorter text must stand in the longer one to be a reprint (peers call 85%
# a near-duplicate; an agency's text is cut and introduced, so less must do).
REPRINT = 0.6
_TITLE_WORDS = 4
_AGENCIES = {
    "reuters": r"reuters|路透",
    "ap": r"\bassociated press\b|\bap\b(?= [-–—]|\))|美联社",
    "afp": r"\bafp\b|法新社",
    "dpa": r"\bdpa\b",
    "bloomberg": r"\bbloomberg\b|彭博",
    "xinhua": r"\bxinhua\b|新华社",
    "kyodo": r"\bkyodo\b|共同社",
    "yonhap": r"\byonhap\b|韩联社",
}
# A credit stands in brackets, or before a dash where an agency's text opens.
_CREDIT = re.compile(
    r"^\W{0,3}[^.\n。]{0,60}?[(（](?P<opening>[^)）]{2,40})[)）]"
    r"|^(?P<dateline>(?:reuters|afp|dpa|ap|bloomberg)) ?[-–—/]"
    r"|[(（](?P<closing>[^()（）]{2,40})[)）]\s*$",
    re.IGNORECASE,
)


def independent(articles: Sequence[Article]) -> int:
    """Reports that are not copies of one another: at least 1 for any articles, else 0.

    Articles are one report where one's words stand in the other (shingles), where their
    titles are the same, or where both credit the same news agency.
    """
    groups = _Groups(len(articles))
    texts = [shingles(copy_text(article)) for article in articles]
    credited = [_credits(article) for article in articles]
    for i in range(len(articles)):
        for j in range(i):
            if credited[i] & credited[j] or _reprints(texts[i], texts[j]):
                groups.join(i, j)
    return groups.count()


def _reprints(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= REPRINT * max(1, min(len(one), len(other)))


def _credits(article: Article) -> frozenset[str]:
    found = [*_CREDIT.finditer(article.text[:120]), *_CREDIT.finditer(article.text[-60:])]
    credit = " ".join(group for one in found for group in one.groups() if group)
    credit = f"{credit} {article.outlet}"
    return frozenset(n for n, form in _AGENCIES.items() if re.search(form, credit, re.IGNORECASE))


class _Groups:
    """Union-find over positions."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, place: int) -> int:
        while self._above[place] != place:
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        self._above[self.root(one)] = self.root(other)

    def count(self) -> int:
        return sum(above == place for place, above in enumerate(self._above))
