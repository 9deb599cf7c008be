"""spaCy: one pipeline per language, loaded on first need.

Without a configured model a pipeline is `spacy.blank`: rules for tokens, and simplemma's
dictionary for lemmas where a pattern asks for them. A configured model adds named entities and
parts of speech.
"""

import json
import logging
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from chipwire.core.model import Article, Field, Keyword, Mention
from chipwire.core.text.folding import Folded, fold, without_halves
from chipwire.core.text.sentences import Sentences

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

log = logging.getLogger(__name__)

#: Characters of an article that spaCy reads. Its own bound is a million, at 1 GB a text.
LONGEST = 100_000

#: Languages with rules of their own; every other one is read by spaCy's language-neutral "xx".
RULES = ("en", "de", "zh")

#: Languages whose lemmas simplemma's dictionaries give where no model does.
LEMMAS = ("en", "de")

#: Articles that one pipeline reads before it is loaded anew.
MOST_BATCHES = 10_000

#: Words whose lemmas are kept at hand: the common ones. simplemma's own bound is 65,536, which a
#: month of articles goes on filling.
_REMEMBERED = 4096

#: Title and text are read as one, joined as core.matching joins them.
_BETWEEN = "\n\n"
_LABELS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "PRODUCT": "PRODUCT", "GPE": "GPE"}


@dataclass(frozen=True, slots=True)
class _Pattern:
    matcher: "Matcher"
    lemmas: bool


class Pipelines:
    """Implements `ports.Annotator`. Not for use by two threads at once."""

    def __init__(self, models: Mapping[str, str] | None = None) -> None:
        """`models` are names of installed spaCy models by language, {"en": "en_core_web_sm"}."""
        self._models = dict(models or {})
        self._loaded: dict[str, Language] = {}
        self._batches: Counter[str] = Counter()
        self._patterns: dict[tuple[str, str], _Pattern | None] = {}

    def annotate(self, article: Article) -> tuple[Mention, ...] | None:
        """Names by the language's model, in title and text; None where it has none."""
        code = self._code(article.language)
        if code not in self._models or not self._pipeline(code).has_pipe("ner"):
            return None
        fields: tuple[tuple[Field, str], ...] = (("title", article.title), ("text", article.text))
        with self._batch(code) as nlp:
            return tuple(
                mention for field, words in fields for mention in _names(nlp, field, words)
            )

    def find(self, article: Article, keyword: Keyword) -> tuple[tuple[int, int], ...]:
        """Where the keyword's token pattern stands; see `ports.Annotator`."""
        text = without_halves((article.title + _BETWEEN + article.text)[:LONGEST])
        places = _sentences_around(keyword.anchor, text, len(article.title + _BETWEEN))
        pattern = self._pattern(self._code(article.language), keyword) if places else None
        if pattern is None:
            return ()
        with self._batch(self._code(article.language)) as nlp:
            found = {
                (at + start, at + end)
                for at, stop in places
                for start, end in _matches(nlp, pattern, text[at:stop])
            }
            return tuple(sorted(found))

    def problems(self) -> tuple[str, ...]:
        """What is wrong with the configured models, one sentence each; loads none of them."""
        from spacy.util import is_package

        return tuple(
            f"the spaCy model {name!r} for language {code!r} is not installed: install it, or "
            f"take it out of CHIPWIRE_SPACY__{code.upper()}"
            for code, name in sorted(self._models.items())
            if not is_package(name)
        )

    def vocabulary(self) -> dict[str, int]:
        """How many strings each loaded pipeline holds; texts must not make them more."""
        return {code: len(nlp.vocab.strings) for code, nlp in self._loaded.items()}

    def _code(self, language: str | None) -> str:
        code = (language or "").lower().partition("-")[0]
        return code if code in self._models or code in RULES else "xx"

    def _pipeline(self, code: str) -> "Language":
        if code not in self._loaded:
            self._loaded[code] = _load(code, self._models.get(code))
        return self._loaded[code]

    @contextmanager
    def _batch(self, code: str) -> "Iterator[Language]":
        """What is read inside leaves no string behind in the vocabulary.

        https://spacy.io/usage/memory-management
        """
        nlp = self._pipeline(code)
        with nlp.memory_zone():
            yield nlp
        self._count(code)

    def _count(self, code: str) -> None:
        """Lets a pipeline go that has read much: the next text loads it anew.

        Strings that a zone forgets leave their cells behind in the vocabulary's hash tables
        (preshed), which grow for good: 13 MB in 50,000 articles.
        """
        self._batches[code] += 1
        if self._batches[code] >= MOST_BATCHES:
            del self._batches[code], self._loaded[code]
            self._patterns = {key: of for key, of in self._patterns.items() if key[0] != code}

    def _pattern(self, code: str, keyword: Keyword) -> _Pattern | None:
        key = (code, json.dumps([dict(token) for token in keyword.pattern], default=str))
        if key not in self._patterns:
            self._patterns[key] = _compile(self._pipeline(code), keyword)
        return self._patterns[key]


def _load(code: str, model: str | None) -> "Language":
    import spacy

    if model:
        try:
            # Sentences come from core.text, so the parser would only cost time.
            return spacy.load(model, exclude=["parser"])
        except (OSError, ImportError) as error:
            log.warning("going on by rules for %s, its spaCy model fails: %s", code, error)
    return spacy.blank(code if code in RULES else "xx")


def _compile(nlp: "Language", keyword: Keyword) -> _Pattern | None:
    from spacy.matcher import Matcher

    tokens = [dict(token) for token in keyword.pattern]
    matcher = Matcher(nlp.vocab, validate=True)
    try:
        matcher.add("pattern", [tokens], greedy="LONGEST")
        pattern = _Pattern(matcher, lemmas=any("LEMMA" in map(str.upper, t) for t in tokens))
        # One token, read now, brings up attributes that this pipeline does not set (POS, say).
        matcher(_read(nlp, "a", lemmas=pattern.lemmas))
    except (ValueError, re.error) as error:
        log.warning("token pattern %s finds nothing in %s: %s", tokens, nlp.lang, error)
        return None
    return pattern


def _sentences_around(anchor: str, text: str, text_start: int) -> list[tuple[int, int]]:
    """Each sentence that holds the anchor once, in order; all sentences where there is none.

    Of a sentence without end there are pieces, each of them once: a window around every hit
    would cost the square of the text.
    """
    sentences = Sentences(text, breaks=(min(text_start, len(text)),))
    pieces = [(start, end) for start, end in dict.fromkeys(sentences.spans()) if start < end]
    wanted = fold(anchor)
    if not wanted:
        return pieces
    hits = _hits(wanted, Folded(text))
    return [
        (start, end)
        for start, end in pieces
        if (at := bisect_left(hits, (start,))) < len(hits) and hits[at][1] <= end
    ]


def _hits(wanted: str, folded: Folded) -> list[tuple[int, int]]:
    """Where a folded text stands, in code points of the text as given."""
    hits, at = [], folded.text.find(wanted)
    while at >= 0:
        hits.append(folded.span(at, at + len(wanted)))
        at = folded.text.find(wanted, at + len(wanted))
    return hits


def _matches(nlp: "Language", pattern: _Pattern, sentence: str) -> list[tuple[int, int]]:
    spans = pattern.matcher(_read(nlp, sentence, lemmas=pattern.lemmas), as_spans=True)
    return sorted((span.start_char, span.end_char) for span in spans)


def _read(nlp: "Language", sentence: str, *, lemmas: bool) -> "Doc":
    if nlp.has_pipe("lemmatizer"):
        return nlp(sentence, disable=["ner"])
    doc = nlp.make_doc(sentence)
    if lemmas:
        _add_lemmas(doc, nlp.lang or "")
    return doc


def _add_lemmas(doc: "Doc", language: str) -> None:
    for token in doc:
        known = language in LEMMAS
        token.lemma_ = _lemmatizer().lemmatize(token.text, language) if known else token.lower_


@cache
def _lemmatizer() -> "Lemmatizer":
    from simplemma import Lemmatizer

    return Lemmatizer(cache_max_size=_REMEMBERED)


def _names(nlp: "Language", field: Field, words: str) -> Iterator[Mention]:
    # Models with the four CoNLL labels have no GPE: their places are nearly all countries,
    # regions and cities.
    places = "GPE" not in nlp.get_pipe("ner").labels  # type: ignore[attr-defined] # typed as a callable
    labels = {**_LABELS, "LOC": "GPE"} if places else _LABELS
    for span in nlp(without_halves(words[:LONGEST])).ents:
        if span.label_ in labels:
            yield Mention(
                field=field,
                label=labels[span.label_],
                start=span.start_char,
                end=span.end_char,
                text=span.text,
            )
