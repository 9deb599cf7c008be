"""Three simple matchers with the watchlist's own keywords, for comparison.

They know the words that a keyword is written with, and none of its rules: no company that must
stand near, nothing that rules it out, no list of words that must come together. What they find
is relevant: they have no other idea of it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product

import spacy
from spacy.matcher import PhraseMatcher

from chipwire.core.model import Watchlist
from eval.measure import Answer, Row

SimpleMatcher = Callable[[Row], Answer]

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def keywords(watchlist: Watchlist) -> Iterator[tuple[str, str]]:
    """Each plain keyword in lower case with its topic's id."""
    for topic in watchlist.topics:
        for keyword in topic.keywords:
            for text in _written_out(keyword.text):
                yield text.lower(), topic.id


def _written_out(text: str) -> Iterator[str]:
    parts = _CHOICE.split(text)
    for chosen in product(*(part.split("|") if n % 2 else [part] for n, part in enumerate(parts))):
        plain = " ".join("".join(chosen).replace("*", "").split())
        if plain:
            yield plain


def substring(watchlist: Watchlist) -> SimpleMatcher:
    """`keyword in text.lower()`."""
    pairs = list(keywords(watchlist))

    def match(row: Row) -> Answer:
        text = _text(row).lower()
        return _answer(topic for word, topic in pairs if word in text)

    return match


def word_bounds(watchlist: Watchlist) -> SimpleMatcher:
    r"""`\\bkeyword\\b`, all in one alternation for each topic, without case."""
    by_topic: dict[str, list[str]] = {}
    for word, topic in keywords(watchlist):
        by_topic.setdefault(topic, []).append(re.escape(word))
    patterns = {
        topic: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
        for topic, words in by_topic.items()
    }

    def match(row: Row) -> Answer:
        text = _text(row)
        return _answer(topic for topic, pattern in patterns.items() if pattern.search(text))

    return match


def phrase_matcher(watchlist: Watchlist) -> SimpleMatcher:
    """spaCy's PhraseMatcher on lower case, with each language's own tokens."""
    pipelines = {code: spacy.blank(code) for code in ("en", "de", "zh")}
    matchers = {code: phrases(nlp, watchlist) for code, nlp in pipelines.items()}

    def match(row: Row) -> Answer:
        nlp, matcher = pipelines[row["lang"]], matchers[row["lang"]]
        found = matcher(nlp.make_doc(_text(row)))
        return _answer(nlp.vocab.strings[key] for key, _, _ in found)

    return match


def phrases(nlp: spacy.Language, watchlist: Watchlist) -> PhraseMatcher:
    """A PhraseMatcher with the watchlist's keywords, by topic."""
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for word, topic in keywords(watchlist):
        matcher.add(topic, [nlp.make_doc(word)])
    return matcher


def _text(row: Row) -> str:
    return f"{row['title']}\n\n{row['text']}"


def _answer(topics: Iterator[str]) -> Answer:
    found = frozenset(topics)
    return Answer(found, bool(found))
