"""chipwire feeds: the list of feeds, from the shell."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipwire.cli.shared import Trouble, editing, parts, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chipwire.core.model import FeedState
    from chipwire.core.timing.health import Condition

app = typer.Typer(name="feeds", help="The feeds: what is polled.", no_args_is_help=True)

COLUMNS = ("title", "tier", "language", "state", "address")
Which = Annotated[str, typer.Argument(metavar="URL", help="Its address, or else its title.")]


@app.command("list")
def list_() -> None:
    """Every feed with its tier, language, state and address."""
    with parts() as built:
        rows = [_row(one) for one in built.conditions()]
    table(COLUMNS, rows)


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL")],
    title: Annotated[str, typer.Option(help="What readers see; else the host.")] = "",
    language: Annotated[str | None, typer.Option(help="Such as en, de, zh.")] = None,
    tier: Annotated[
        str, typer.Option(help="official, wire, trade press, analysis or general.")
    ] = "general",
    folder: Annotated[str | None, typer.Option(help="A group of feeds.")] = None,
    discover: Annotated[
        bool, typer.Option("--discover", help="Fetch it now; of a page, take the feed it names.")
    ] = False,
) -> None:
    """Add a feed to feeds.yaml; without --discover it is not fetched until the next poll."""
    from chipwire.core.model import Feed, Tier
    from chipwire.core.text.secrets import masked
    from chipwire.seeds.edit import add_feeds

    if tier not in set(Tier):
        raise typer.BadParameter(f"there are: {', '.join(Tier)}", param_hint="--tier")
    if discover:
        url, title, language = _discovered(url, title, language)
    feed = Feed(id=url, url=url, title=title, language=language, tier=Tier(tier), folder=folder)
    with editing() as seeds:
        added = add_feeds(seeds, [feed])
    say(f"added {masked(url)}" if added else f"{masked(url)} is in feeds.yaml already")


def _discovered(address: str, title: str, language: str | None) -> tuple[str, str, str | None]:
    from chipwire.app.discovery import DiscoveryError, discover
    from chipwire.core.text.secrets import masked

    with parts() as built:
        try:
            found = discover(built, address)
        except DiscoveryError as error:
            raise Trouble(str(error)) from error
    if found.url != address:
        say(f"{masked(address)} is a page; its feed {masked(found.url)} is taken")
    for other in found.others:
        say(f"it also names {masked(other)}")
    return found.url, title or found.title, language or found.language


@app.command()
def remove(which: Which) -> None:
    """Take a feed out of feeds.yaml; what it brought stays stored."""
    from chipwire.core.text.secrets import feed_name, masked
    from chipwire.seeds.edit import remove_feed

    with editing() as seeds:
        feed = remove_feed(seeds, which)
    say(f"removed {feed_name(feed.title, feed.url)} ({masked(feed.url)})")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file.")],
) -> None:
    """Add the feeds of an OPML file, folders as groups; nothing is fetched."""
    from chipwire.seeds.edit import add_feeds
    from chipwire.seeds.opml import read_opml

    try:
        loaded = read_opml(file.read_bytes(), file.name)
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}") from error
    for problem in loaded.problems:
        say(str(problem))
    with editing() as seeds:
        added = add_feeds(seeds, loaded.items)
    known = len(loaded.items) - len(added)
    say(f"{len(added)} feeds added, {known} were there already, {len(loaded.problems)} problems")
    if loaded.problems and not loaded.items:
        raise typer.Exit(1)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Else stdout.")] = None,
) -> None:
    """Write the feeds as OPML; passwords and tokens in addresses are masked."""
    from chipwire.seeds.opml import write_opml

    with parts() as built:
        feeds = built.seedbook.seeds.feeds
    opml = write_opml(feeds)
    if others := sum(feed.kind != "feed" for feed in feeds):
        say(f"{others} sources that are no feeds were left out: no other reader could use them")
    if file is None:
        sys.stdout.buffer.write(opml)
        return
    try:
        file.write_bytes(opml)
    except OSError as error:
        raise Trouble(f"{file} cannot be written: {error.strerror}") from error


@app.command()
def check(
    apply: Annotated[
        bool,
        typer.Option("--apply", help="Write moved addresses and `checked:` dates to feeds.yaml."),
    ] = False,
) -> None:
    """Poll every feed now and say how each does, by state; exit 1 where one needs a person."""
    from chipwire.cli.service import shown_polling
    from chipwire.core.timing.health import TROUBLED

    with parts() as built:
        built.poll(force=True, shown=shown_polling)
        found = built.conditions()
        today = built.now().date()
    for state, group in _by_state(found).items():
        say(f"{state}: {len(group)}")
    table((*COLUMNS, "what to do"), [(*_row(one), one.advice) for one in _in_order(found)])
    for one in found:
        if one.feed.moved_to:
            _moved(one, apply=apply)
    if apply:
        _mark_checked([one for one in found if one.state not in TROUBLED], today)
    if any(one.state in TROUBLED for one in found):
        raise typer.Exit(1)


def _in_order(found: "Sequence[Condition]") -> "list[Condition]":
    return [one for group in _by_state(found).values() for one in group]


def _by_state(found: "Sequence[Condition]") -> "dict[FeedState, list[Condition]]":
    """The feeds by state, the good states first: what needs a person stands last, in view."""
    from chipwire.core.model import FeedState
    from chipwire.core.timing.health import TROUBLED

    order = sorted(FeedState, key=lambda state: state in TROUBLED)
    groups = {state: [one for one in found if one.state is state] for state in order}
    return {state: group for state, group in groups.items() if group}


def _mark_checked(found: "Sequence[Condition]", today: "date") -> None:
    from chipwire.seeds.edit import mark_checked

    with editing() as seeds:
        mark_checked(seeds, {one.feed.moved_to or one.feed.url for one in found}, today)
    say(f"{len(found)} feeds work: feeds.yaml says that they were checked on {today}")


def _moved(one: "Condition", *, apply: bool) -> None:
    from chipwire.core.text.secrets import masked
    from chipwire.seeds.edit import move_feed

    moved_to = one.feed.moved_to
    assert moved_to is not None  # noqa: S101 - the caller has looked
    if not apply:
        say(f"{one.name} has moved to {masked(moved_to)}; `chipwire feeds check --apply` keeps it")
        return
    with editing() as seeds:
        move_feed(seeds, one.feed.url, moved_to)
    with parts() as built:
        built.feed_moved(one.feed.url, moved_to)
    say(f"{one.name}: feeds.yaml now says {masked(moved_to)}")


def _row(one: "Condition") -> tuple[str, ...]:
    from chipwire.core.text.secrets import masked

    feed = one.feed
    return one.name, feed.tier, feed.language or "", one.words, masked(feed.address)
