"""Commands that run the path of the news: run, once, poll, digest, deliver; and init, demo."""

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date as date_type
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from chipwire.cli.shared import Trouble, parts, progress, say, wrong_usage

if TYPE_CHECKING:
    from chipwire.app.parts import Parts
    from chipwire.core.model import Subscriber
    from chipwire.jobs.deliver import DeliverReport
    from chipwire.jobs.poll import PollReport
    from chipwire.jobs.reading import Reading

Format = Literal["html", "text", "json"]
Json = Annotated[bool, typer.Option("--json", help="One JSON line on stdout.")]


def run() -> None:
    """The service: polls, groups, digests, delivers, until SIGTERM."""
    from chipwire.service import Service

    with parts(quiet=False) as built:
        raise typer.Exit(Service(built).run())


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to.")] = Path("config"),
) -> None:
    """Copy the shipped feeds, watchlist and subscribers to a folder, for editing."""
    from chipwire.seeds.folder import FILES, shipped_folder

    there = [name for name in FILES if (folder / name).exists()]
    if there:
        raise Trouble(f"{folder} holds {', '.join(there)} already; nothing was changed")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (folder / name).write_bytes((shipped_folder("seeds") / name).read_bytes())
    except OSError as error:
        raise Trouble(f"{folder} cannot be written: {error.strerror}") from error
    say(f"{', '.join(FILES)} are in {folder}; now: export CHIPWIRE_SEEDS={folder.resolve()}")


def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the digest goes.")] = Path(
        "demo-out"
    ),
) -> None:
    """The whole path, once, offline: made-up feeds, polled over HTTP, to one digest in DIR."""
    from chipwire.app.demo import run_demo

    for line in run_demo(out):
        say(line)


def once() -> None:
    """One full pass now over the configured feeds, digest and delivery included."""
    with parts() as built:
        report = built.poll(force=True, shown=shown_polling)
        built.group()
        made = built.mailroom.digest_now(built.seedbook.seeds.subscribers)
        sent = built.mailroom.deliver()
    say(f"{_polled(report)}\n{sum(new for _, new in made)} digests made\n{_sent(sent)}")


def poll(
    force: Annotated[bool, typer.Option(help="Every feed now, due or not.")] = False,
    as_json: Json = False,
) -> None:
    """One pass of polling; single feeds that fail are counted, not fatal."""
    began = time.monotonic()
    with parts() as built:
        report = built.poll(force=force, shown=shown_polling)
    seconds = round(time.monotonic() - began, 3)
    if as_json:
        counts = ("feeds", "fetched", "not_modified", "failed", "articles_new", "flagged")
        _print_json({name: getattr(report, name) for name in counts} | {"seconds": seconds})
    else:
        say(f"{_polled(report)}, in {seconds} s")


def digest(
    subscriber: Annotated[str | None, typer.Option(metavar="ID", help="One reader only.")] = None,
    date: Annotated[  # the contract's name for the option
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="D", help="Local date.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Print one digest; store and queue none.")] = False,
    format: Annotated[Format, typer.Option(help="What --dry-run prints.")] = "text",  # noqa: A002 - the contract's name
    show: Annotated[
        bool, typer.Option("--open", help="With --dry-run: show the next mail in the browser.")
    ] = False,
) -> None:
    """Compose now, due or not, and queue; where that date's digest exists, nothing changes."""
    if show and (date or not dry_run):
        wrong_usage("--open shows the next mail: it goes with --dry-run, and without --date")
    with parts() as built:
        readers = _readers(built, subscriber)
        built.group()
        day = date.date() if date else None
        if show:
            _show(*built.mailroom.next_mail(readers[0]))
            return
        if dry_run:
            sys.stdout.write(built.mailroom.preview(readers[0], day, format))
            return
        made = _made(built, readers, day)
    for name, new in made:
        say(f"{name}: {'queued' if new else 'there already, nothing changed'}")


def deliver(as_json: Json = False) -> None:
    """Send what is queued and due for a try now, then end."""
    with parts() as built:
        report = built.mailroom.deliver()
    if as_json:
        _print_json(asdict(report))
    else:
        say(_sent(report))


def _show(form: str, words: str) -> None:
    """In the browser, from a file that only this user may read, and that stays."""
    import tempfile
    import webbrowser

    suffix = ".html" if form == "html" else ".txt"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="chipwire-", suffix=suffix, delete=False
    ) as file:
        file.write(words)
    path = Path(file.name)
    opened = webbrowser.open(path.as_uri())
    say(f"the next mail is {'shown from' if opened else 'in'} {path}")
    if not opened:
        say("no browser could be started here; open that file in one")


def _made(
    built: "Parts", readers: "list[Subscriber]", day: date_type | None
) -> list[tuple[str, bool]]:
    try:
        return built.mailroom.digest_now(readers, day)
    except ValueError as error:
        wrong_usage(str(error))


def _readers(built: "Parts", wanted: str | None) -> "list[Subscriber]":
    readers = list(built.seedbook.seeds.subscribers)
    if not readers:
        raise Trouble("subscribers.yaml names no reader; `chipwire subscribers add ADDRESS`")
    if wanted is None:
        return readers
    chosen = [reader for reader in readers if wanted in (reader.id, reader.address)]
    if not chosen:
        names = ", ".join(reader.id for reader in readers)
        wrong_usage(f"no reader {wanted!r} in subscribers.yaml; there are: {names}")
    return chosen


def shown_polling(readings: "Iterable[Reading]", total: int) -> "Iterable[Reading]":
    """The readings, with a progress bar on a terminal."""
    return progress(readings, "polling", total)


def _print_json(record: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _polled(report: "PollReport") -> str:
    return (
        f"{report.feeds} feeds polled: {report.not_modified} unchanged, {report.failed} failed, "
        f"{report.articles_new} new articles, {report.flagged} flagged"
    )


def _sent(report: "DeliverReport") -> str:
    later = report.retried + report.postponed
    return f"{report.accepted} sent, {later} to be tried again, {report.dead} given up"
