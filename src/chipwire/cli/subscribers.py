"""chipwire subscribers: the readers, from the shell."""

from calendar import day_abbr
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from chipwire.cli.shared import Trouble, editing, parts, say, table

if TYPE_CHECKING:
    from chipwire.app.parts import Parts
    from chipwire.core.model import Subscriber

app = typer.Typer(name="subscribers", help="The readers.", no_args_is_help=True)

Who = Annotated[str, typer.Argument(metavar="ID", help="The reader's id or address.")]


@app.command("list")
def list_() -> None:
    """Every reader with time, zone, topics, the next digest, and whether they stopped."""
    with parts() as built:
        stopped = built.readers.stopped_since()
        rows = [_row(built, reader, stopped) for reader in built.seedbook.seeds.subscribers]
    table(("reader", "address", "when", "zone", "topics", "next digest"), rows)


@app.command()
def add(
    address: Annotated[str, typer.Argument(metavar="ADDRESS")],
    reader: Annotated[str, typer.Option("--id", help="Else the address.")] = "",
    name: Annotated[str, typer.Option(help="How the mail names them.")] = "",
    time: Annotated[
        list[str] | None, typer.Option(help="Local time, such as 07:00; may repeat.")
    ] = None,
    day: Annotated[
        list[str] | None, typer.Option(help="daily, weekdays, weekly, or mon to sun; may repeat.")
    ] = None,
    zone: Annotated[str, typer.Option(help="Such as Europe/Berlin.")] = "",
    topic: Annotated[list[str] | None, typer.Option(help="A topic's id; may repeat.")] = None,
    group: Annotated[list[str] | None, typer.Option(help="A group; may repeat.")] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Articles in it only, such as de; may repeat.")
    ] = None,
    threshold: Annotated[str, typer.Option(help="Least relevance shown, 0 to 1.")] = "",
    length: Annotated[str, typer.Option(help="Stories in full; the rest in one line.")] = "",
    format: Annotated[str, typer.Option(help="html (with text) or text.")] = "",  # noqa: A002 - the file's name
    channel: Annotated[
        list[str] | None, typer.Option(help="mail, or an Apprise URL; may repeat.")
    ] = None,
    paused_from: Annotated[str, typer.Option(help="First day without, as 2026-12-24.")] = "",
    paused_to: Annotated[str, typer.Option(help="Last day without.")] = "",
) -> None:
    """Add a reader to subscribers.yaml; the first digest comes at their next local time."""
    from chipwire.seeds.edit import add_subscriber

    times = time or []
    with editing() as seeds:
        added = add_subscriber(
            seeds,
            address,
            reader=reader,
            name=name,
            time=times[0] if len(times) == 1 else "",
            times=times if len(times) > 1 else "",
            days=day or (),
            zone=zone,
            topics=topic or (),
            groups=group or (),
            languages=language or (),
            threshold=threshold,
            length=length,
            format=format,
            channels=channel or (),
            paused_from=paused_from,
            paused_to=paused_to,
        )
    say(f"added {added.id}: {_schedule(added)} in {added.zone}")


@app.command()
def remove(who: Who) -> None:
    """Take a reader out of subscribers.yaml; their past digests stay."""
    from chipwire.seeds.edit import remove_subscriber

    with editing() as seeds:
        gone = remove_subscriber(seeds, who)
    say(f"removed {gone.id}")


@app.command()
def pause(who: Who) -> None:
    """Send this reader nothing until `resume`; the file stays as it is."""
    with parts() as built:
        reader = _one(built, who)
        new = built.readers.stop(reader.id, "paused", built.now())
    say(f"{reader.id} is paused" if new else f"{reader.id} had stopped already")


@app.command()
def resume(who: Who) -> None:
    """Send to this reader again, after a pause or an unsubscribe."""
    with parts() as built:
        reader = _one(built, who)
        back = built.readers.resume(reader.id)
    say(f"{reader.id} reads again" if back else f"{reader.id} had not stopped")


@app.command()
def test(who: Who) -> None:
    """Send a marked sample now, to the very address, by the very channels."""
    from chipwire.app.sample import SampleError, send_sample

    with parts() as built:
        reader = _one(built, who)
        try:
            ways = send_sample(built, reader)
        except SampleError as error:
            raise Trouble(str(error)) from error
        where = "" if built.settings.smtp.host else f" (a file in {built.settings.home / 'outbox'})"
    say(f"a sample for {reader.id} went by {', '.join(ways)}{where}")


def _schedule(reader: "Subscriber") -> str:
    times = ", ".join(f"{at:%H:%M}" for at in reader.times)
    if not reader.days:
        return f"daily at {times}"
    days = ", ".join(day_abbr[day] for day in sorted(reader.days))
    return f"{days} at {times}"


def _one(built: "Parts", who: str) -> "Subscriber":
    readers = built.seedbook.seeds.subscribers
    for reader in readers:
        if who in (reader.id, reader.address):
            return reader
    names = ", ".join(reader.id for reader in readers) or "none"
    raise Trouble(f"no reader {who!r} in subscribers.yaml; there are: {names}")


def _row(
    built: "Parts", reader: "Subscriber", stopped: Mapping[str, tuple[str, datetime]]
) -> tuple[str, ...]:
    from chipwire.app.checkup import next_send

    if reader.id in stopped:
        how, when = stopped[reader.id]
        following = f"none: {how} since {when:%Y-%m-%d}"
    else:
        following = next_send(built, reader)
    topics = ", ".join((*reader.topics, *reader.groups)) or "all"
    return reader.id, reader.address, _schedule(reader), reader.zone, topics, following
