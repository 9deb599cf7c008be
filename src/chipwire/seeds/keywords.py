"""The keywords of a topic, from a plain string to a rule."""

import re
from dataclasses import replace
from typing import cast

import re2

from chipwire.core.model import SENTENCE, Company, Keyword, Within, Words
from chipwire.core.text.folding import fold
from chipwire.core.text.forms import forms
from chipwire.seeds.entries import Entry
from chipwire.seeds.lists import Lists
from chipwire.seeds.patterns import faults
from chipwire.seeds.yaml import Fields, Items, Node, Scalar

FIELDS = (
    "any",
    "together",
    "regex",
    "pattern",
    "anchor",
    "needs",
    "within",
    "excludes",
    "not_in",
    "exact_case",
    "title_only",
    "note",
)
_COMPANY = ("any", "within")
_KINDS = ("any", "together", "regex", "pattern")
_SAMPLE = "Ab 1, 中。"
_WITHIN = re.compile(r"(\d{1,5})(?: *(?:characters?|chars?))?")
# Fields that say something to some kinds of keyword only.
_ONLY_FOR = {
    "anchor": ("pattern",),
    "not_in": ("any", "together"),
    "exact_case": ("any", "together", "regex"),
}


def read_keywords(entry: Entry, lists: Lists) -> tuple[Keyword, ...]:
    """All keywords of a topic, groups spread out."""
    if _is_enumeration(entry, "keywords"):
        return ()
    return tuple(
        keyword
        for item in entry.entries("keywords", FIELDS, short="any")
        for keyword in _keywords(item, lists)
    )


def _keywords(item: Entry, lists: Lists) -> list[Keyword]:
    kinds = [kind for kind in _KINDS if item.has(kind)]
    if len(kinds) != 1:
        said = "has " + " and ".join(kinds) if kinds else "says nothing to look for"
        hint = "give one of `any:`, `together:`, `regex:`, `pattern:`"
        quotes = "; a text with `: ` in it needs quotes" if item.spoiled and not item.values else ""
        item.wrong("", said, hint + quotes)
        return []
    _tell_idle_fields(item, kinds[0])
    base = _shared(item, lists)
    made = _of_kind(kinds[0], item, base, lists)
    _tell_idle_not_in(item, made)
    # Without its company it would be found everywhere: better not at all, the mistake is told.
    return [] if "needs" in item.spoiled or len(base.needs) < _lists_of(item, "needs") else made


def _lists_of(item: Entry, name: str) -> int:
    """How many lists a field of company holds: plain words together are one."""
    nodes = _nodes(item, name)
    mappings = sum(not isinstance(node, Scalar) for node in nodes)
    return mappings + (mappings < len(nodes))


def _of_kind(kind: str, item: Entry, base: Keyword, lists: Lists) -> list[Keyword]:
    if kind == "any":
        return [replace(base, text=text) for text in _words(item, "any", lists).forms]
    if kind == "together":
        return _together(item, base, lists)
    if kind == "regex":
        return _regex(item, base)
    return _pattern(item, base)


def _tell_idle_fields(item: Entry, kind: str) -> None:
    """Fields that are empty, or say nothing to a keyword of this kind."""
    for name in item.values:
        kinds = _ONLY_FOR.get(name, _KINDS)
        if not item.has(name):
            item.wrong(name, "is empty", "give it a value, or take the line away")
        elif kind not in kinds:
            words = " or ".join(f"`{one}:`" for one in kinds)
            item.wrong(name, f"says nothing to `{kind}:`", f"it belongs to {words}")
    if item.has("within") and not item.has("needs") and kind != "together":
        item.wrong("within", "is the distance of nothing", "add `needs:`, or take it away")


def _tell_idle_not_in(item: Entry, keywords: list[Keyword]) -> None:
    """Longer words that hold none of the keywords can't turn any of them down."""
    if not any(keyword.not_in for keyword in keywords):
        return
    texts = [text for one in keywords for text in _texts(one)]
    folded = {form.text for text in texts if text for form in forms(text)}
    for word in keywords[0].not_in if folded else ():
        if fold(word) in folded:
            hint = "name the longer words that hold it"
            item.wrong("not_in", f"{word!r} is the keyword itself: it would never count", hint)
        elif not any(form in fold(word) for form in folded):
            hint = "to turn it down beside other words, use `excludes:`"
            item.wrong("not_in", f"{word!r} holds none of the keywords", hint)


def _texts(keyword: Keyword) -> tuple[str, ...]:
    return keyword.together[0].forms if keyword.together else (keyword.text,)


def _words(item: Entry, name: str, lists: Lists) -> Words:
    """A field's words; none, and a mistake told, where they are one text with commas."""
    faults_before = lists.faults
    nodes = [] if _is_enumeration(item, name) else _nodes(item, name)
    words = lists.words(nodes, f"{item.path}.{name}")
    if item.has(name) and not words.forms and lists.faults == faults_before:
        _tell_empty(item, name)
    return words


def _tell_empty(item: Entry, name: str) -> None:
    if name not in item.spoiled:
        item.wrong(name, "is empty", "add words, or take the line away")


def _is_enumeration(item: Entry, name: str) -> bool:
    """Whether words stand one after the other without brackets, which makes them one text."""
    node = item.values.get(name)
    if not isinstance(node, Scalar) or not node.plain or "," not in node.text:
        return False
    hint = f"a list needs brackets, `{name}: [{node.text}]`, and one text with a comma quotes"
    item.wrong(name, f"{node.text!r} is one text with a comma in it", hint)
    return True


def _shared(item: Entry, lists: Lists) -> Keyword:
    within = read_within(item, SENTENCE)
    return Keyword(
        exact_case=item.flag("exact_case"),
        title_only=item.flag("title_only"),
        needs=read_companies(item, "needs", lists, within),
        excludes=read_companies(item, "excludes", lists),
        not_in=_words(item, "not_in", lists).forms,
        within=within,
    )


def _nodes(item: Entry, name: str) -> list[Node]:
    if not item.has(name):
        return []
    node = item.values[name]
    return node.nodes if isinstance(node, Items) else [node]


def _together(item: Entry, base: Keyword, lists: Lists) -> list[Keyword]:
    faults_before = lists.faults
    parts = [
        lists.words(node.nodes if isinstance(node, Items) else [node], f"{item.path}.together")
        for node in _nodes(item, "together")
    ]
    if len(parts) < 2 or not all(part.forms for part in parts):
        if lists.faults == faults_before:
            item.wrong("together", "needs two lists of words or more", "the rarest words first")
        return []
    return [replace(base, together=tuple(parts))]


def _regex(item: Entry, base: Keyword) -> list[Keyword]:
    text = item.text("regex")
    if "regex" in item.spoiled:
        return []
    options = re2.Options()
    options.log_errors = False
    try:
        found = re2.compile(text, options)
    except re2.error as error:
        words = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        item.wrong("regex", f"{text!r} can't be read: {words}", "RE2 syntax; no look-around")
        return []
    if any(match.start() == match.end() for match in found.finditer(_SAMPLE)):
        item.wrong("regex", f"{text!r} matches nothing at all, everywhere", "ask for a letter")
        return []
    if found.search("a") and found.search("e"):
        item.wrong("regex", f"{text!r} matches nearly every text", "ask for more than one letter")
        return []
    return [replace(base, regex=text)]


def _pattern(item: Entry, base: Keyword) -> list[Keyword]:
    tokens = [_plain(node) for node in _nodes(item, "pattern")]
    if not tokens or not all(isinstance(token, dict) for token in tokens):
        item.wrong("pattern", "should be a list of token descriptions", "`- LOWER: ban`")
        return []
    described = tuple(cast("dict[str, object]", token) for token in tokens)
    for message, hint in faults(described):
        item.wrong("pattern", message, hint)
    anchor = item.text("anchor")
    if anchor and not any(char.isalnum() for char in fold(anchor)):
        item.wrong("anchor", f"{anchor!r} has no letter or digit", "a word of the sentence")
    wrong = {"pattern", "anchor"} & item.spoiled
    return [] if wrong else [replace(base, pattern=described, anchor=anchor)]


def _plain(node: Node) -> object:
    """A token description's value as spaCy takes it."""
    if isinstance(node, Fields):
        return {key.text: _plain(value) for key, value in node.pairs}
    if isinstance(node, Items):
        return [_plain(item) for item in node.nodes]
    if not node.plain:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    return int(node.text) if re.fullmatch(r"-?\d{1,9}", node.text) else node.text


def read_companies(
    entry: Entry, name: str, lists: Lists, within: Within = SENTENCE
) -> tuple[Company, ...]:
    """`needs` or `excludes`: plain words are one list; each mapping is a list of its own."""
    nodes = _nodes(entry, name)
    if _is_enumeration(entry, name):
        return ()
    if entry.has(name) and not nodes:
        _tell_empty(entry, name)
    plain = [node for node in nodes if isinstance(node, Scalar)]
    made = []
    if plain:
        words = lists.words(plain, f"{entry.path}.{name}")
        made.append(Company(words=words, within=within))
    if len(plain) < len(nodes):
        mappings = Entry(entry.file, entry.path, entry.node, entry.problems)
        mappings.values = {name: Items(entry.line(name), [n for n in nodes if n not in plain])}
        made.extend(_company(item, lists, within) for item in mappings.entries(name, _COMPANY))
    return tuple(company for company in made if company.words.forms)


def _company(item: Entry, lists: Lists, within: Within) -> Company:
    words = _words(item, "any", lists)
    if not item.has("any"):
        item.wrong("any", "is missing", "add `any:` with a list of words")
    return Company(words=words, within=read_within(item, within))


def read_within(entry: Entry, default: Within) -> Within:
    """`sentence`, `article`, `title`, or a number of characters."""
    text = entry.text("within")
    if not text:
        return default
    number = _WITHIN.fullmatch(text)
    if number:
        return Within(unit="characters", size=int(number[1]))
    if text == "sentence":
        return SENTENCE
    if text == "article":
        return Within(unit="article")
    if text == "title":
        return Within(unit="title")
    entry.wrong("within", f"{text!r} is no distance", "sentence, article, title or `80 characters`")
    return default
