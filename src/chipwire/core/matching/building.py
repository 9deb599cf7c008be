"""Topics that build on topics: a company and a policy."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from chipwire.core.model import Evidence, Match, Topic


def build_upon(
    topics: Sequence[Topic],
    proven: Mapping[str, Match],
    is_ruled_out: Callable[[Topic, Evidence], bool],
) -> dict[str, Match]:
    """All matches: those with proofs of their own, and those that others add up to.

    A topic with both its own keywords and `all_of` or `any_of` needs both. It is proven by the
    first words that meet; a topic above it may meet any of them. Words that its `excludes` rule
    out are none of its.
    """
    found = dict(proven)
    proofs = {id_: match.evidence for id_, match in proven.items()}
    for topic in _in_order([topic for topic in topics if topic.all_of or topic.any_of]):
        meetings = _meetings(topic, proofs, is_ruled_out)
        if not meetings:
            found.pop(topic.id, None)
            proofs.pop(topic.id, None)
            continue
        score = min(found[id_].score for id_ in _parts(topic, found))
        found[topic.id] = Match(topic=topic.id, score=score, evidence=meetings[0])
        proofs[topic.id] = _in_text_order(proof for meeting in meetings for proof in meeting)
    return found


def built_close(topics: Sequence[Topic]) -> frozenset[str]:
    """Topics whose every proof counts, since one of those above wants them near one another."""
    builders = [topic for topic in topics if topic.all_of or topic.any_of]
    if all(topic.within.unit == "article" for topic in builders):
        return frozenset()
    return frozenset(id_ for topic in builders for id_ in (topic.id, *topic.all_of, *topic.any_of))


def _in_order(builders: Sequence[Topic]) -> list[Topic]:
    """Foundations first. Circles were refused when the file was read."""
    by_id = {topic.id: topic for topic in builders}
    ordered: dict[str, Topic] = {}

    def visit(topic: Topic) -> None:
        for id_ in (*topic.all_of, *topic.any_of):
            if id_ in by_id and id_ not in ordered and id_ != topic.id:
                visit(by_id[id_])
        ordered.setdefault(topic.id, topic)

    for topic in builders:
        visit(topic)
    return list(ordered.values())


def _parts(topic: Topic, found: Mapping[str, object]) -> list[str]:
    """The topics that it is made of, as far as they are there."""
    own = (topic.id,) if topic.keywords else ()
    return [id_ for id_ in (*own, *topic.all_of, *topic.any_of) if id_ in found]


def _meetings(
    topic: Topic,
    proofs: Mapping[str, tuple[Evidence, ...]],
    is_ruled_out: Callable[[Topic, Evidence], bool],
) -> list[tuple[Evidence, ...]]:
    """One proof of each part, near enough to one another; none where a part is missing."""
    needed = [topic.id, *topic.all_of] if topic.keywords else topic.all_of
    groups = [proofs.get(id_, ()) for id_ in needed]
    if topic.any_of:
        groups.append(tuple(proof for id_ in topic.any_of for proof in proofs.get(id_, ())))
    first, *others = (
        tuple(proof for proof in group if not is_ruled_out(topic, proof)) for group in groups
    )
    met = (_meeting(proof, others, topic) for proof in first)
    return [_in_text_order(meeting) for meeting in met if meeting]


def _meeting(
    first: Evidence, others: list[tuple[Evidence, ...]], topic: Topic
) -> tuple[Evidence, ...]:
    chosen = [first]
    for group in others:
        near = next((proof for proof in group if _near(first, proof, topic)), None)
        if near is None:
            return ()
        chosen.append(near)
    return tuple(chosen)


def _in_text_order(proofs: Iterable[Evidence]) -> tuple[Evidence, ...]:
    unique = dict.fromkeys(proofs)
    return tuple(sorted(unique, key=lambda proof: (proof.field != "title", proof.start)))


def _near(one: Evidence, other: Evidence, topic: Topic) -> bool:
    within = topic.within
    if within.unit == "article":
        return True
    if within.unit == "title":
        return one.field == other.field == "title"
    if one.field != other.field:
        return False
    if within.unit == "sentence":
        return one.sentence_start == other.sentence_start
    return max(one.start - other.end, other.start - one.end) <= within.size
