"""The watchlist as numbers: what is scanned for first, what only beside a hit, and by which rule.

Two vocabularies keep the cost flat. The first holds the keywords themselves, and of a
`together` rule the words of its first list; most articles hold none of them and are done. The
second holds all words of company, and is scanned only in the others; the words that tell what
kind of article it is are a third, for articles with a flag.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from chipwire.core.model import Company, Keyword, Topic, Watchlist, Within, Words
from chipwire.core.text.folding import fold
from chipwire.core.text.forms import Form, forms
from chipwire.core.text.marked import MarkedVocabulary
from chipwire.core.text.sentences import LONGEST
from chipwire.core.text.vocabulary import Vocabulary

# Words of company that count as they are written only: “us” stands in every second text.
_ALSO_PRONOUNS = frozenset({"US"})
# Of a form with many alternatives, in a reason.
_LONGEST_SHOWN = 30


class WatchlistError(ValueError):
    """A watchlist that can't be used, and why: the sentence names the topic and the keyword."""


@dataclass(frozen=True, slots=True)
class Near:
    """A list of words that must, or must not, stand within a distance."""

    words: int
    within: Within
    label: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One keyword of one topic, compiled. `parts` are the further lists of a `together`.

    `marks` has a bit for each list of `parts`, `reach` is the number of their distance: where one
    of the lists has no word within it, the rule can't hold.
    """

    topic: int
    keyword: Keyword
    needs: tuple[Near, ...] = ()
    excludes: tuple[Near, ...] = ()
    parts: tuple[Near, ...] = ()
    marks: int = 0
    reach: int = 0
    not_in: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Numbers:
    """Gives words and lists their numbers, the same number to the same thing."""

    words: dict[tuple[str, bool], int] = field(default_factory=dict)
    forms: dict[int, tuple[Form, ...]] = field(default_factory=dict)

    def of(self, text: str, *, exact_case: bool, where: str) -> int:
        key = (text, exact_case)
        if key not in self.words:
            try:
                made = forms(text, exact_case=exact_case)
            except ValueError as error:
                raise WatchlistError(f"{where}: {error}") from error
            self.words[key] = len(self.words)
            self.forms[self.words[key]] = made
        return self.words[key]


@dataclass(slots=True)
class Compiled:
    """Everything that matching reads, made once.

    `rules` are by anchor word; `names` are the folded plain keywords with their topics; `lists`
    hold the company words of a list, and each word is marked with the bits of those of its lists
    that are parts of an idea; `reaches` are the distances by number, `sign_lists` the signs that a
    word belongs to; `excludes` are those of topics that build on others, by id.
    """

    topics: tuple[Topic, ...]
    anchors: Vocabulary
    rules: Mapping[int, tuple[Rule, ...]]
    names: tuple[tuple[str, int], ...]
    company: MarkedVocabulary
    lists: Mapping[int, frozenset[int]]
    reaches: tuple[Within, ...]
    signs: Vocabulary
    sign_names: tuple[str, ...]
    sign_lists: Mapping[int, tuple[int, ...]]
    regexes: tuple[tuple[str, Rule], ...]
    patterns: tuple[Rule, ...]
    excludes: Mapping[str, tuple[Near, ...]]


class Compiler:
    """Walks a watchlist once."""

    def __init__(self, watchlist: Watchlist) -> None:
        self._watchlist = watchlist
        self._anchors, self._company = _Numbers(), _Numbers()
        self._rules: dict[int, list[Rule]] = {}
        self._lists: dict[int, list[int]] = {}
        self._numbers: dict[Words, int] = {}
        self._bits: dict[int, int] = {}
        self._reaches: dict[Within, int] = {}
        self._regexes: list[tuple[str, Rule]] = []
        self._patterns: list[Rule] = []

    def compile(self) -> Compiled:
        """All of it.

        Raises:
            WatchlistError: a keyword has nothing to look for.
        """
        for number, topic in enumerate(self._watchlist.topics):
            for keyword in topic.keywords:
                self._add(number, topic, keyword)
        excludes = {topic.id: self._excludes(topic) for topic in self._watchlist.topics}
        signs, sign_lists = self._signs()
        return Compiled(
            topics=self._watchlist.topics,
            anchors=Vocabulary(self._anchors.forms),
            rules={word: tuple(rules) for word, rules in self._rules.items()},
            names=self._names(),
            company=MarkedVocabulary(self._company.forms, self._marks()),
            lists={number: frozenset(words) for number, words in self._lists.items()},
            reaches=tuple(self._reaches),
            regexes=tuple(self._regexes),
            patterns=tuple(self._patterns),
            signs=signs,
            sign_names=tuple(self._watchlist.signs),
            sign_lists=sign_lists,
            excludes={id_: nears for id_, nears in excludes.items() if nears},
        )

    def _names(self) -> tuple[tuple[str, int], ...]:
        return tuple(
            (form.text, rule.topic)
            for word, rules in self._rules.items()
            for rule in rules
            if not rule.parts
            for form in self._anchors.forms[word]
            if not form.open_left and not form.open_right
        )

    def _signs(self) -> tuple[Vocabulary, dict[int, tuple[int, ...]]]:
        """The signs' words apart: they are common, and wanted in flagged articles only."""
        numbers = _Numbers()
        lists: dict[int, list[int]] = {}
        for number, (name, words) in enumerate(self._watchlist.signs.items()):
            for text in words.forms:
                word = numbers.of(text, exact_case=False, where=f"signs: {name}")
                lists.setdefault(word, []).append(number)
        return Vocabulary(numbers.forms), {word: tuple(of) for word, of in lists.items()}

    def _excludes(self, topic: Topic) -> tuple[Near, ...]:
        """What turns down words that other topics lend it; those for its own are in its rules."""
        built = topic.excludes if topic.all_of or topic.any_of else ()
        return tuple(self._near(company, f"topic {topic.id}") for company in built)

    def _add(self, number: int, topic: Topic, keyword: Keyword) -> None:
        where = f"topic {topic.id}"
        parts = tuple(
            self._near(Company(words=part, within=keyword.within), where)
            for part in keyword.together[1:]
        )
        rule = Rule(
            topic=number,
            keyword=keyword,
            needs=tuple(self._near(c, where) for c in keyword.needs),
            excludes=tuple(self._near(c, where) for c in (*topic.excludes, *keyword.excludes)),
            parts=parts,
            marks=self._marks_of(parts, keyword.within),
            reach=self._reaches.setdefault(keyword.within, len(self._reaches)),
            not_in=frozenset(fold(word) for word in keyword.not_in),
        )
        if keyword.regex:
            self._regexes.append((keyword.regex, rule))
        elif keyword.pattern:
            self._patterns.append(rule)
        else:
            self._anchor(rule, where)

    def _anchor(self, rule: Rule, where: str) -> None:
        keyword = rule.keyword
        texts = keyword.together[0].forms if keyword.together else (keyword.text,)
        for text in texts:
            word = self._anchors.of(text, exact_case=keyword.exact_case, where=where)
            self._rules.setdefault(word, []).append(rule)

    def _near(self, company: Company, where: str) -> Near:
        words = company.words
        label = words.name or _label(words.forms)
        return Near(words=self._list(words, where), within=company.within, label=label)

    def _marks_of(self, parts: tuple[Near, ...], within: Within) -> int:
        """None for wide distances, at which an article's first look tells little."""
        near = within.unit == "sentence" or 0 < within.size <= LONGEST
        return reduce(or_, (self._bit(part.words) for part in parts if near), 0)

    def _bit(self, number: int) -> int:
        """Only parts of ideas have one, so that they fit a small number."""
        return self._bits.setdefault(number, 1 << len(self._bits))

    def _marks(self) -> dict[int, int]:
        marks: dict[int, int] = {}
        for number, bit in self._bits.items():
            for word in self._lists[number]:
                marks[word] = marks.get(word, 0) | bit
        return marks

    def _list(self, words: Words, where: str) -> int:
        if words not in self._numbers:
            self._numbers[words] = number = len(self._numbers)
            for text in words.forms:
                word = self._company.of(text, exact_case=text in _ALSO_PRONOUNS, where=where)
                self._lists.setdefault(number, []).append(word)
        return self._numbers[words]


def _label(forms: tuple[str, ...]) -> str:
    """The first of a list without a name, for people."""
    first = [form if len(form) <= _LONGEST_SHOWN else f"{form[:_LONGEST_SHOWN]}…" for form in forms]
    return ", ".join(first[:3]) + (", …" if len(forms) > 3 else "")
