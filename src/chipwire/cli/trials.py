"""chipwire watch test|backtest: what the watchlist does, before a reader meets it."""

import re
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipwire.cli.shared import Trouble, parts, progress, wrong_usage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chipwire.app.parts import Parts
    from chipwire.core.model import Article, Watchlist
    from chipwire.jobs.backtest import Backtest, Changes
    from chipwire.jobs.judge import Judge

_SINCE = re.compile(r"(\d{1,4})([hdw])")
# Keywords that are named where many of a topic idle.
_FEW_KEYWORDS = 5
# Lines of keywords that idle, and of those that collide.
_FEW_LINES = 12
_IDLE_DAYS = 90
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def test(
    given: Annotated[str, typer.Argument(metavar="TEXT|FILE|URL|-", help="What to try it on.")],
) -> None:
    """Show what matches, what was turned down and why; a URL may be a page or a feed."""
    from chipwire.app.trial import TrialError, articles_of

    with parts() as built:
        try:
            articles = articles_of(built, given)
        except TrialError as error:
            raise Trouble(str(error)) from error
        for article in articles:
            _show(article, built)


def backtest(
    since: Annotated[str, typer.Option(help="How far back: 12h, 30d, 4w.")] = "30d",
    watchlist: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An edited list; else the one in use.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Name all keywords that idle or collide, not a few.")
    ] = False,
) -> None:
    """Replay stored articles against an edited list: what would be gained and lost.

    Without --watchlist, the list in use is compared with what was flagged when the articles
    were stored. Keywords that idle or collide are pointed out.
    """
    from chipwire.jobs import backtest as job

    start = _span(since)
    with parts() as built:
        edited = built.judge if watchlist is None else _judge_of(built, watchlist)
        begin = built.now() - start
        total = built.archive.count(begin)
        stored = progress(built.archive.recent(begin), "replaying", total)
        threshold = built.settings.digest.threshold
        if watchlist is None:
            result = job.replay(stored, edited, threshold=threshold)
        else:
            fresh = (verdict.article for verdict in stored)
            result = job.backtest(fresh, built.judge, edited, threshold=threshold)
        _print_changes(result, since)
        changed = {*result.gained, *result.lost}
        idle = _idle(built, edited, sys.maxsize if full else _FEW_KEYWORDS)
        collisions = _collisions(edited.watchlist, sys.maxsize if full else 1)
        for remarks in (idle, collisions):
            _print_remarks(remarks, changed, sys.maxsize if full else _FEW_LINES)


def _show(article: "Article", built: "Parts") -> None:
    from chipwire.app.trial import remarks

    judge = built.judge
    judge.judge(article)  # what is loaded at the first need is no cost of the watchlist
    began = time.perf_counter()
    verdict = judge.judge(article)
    took = (time.perf_counter() - began) * 1_000
    relevant = verdict.matches and verdict.score >= built.settings.digest.threshold
    words = "would be in a digest" if relevant else "would be in no digest"
    typer.echo(f"{article.title or '(no title)'}")
    typer.echo(f"  {words}: relevance {verdict.score:.2f}, {took:.1f} ms")
    for part in verdict.parts:
        typer.echo(f"    {part.value:+.2f} {part.reason}")
    for match in verdict.matches:
        typer.echo(f"  matches {match.topic} ({match.score:.2f})")
        for proof in match.evidence:
            typer.echo(f"    {proof.surface!r} in: {' '.join(proof.sentence.split())}")
    flagged = {match.topic for match in verdict.matches}
    for near in (*verdict.suppressed, *remarks(judge, verdict)):
        place = " (another hit counts)" if near.topic in flagged else ""
        typer.echo(f"  turned down {near.topic}: {near.surface!r}: {near.reason}{place}")
    for topic, cost in _unanchored(built, article):
        typer.echo(f"  costs {topic}: its pattern has no anchor and runs on every text, {cost} ms")


def _unanchored(built: "Parts", article: "Article") -> list[tuple[str, str]]:
    """Topics with token patterns that no anchor holds back, and what each costs on a text."""
    language = article.language or built.detect(article.title, article.text)
    article = replace(article, language=language)
    found, pipelines = [], built.pipelines
    for topic in built.watchlist.topics:
        for keyword in topic.keywords:
            if keyword.pattern and not keyword.anchor:
                pipelines.find(article, keyword)  # the first time loads the pipeline
                began = time.perf_counter()
                pipelines.find(article, keyword)
                found.append((topic.id, f"{(time.perf_counter() - began) * 1_000:.1f}"))
    return found


def _span(since: str) -> timedelta:
    found = _SINCE.fullmatch(since)
    if not found:
        wrong_usage(f"--since {since!r}: a number and h, d or w, such as 30d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _judge_of(built: "Parts", path: Path) -> "Judge":
    return built.make_judge(_loaded(path))


def _loaded(path: Path) -> "Watchlist":
    from chipwire.seeds.watchlist import load_watchlist

    try:
        return load_watchlist(path.read_bytes(), path.name)
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}") from error


def _print_changes(result: "Backtest", since: str) -> None:
    typer.echo(f"{result.articles} articles of the last {since}")
    for topic, changes in sorted(result.gained.items()):
        _print_examples(f"gained {topic}", changes)
    for topic, changes in sorted(result.lost.items()):
        _print_examples(f"lost {topic}", changes)
    _print_examples("would now be in a digest", result.shown)
    _print_examples("would no longer be in a digest", result.hidden)
    if not result.gained and not result.lost:
        typer.echo("nothing gained, nothing lost")


def _print_examples(words: str, changes: "Changes") -> None:
    if changes.count:
        typer.echo(f"{words}: {changes.count}")
    for article in changes.examples:
        typer.echo(f"    {article.id}  {article.title}")


_Remark = tuple[str, str]
"""A topic, and what is to be said of it."""


def _idle(built: "Parts", judge: "Judge", most: int) -> list[_Remark]:
    """Keywords that never counted in 90 days, or in as many as are stored."""
    from chipwire.jobs.backtest import keyword_usage, shown

    now = built.now()
    begin = now - timedelta(days=_IDLE_DAYS)
    stored = progress(built.archive.recent(begin), "counting", built.archive.count(begin))
    oldest = now

    def seen() -> "Iterator[Article]":
        nonlocal oldest
        for verdict in stored:
            oldest = min(oldest, verdict.article.first_seen or now)
            yield verdict.article

    idle: dict[tuple[str, str], list[str]] = {}
    for one in keyword_usage(seen(), judge):
        if one.remark:
            idle.setdefault((one.topic, one.remark), []).append(repr(shown(one.keyword)))
    days = min(_IDLE_DAYS, (now - oldest).days + (oldest < now))
    span = f"{_IDLE_DAYS} days" + (f", {days} of them stored" if days < _IDLE_DAYS else "")
    return [
        (topic, f"{_few(keywords, most)} {remark} ({span})")
        for (topic, remark), keywords in idle.items()
    ]


def _collisions(watchlist: "Watchlist", most: int) -> list[_Remark]:
    """Keywords of different topics that meet each other; those that flag both topics first."""
    from chipwire.core.matching import find_collisions
    from chipwire.jobs.backtest import in_few_words

    meetings: dict[tuple[str, str, str], list[str]] = {}
    for one in find_collisions(watchlist):
        inner, outer = in_few_words(one.keyword), in_few_words(one.other_keyword)
        pair = f"{inner!r} stands inside {one.other_topic}'s {outer!r}"
        meetings.setdefault((one.topic, one.other_topic, one.consequence), []).append(pair)
    harmful_first = sorted(meetings.items(), key=lambda item: item[0][2].startswith("kept apart"))
    return [
        (topic, f"{_few(pairs, most)}: {consequence}")
        for (topic, _, consequence), pairs in harmful_first
    ]


def _print_remarks(remarks: list[_Remark], changed: set[str], most: int) -> None:
    """Those of topics that the edit touches first; how many are left out, at the end."""
    remarks = sorted(remarks, key=lambda remark: remark[0] not in changed)
    for topic, words in remarks[:most]:
        typer.echo(f"{topic}: {words}")
    if len(remarks) > most:
        typer.echo(f"… and {len(remarks) - most} more remarks of this kind: --full shows them")


def _few(words: list[str], most: int) -> str:
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")
