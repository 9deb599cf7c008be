"""Whether a body says anything new, told without parsing it."""

import re
from hashlib import blake2b

_FIRST_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_BUILD_DATE = re.compile(
    rb"<(lastBuildDate|pubDate|updated|modified|dc:date|generator|skipped)\b[^<>]*>[^<]{0,200}</\1>"
)
_COMMENT = re.compile(rb"<!--(?:(?!-->).){0,300}-->\s*\Z", re.DOTALL)
_HEAD = 65_536


def body_hash(body: bytes) -> str:
    """Of the bytes as they are."""
    return blake2b(body, digest_size=16).hexdigest()


def items_hash(body: bytes) -> str:
    """Of the body without what changes though nothing is new: the build dates of the feed's
    head (before the first item) and a time-stamp comment at the very end."""
    first = _FIRST_ITEM.search(body, 0, _HEAD)
    if first is None:
        return body_hash(body)
    tail = _COMMENT.search(body, max(first.start(), len(body) - 400))
    digest = blake2b(_BUILD_DATE.sub(b"", body[: first.start()]), digest_size=16)
    digest.update(memoryview(body)[first.start() : tail.start() if tail else len(body)])
    return digest.hexdigest()
