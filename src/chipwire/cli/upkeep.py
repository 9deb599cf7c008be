"""Commands that look after the service: explain, backup, doctor."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipwire.cli.jsonl import iso
from chipwire.cli.shared import Trouble, parts, say, table

if TYPE_CHECKING:
    from chipwire.app.parts import Parts
    from chipwire.core.model import Verdict
    from chipwire.stores.archive import Covering, Trace


def explain(
    reference: Annotated[str, typer.Argument(metavar="ID|URL", help="The article.")],
    story: Annotated[
        bool, typer.Option("--story", help="ID is a story's: every article of it.")
    ] = False,
) -> None:
    """One article's whole way through, and where it stopped."""
    with parts() as built:
        find = built.archive.story if story else built.archive.find
        traces = find(reference)
        if not traces:
            what = "story has the id" if story else "article has the id or address"
            raise Trouble(f"no stored {what} {reference!r}")
        for trace in traces:
            for line in _way(built, trace):
                typer.echo(line)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
) -> None:
    """Copy the SQLite database while the service runs."""
    from chipwire.stores.backup import backup as copy

    with parts() as built:
        copy(built.database, file)
    say(f"{file} holds a whole copy of the database ({file.stat().st_size / 1e6:,.1f} MB)")


def doctor() -> None:
    """Check everything a broken morning could come from; exit 1 where something is bad."""
    from chipwire.app.checkup import Level, check_all
    from chipwire.settings import rows

    with parts(warn=False) as built:
        table(
            ("setting", "value", "from"),
            [(row.name, row.value or "(none)", row.origin) for row in rows(built.loaded)],
        )
        typer.echo()
        bad = 0
        for finding in check_all(built):
            typer.echo(f"{finding.level.upper():5} {finding.what}: {finding.words}")
            bad += finding.level is Level.BAD
    if bad:
        raise Trouble(f"{bad} of these need a person")


def _way(built: "Parts", trace: "Trace") -> list[str]:
    verdict = trace.verdict
    article = verdict.article
    return [
        f"{article.title}",
        f"  id {article.id}, from {article.outlet} ({article.tier}), {article.url or 'no address'}",
        f"  published {iso(article.published) or 'not said'}, stored {iso(article.first_seen)}"
        f"{', as backlog: older than the first poll of its feed looks back' * article.backlog}",
        *(f"  {name}: {value}" for name, value in article.facts.items()),
        *_words(built, verdict),
        *_findings(verdict),
        *_story(trace),
        *_digests(built, trace),
    ]


def _words(built: "Parts", verdict: "Verdict") -> list[str]:
    """Said where the words are gone: what was found in them stays."""
    days = built.settings.retention.texts
    stored = verdict.article.first_seen
    if verdict.article.text or stored is None or built.now() - stored < timedelta(days=days):
        return []
    return [f"  its text is no longer kept: it was stored more than {days} days ago"]


def _findings(verdict: "Verdict") -> list[str]:
    lines = [
        f"  flagged {match.topic} ({match.score:.2f}): "
        + "; ".join(f"{proof.surface!r} in {proof.field}" for proof in match.evidence)
        for match in verdict.matches
    ]
    lines += [
        f"  turned down {near.topic}: {near.surface!r}: {near.reason}"
        for near in verdict.suppressed
    ]
    if not verdict.matches:
        return [*lines, "  stopped at matching: no topic of the watchlist is in it"]
    parts_ = ", ".join(f"{part.reason} {part.value:+.2f}" for part in verdict.parts)
    return [*lines, f"  relevance {verdict.score:.2f}: {parts_}"]


def _story(trace: "Trace") -> list[str]:
    if not trace.verdict.matches:
        return []
    if trace.story is None:
        return ["  stopped at grouping: it comes with the next digest"]
    reason = f": {trace.story_reason}" if trace.story_reason else ""
    return [f"  in story {trace.story}{reason}"]


def _digests(built: "Parts", trace: "Trace") -> list[str]:
    """In which digests the article stands, and from which it was left out, and why."""
    if not trace.verdict.matches:
        return []
    if trace.verdict.article.backlog:
        return ["  stopped as backlog: known and searchable, shown in no digest"]
    lines = [line for covering in trace.digests for line in _in_digest(built, trace, covering)]
    lines += [f"  waits for the next digest for {reader}" for reader in trace.waiting]
    lines += [f"  older than what the first digest for {reader} covers" for reader in trace.before]
    return lines or ["  waits for the next digest"]


def _in_digest(built: "Parts", trace: "Trace", covering: "Covering") -> list[str]:
    article = trace.verdict.article.id
    where = f"the digest of {covering.slot} for {covering.subscriber}"
    digest = built.digests.find(covering.subscriber, covering.slot)
    for entry in digest.entries if digest else ():
        if any(report.article == article for report in entry.reports):
            brief = " in one line: a story they know, nothing new" if entry.brief else ""
            reasons = ", ".join(f"{part.reason} {part.value:+.2f}" for part in entry.rank_parts)
            return [f"  shown in {where}{brief}", f"    rank {entry.rank:.2f}: {reasons}"]
    left = digest.receipt.left_out if digest else ()
    reason = next((one.reason for one in left if article in one.articles), "not flagged then")
    return [f"  left out of {where}: {reason}"]
