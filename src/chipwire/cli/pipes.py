"""Commands that read a file or a pipe and write JSON: match, parse, group."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from chipwire.cli.jsonl import BadLine, Line, good_lines, iso, opened, read_lines, write_line
from chipwire.cli.shared import Trouble, parts, progress, say

if TYPE_CHECKING:
    from chipwire.app.parts import Parts
    from chipwire.core.model import Article, ParsedFeed

BATCH = 64
"""Articles judged at a time: one of spaCy's memory zones, bounded memory."""

Source = Annotated[str, typer.Argument(metavar="[FILE|-]", help="A file, or - for stdin.")]


def match(source: Source = "-") -> None:
    """Flag articles: JSON Lines in, JSON Lines out, one line for each good line, in order."""
    from chipwire.jobs.judge import as_json

    complaints = _Complaints()
    with _bytes_of(source) as stream, parts() as built:
        threshold = built.settings.digest.threshold
        for batch in _batches(good_lines(read_lines(stream), complaints)):
            verdicts = built.judge.judge_many(line.article for line in batch)
            for line, verdict in zip(batch, verdicts, strict=True):
                record = as_json(verdict, threshold)
                write_line(record | {"id": line.raw_id})
            sys.stdout.flush()
    complaints.end()


def parse(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="A feed's bytes.")],
    url: Annotated[str | None, typer.Option(help="The address that they came from.")] = None,
    content_type: Annotated[str | None, typer.Option(help="The Content-Type they had.")] = None,
) -> None:
    """Read a feed's bytes and print what is in it, as JSON; exit 1 where it is no feed."""
    from chipwire.core.parsing import NotAFeedError
    from chipwire.core.parsing import parse as parse_feed
    from chipwire.core.text.secrets import without_login

    with _bytes_of(source) as stream:
        body = stream.read()
    try:
        own = without_login(url) if url else None  # as polling does: no link takes it along
        feed = parse_feed(body, url=own, content_type=content_type, now=datetime.now(UTC))
    except NotAFeedError as error:
        raise Trouble(f"{source}: {error}") from error
    json.dump(_feed_json(feed), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def group(source: Source = "-") -> None:
    """Sort articles into stories: JSON Lines in, {"id", "story"} lines out, in order."""
    from chipwire.jobs.group import group_articles

    complaints = _Complaints()
    with _bytes_of(source) as stream, parts() as built:
        lines = list(good_lines(read_lines(stream), complaints))
        names = _names([str(line.raw_id) for line in lines])
        shown = progress(zip(names, lines, strict=True), "judging", len(lines))
        articles = [replace(_with_language(line.article, built), id=name) for name, line in shown]
        assignments = group_articles(articles, built.judge)
    story_of = {assignment.article: assignment.story for assignment in assignments}
    for name, line in zip(names, lines, strict=True):
        write_line({"id": line.raw_id, "story": story_of[name]})
    complaints.end()


def _names(ids: list[str]) -> list[str]:
    """The ids as they are; those that an earlier line has are told apart by a number."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for raw in ids:
        seen[raw] += 1
        names.append(raw if seen[raw] == 1 else f"{raw}#{seen[raw]}")
    return names if len(set(names)) == len(names) else [str(n) for n in range(len(ids))]


class _Complaints:
    """Names bad lines as they come; the command ends with 1 if there were any."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, bad: BadLine) -> None:
        self._count += 1
        say(f"line {bad.number}: {bad.why}")

    def end(self) -> None:
        """Exit 1 where a line was bad."""
        if self._count:
            raise typer.Exit(1)


@contextmanager
def _bytes_of(source: str) -> Iterator[BinaryIO]:
    try:
        with opened(source) as stream:
            yield stream
    except OSError as error:
        raise Trouble(f"{source} cannot be read: {error.strerror}") from error


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    source = iter(lines)
    while batch := list(islice(source, BATCH)):
        yield batch


def _with_language(article: "Article", built: "Parts") -> "Article":
    if article.language:
        return article
    return replace(article, language=built.detect(article.title, article.text))


def _feed_json(feed: "ParsedFeed") -> dict[str, Any]:
    return {
        "feed": {
            "title": feed.title,
            "url": feed.site_url,
            "language": feed.language,
            "ttl": feed.ttl,
        },
        "articles": [
            {
                "title": article.title,
                "url": article.url,
                "text": article.text,
                "published": iso(article.published),
                "language": article.language,
            }
            for article in feed.articles
        ],
        "problems": list(feed.problems),
    }
