"""Topics that build on topics: a company and a policy."""

from collections.abc import Mapping, Sequence

from chipwire.core.model import Evidence, Match, Topic


def build_upon(topics: Sequence[Topic], proven: Mapping[str, Match]) -> dict[str, Match]:
    """All matches: those with proofs of their own, and those that others add up to.

    A topic with both its own keywords and `all_of` or `any_of` needs both.
    """
    found = dict(proven)
    builders = [topic for topic in topics if topic.all_of or topic.any_of]
    for topic in _in_order(builders):
        built = _built(topic, found)
        if built is None:
            found.pop(topic.id, None)
        else:
            found[topic.id] = built
    return found


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


def _built(topic: Topic, found: Mapping[str, Match]) -> Match | None:
    own = (found[topic.id],) if topic.id in found else ()
    if topic.keywords and not own:
        return None
    if any(id_ not in found for id_ in topic.all_of):
        return None
    any_of = tuple(found[id_] for id_ in topic.any_of if id_ in found)
    if topic.any_of and not any_of:
        return None
    needed = (*own, *(found[id_] for id_ in topic.all_of))
    return _join(topic, needed, any_of)


def _join(topic: Topic, needed: tuple[Match, ...], any_of: tuple[Match, ...]) -> Match | None:
    groups = [match.evidence for match in needed]
    if any_of:
        groups.append(tuple(proof for match in any_of for proof in match.evidence))
    proofs = _meeting(groups, topic)
    if not proofs:
        return None
    score = min(match.score for match in (*needed, *any_of))
    return Match(topic=topic.id, score=score, evidence=proofs)


def _meeting(groups: list[tuple[Evidence, ...]], topic: Topic) -> tuple[Evidence, ...]:
    """One proof of each group, near enough to one another; () where they never are."""
    for first in groups[0]:
        chosen = [first]
        for group in groups[1:]:
            near = next((proof for proof in group if _near(first, proof, topic)), None)
            if near is None:
                break
            chosen.append(near)
        else:
            unique = dict.fromkeys(chosen)
            return tuple(sorted(unique, key=lambda p: (p.field != "title", p.start)))
    return ()


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
