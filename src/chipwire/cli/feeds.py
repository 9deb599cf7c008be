"""chipwire feeds: the list of feeds, from the shell."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipwire.cli.shared import Trouble, editing, parts, say, table

if TYPE_CHECKING:
    from chipwire.core.model import Feed

app = typer.Typer(name="feeds", help="The feeds: what is polled.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(metavar="URL", help="Its address, or else its title.")]


@app.command("list")
def list_() -> None:
    """Every feed with its tier, language, state and address."""
    with parts() as built:
        rows = [_row(feed, *built.state_of(feed)) for feed in built.feeds_now()]
    table(("title", "tier", "language", "state", "address"), rows)


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL")],
    title: Annotated[str, typer.Option(help="What readers see; else the host.")] = "",
    language: Annotated[str | None, typer.Option(help="Such as en, de, zh.")] = None,
    tier: Annotated[
        str, typer.Option(help="official, wire, trade press, analysis or general.")
    ] = "general",
    folder: Annotated[str | None, typer.Option(help="A group of feeds.")] = None,
) -> None:
    """Add a feed to feeds.yaml; it is not fetched until the next poll."""
    from chipwire.core.model import Feed, Tier
    from chipwire.seeds.edit import add_feeds

    if tier not in set(Tier):
        raise typer.BadParameter(f"there are: {', '.join(Tier)}", param_hint="--tier")
    feed = Feed(id=url, url=url, title=title, language=language, tier=Tier(tier), folder=folder)
    with editing() as seeds:
        added = add_feeds(seeds, [feed])
    say(f"added {added[0].url}" if added else f"{url} is in feeds.yaml already")


@app.command()
def remove(which: Which) -> None:
    """Take a feed out of feeds.yaml; what it brought stays stored."""
    from chipwire.seeds.edit import remove_feed

    with editing() as seeds:
        feed = remove_feed(seeds, which)
    say(f"removed {feed.title} ({feed.url})")


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
        opml = write_opml(built.seedbook.seeds.feeds)
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
        bool, typer.Option("--apply", help="Write moved addresses to feeds.yaml.")
    ] = False,
) -> None:
    """Poll every feed now and say how each does; exit 1 where one needs a person."""
    from chipwire.cli.service import shown_polling
    from chipwire.core.model import FeedState

    with parts() as built:
        built.poll(force=True, shown=shown_polling)
        feeds = built.feeds_now()
        states = [built.state_of(feed) for feed in feeds]
    rows = [_row(feed, *state) for feed, state in zip(feeds, states, strict=True)]
    table(("title", "tier", "language", "state", "address"), rows)
    for feed in feeds:
        if feed.moved_to:
            _moved(feed, apply=apply)
    if any(state not in {FeedState.FINE, FeedState.QUIET} for state, _ in states):
        raise typer.Exit(1)


def _moved(feed: "Feed", *, apply: bool) -> None:
    from chipwire.seeds.edit import move_feed

    assert feed.moved_to is not None  # noqa: S101 - the caller has looked
    if not apply:
        say(f"{feed.title} has moved to {feed.moved_to}; `chipwire feeds check --apply` keeps it")
        return
    with editing() as seeds:
        move_feed(seeds, feed.url, feed.moved_to)
    say(f"{feed.title}: feeds.yaml now says {feed.moved_to}")


def _row(feed: "Feed", state: str, detail: str) -> tuple[str, ...]:
    from chipwire.core.text.secrets import masked

    words = f"{state}: {detail}" if detail else str(state)
    return feed.title, feed.tier, feed.language or "", words, masked(feed.address)
