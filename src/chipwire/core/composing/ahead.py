"""Dates ahead: when rules take effect and comments close, as official texts say it themselves.

The wording follows what official journals use: the Federal Register's DATES section ("effective
November 23, 2026", "comments must be received on or before …"), German ones ("tritt am … in
Kraft", "Stellungnahmen bis zum …") and Chinese ones ("自…起施行", "意见反馈截止…").
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chipwire.core.composing.choosing import Choice
from chipwire.core.model import Article, DateAhead, Tier

_DATES = 8
_READ = 20_000
"""Code points of a text that are read: dates stand at its beginning."""
_REACH = 140
"""Code points between the words that announce a date and the date."""
_FARTHEST = 5
"""Years: a date beyond is a slip or another calendar."""

_EFFECT, _COMMENT = "takes effect", "comments close"
_FACTS = (("effective", _EFFECT), ("comment", _COMMENT))

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "januar", "jänner"),
            ("february", "feb", "februar"),
            ("march", "mar", "märz"),
            ("april", "apr"),
            ("may", "mai"),
            ("june", "jun", "juni"),
            ("july", "jul", "juli"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct", "oktober", "okt"),
            ("november", "nov"),
            ("december", "dec", "dezember", "dez"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ROC = 1911  # Taiwan's years count from 1912.

_TOKEN = re.compile(
    rf"""
      (?P<date>
          \b(?P<mdy_m>{_MONTH})\b\.?\s+(?P<mdy_d>\d{{1,2}}),?\s+(?P<mdy_y>20\d\d)\b
        | \b(?P<dmy_d>\d{{1,2}})\.?\s+(?P<dmy_m>{_MONTH})\b\.?,?\s+(?P<dmy_y>20\d\d)\b
        | \b(?P<num_d>\d{{1,2}})\.\s?(?P<num_m>\d{{1,2}})\.\s?(?P<num_y>20\d\d)\b
        | (?<![\d-])(?P<iso_y>20\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?![\d-])
        | (?:(?P<han_y>20\d\d)|民\s?[国國]\s?(?P<roc_y>1\d\d))\s?年\s?
          (?P<han_m>\d{{1,2}})\s?月\s?(?P<han_d>\d{{1,2}})\s?[日号號]
      )
    | (?P<effect>
          (?<![\w-])effective(?:\s+dates?\b|(?=\s+(?:on|as\s+of|from|beginning|\d|{_MONTH})|[:,]))
        | \btak(?:e|es|ing)\s+effect\b | \b(?:enter|com)(?:s|e|es|ing)?\s+into\s+(?:force|effect)\b
        | \bshall\s+apply\s+(?:from|as\s+of)\b | \bappl(?:y|ies)\s+(?:from|as\s+of)\b
        | \btr(?:itt|eten)\b(?=.{{0,80}}?\bin\s+kraft\b) | \binkrafttreten\b | \bin\s+kraft\s+ab\b
        | \bg(?:ilt|elten)\s+ab\b | \bwirksam\s+(?:ab|zum|am)\b
        | (?:生效|施行|实施|實施)(?:日期|时间|時間)
      )
    | (?P<comment>
          \bcomments?\b(?=[^.;]{{0,120}}?\b(?:by|before|until|through|to|than|due|on|close[sd]?)\b)
        | \bcomment\s+period\b | \bsubmissions\s+must\s+be\s+received\b
        | \b(?:stellungnahmen?|kommentare|anmerkungen)\b
        | (?:征求|徵求|反馈|反饋|提交|提出|公开|公開)[^。；]{{0,12}}(?:意见|意見)
        | (?:意见|意見)[^。；]{{0,12}}(?:截止|截至)
      )
    | (?P<moved>\b(?:delay|postpon|extend|defer|verschoben|verlängert|延期|推迟|推遲)\w*)
    | (?P<issued>\b(?:published|dated|issued|signed|vom)\b(?:\s+(?:in|on|the|federal|register))*
        \s+(?=\d|{_MONTH}))
    | (?P<end>(?<=[a-zäöüß0-9)\]])[.!?]\s+(?=(?-i:[A-ZÄÖÜ])) | [。！？] | \n\s*\n)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CUES = {"effect": _EFFECT, "comment": _COMMENT}
_AFTER = (
    (
        re.compile(r"\s?(?:起|から|より|以降)?[^。；\d]{0,8}?(?:施行|实施|實施|生效|执行|執行)"),
        _EFFECT,
    ),
    (re.compile(r"\s?(?:之?前|止)[^。；\d]{0,40}?(?:意见|意見|反馈|反饋)"), _COMMENT),
    (re.compile(r"\s+in\s+Kraft"), _EFFECT),
)


def dates_ahead(choices: Iterable[Choice], today: date) -> tuple[DateAhead, ...]:
    """Of the chosen stories' new official texts, nearest first; each once a story."""
    found: dict[tuple[str, date, str], DateAhead] = {}
    for choice in choices:
        for verdict in choice.fresh:
            for on, what in dates_in(verdict.article, today):
                ahead = _ahead(verdict.article, on, what)
                found.setdefault((choice.story.id, on, what), ahead)
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.what, one.title))[:_DATES])


def dates_in(article: Article, today: date) -> list[tuple[date, str]]:
    """Dates from `today` on that an official article names, and what happens on each.

    Its facts (fields of a register's own data) win over its words, kind by kind; an article
    that is no official document has none.
    """
    if article.tier is not Tier.OFFICIAL:
        return []
    told = _in_facts(article.facts)
    kinds = {what for _, what in told}
    text = f"{article.title}\n\n{article.text[:_READ]}"
    told += [(on, what) for on, what in _in_words(text) if what not in kinds]
    wanted = ((on, what) for on, what in told if today <= on and on.year <= today.year + _FARTHEST)
    return sorted(set(wanted))


def _in_facts(facts: Mapping[str, str]) -> list[tuple[date, str]]:
    told = []
    for key, value in facts.items():
        what = next((words for start, words in _FACTS if key.startswith(start)), None)
        on = _iso(value)
        if what and on:
            told.append((on, what))
    return told


def _in_words(text: str) -> list[tuple[date, str]]:
    """Each date that words before it in its sentence announce, or words right behind it."""
    found: list[tuple[date, str]] = []
    said = _Said()
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind == "end":
            said = _Said()
        elif kind in _CUES:
            said.cue, said.at = _CUES[kind], token.end()
        elif kind == "moved":
            said.moved = True
        elif kind == "issued":
            said.issued = True
        elif (on := _date(token)) is not None:
            _take(on, _behind(text, token.end()), token.start(), said, found)
    return found


@dataclass(slots=True)
class _Said:
    """What a sentence has said so far: the last cue and where, and the date it announced."""

    cue: str | None = None
    at: int = 0
    last: tuple[date, str] | None = None
    moved: bool = False
    issued: bool = False


def _take(
    on: date, behind: str | None, at: int, said: _Said, found: list[tuple[date, str]]
) -> None:
    if said.issued and behind is None:
        said.issued = False  # the date of a paper that the sentence only mentions
        return
    what = behind or (said.cue if at - said.at <= _REACH else None)
    if what is None and said.moved and said.last is not None:
        # "… that was to close on the 5th is extended to the 20th": the later date holds.
        found.remove(said.last)
        what = said.last[1]
    if what is not None:
        said.last, said.cue = (on, what), None
        found.append(said.last)


def _behind(text: str, end: int) -> str | None:
    return next((what for pattern, what in _AFTER if pattern.match(text, end)), None)


def _date(token: re.Match[str]) -> date | None:
    parts = {key[-1]: text for key, text in token.groupdict().items() if text and key[-2:-1] == "_"}
    year = int(parts["y"]) + (_ROC if token["roc_y"] else 0)
    month = _MONTHS.get(parts["m"].casefold()) or int(parts["m"])
    try:
        return date(year, month, int(parts["d"]))
    except ValueError:
        return None


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _ahead(article: Article, on: date, what: str) -> DateAhead:
    return DateAhead(
        on=on, what=what, title=article.title, language=article.language, url=article.url
    )
