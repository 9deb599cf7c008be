"""chipwire watch: the watchlist, from the shell."""

from typing import Annotated

import typer

from chipwire.cli import trials
from chipwire.cli.shared import editing, parts, say, table

app = typer.Typer(name="watch", help="The watchlist: what is looked for.", no_args_is_help=True)

TopicId = Annotated[str, typer.Argument(metavar="TOPIC", help="A topic's id, such as h20.")]


@app.command("list")
def list_() -> None:
    """Every topic with its group, weight and number of keywords."""
    with parts() as built:
        rows = [
            (topic.id, topic.name, topic.group, f"{topic.weight:.2f}", str(len(topic.keywords)))
            for topic in built.watchlist.topics
        ]
    table(("topic", "name", "group", "weight", "keywords"), rows)


@app.command()
def add(
    topic: TopicId,
    keywords: Annotated[list[str], typer.Argument(metavar="KEYWORD...", help="What to look for.")],
    name: Annotated[str, typer.Option(help="In plain words, for a new topic.")] = "",
    group: Annotated[str, typer.Option(help="For a new topic.")] = "",
) -> None:
    """Add a topic that looks for these keywords, or keywords to a topic that is there."""
    from chipwire.seeds.edit import add_keywords, add_topic
    from chipwire.seeds.folder import load_folder

    with editing() as seeds:
        known = {one.id for one in load_folder(seeds).watchlist.topics}
        if topic not in known:
            add_topic(seeds, topic, keywords, name=name, group=group)
        else:
            add_keywords(seeds, topic, keywords)
            if name or group:
                say(f"{topic} was there already and keeps its name and group: edit watchlist.yaml")
    say(f"{topic} now looks for {', '.join(keywords)} too; `chipwire watch backtest` shows more")


@app.command()
def remove(
    topic: TopicId,
    keyword: Annotated[str | None, typer.Argument(metavar="[KEYWORD]", help="Only this.")] = None,
) -> None:
    """Take a topic out of the watchlist, or one keyword out of a topic."""
    from chipwire.seeds.edit import remove_keyword, remove_topic

    with editing() as seeds:
        if keyword is None:
            remove_topic(seeds, topic)
        else:
            remove_keyword(seeds, topic, keyword)
    say(f"{topic} is no longer watched" if keyword is None else f"{topic} no longer looks for it")


@app.command()
def exclude(
    topic: TopicId,
    words: Annotated[str, typer.Argument(help="Words that rule the topic out where they stand.")],
) -> None:
    """Turn a topic down where these words stand near; no other topic is touched."""
    from chipwire.seeds.edit import add_exclude

    with editing() as seeds:
        add_exclude(seeds, topic, words)
    say(f"{topic} is turned down beside {words!r}; `chipwire watch backtest` shows the effect")


app.command()(trials.test)
app.command()(trials.backtest)
