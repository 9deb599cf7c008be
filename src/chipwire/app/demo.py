"""`chipwire demo`: the whole path, once, offline, over made-up feeds on loopback."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from chipwire.app.parts import Parts
from chipwire.core.model import Digest, Slot
from chipwire.demo import DemoServer, render, serve
from chipwire.seeds.folder import FEEDS, SUBSCRIBERS, WATCHLIST, shipped_folder
from chipwire.settings import only


def run_demo(out: Path) -> Iterator[str]:
    """Serve, poll, match, group, compose, render, deliver to files; a line for each step.

    Leaves `digest.html` (the mail's HTML part), `.txt`, `.json` and `.eml` in `out`. Nothing of
    the user's is read or touched: settings, seeds, database and mail server are the demo's own.

    Raises:
        OSError: `out` cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    with (
        TemporaryDirectory(prefix="chipwire-demo-") as home,
        serve(shipped_folder("seeds") / "demo", now) as server,
    ):
        yield f"made-up feeds are served on {server.base}"
        parts = _parts(Path(home), server, now)
        try:
            yield from _path(parts, out)
        finally:
            parts.close()


def _parts(home: Path, server: DemoServer, now: datetime) -> Parts:
    seeds = home / "seeds"
    seeds.mkdir()
    shipped = shipped_folder("seeds")
    for name in (FEEDS, SUBSCRIBERS):
        template = (shipped / "demo" / name).read_text("utf-8")
        (seeds / name).write_text(render(template, server.base, now), "utf-8")
    shutil.copy(shipped / WATCHLIST, seeds / WATCHLIST)
    settings = only(home=home, seeds=seeds, smtp={"sender": "Chipwire Demo <demo@example.org>"})
    return Parts(settings, now=lambda: now, allowed=frozenset({("127.0.0.1", server.port)}))


def _path(parts: Parts, out: Path) -> Iterator[str]:
    report = parts.poll(force=True)
    yield (
        f"{report.feeds} feeds polled over HTTP: {report.failed} failed (it is gone, on purpose), "
        f"{report.articles_new} articles, {report.flagged} flagged"
    )
    yield f"{parts.group()} flagged articles grouped into stories"
    reader = parts.seedbook.seeds.subscribers[0]
    parts.mailroom.digest_now([reader])
    parts.mailroom.deliver()
    digest = parts.digests.find(reader.id, Slot(local_date=parts.now().date()))
    assert digest is not None  # noqa: S101 - made two lines above
    _write(parts, digest, out)
    yield f"{len(digest.entries)} stories in one digest"
    yield f"open {out / 'digest.html'}; beside it: digest.eml, digest.txt, digest.json"


def _write(parts: Parts, digest: Digest, out: Path) -> None:
    outbox = parts.settings.home / "outbox"
    (mail,) = outbox.glob("*.eml")
    (out / "digest.eml").write_bytes(mail.read_bytes())
    (out / "digest.html").write_bytes(mail.with_suffix(".html").read_bytes())
    (out / "digest.txt").write_text(parts.mailroom.stationery.rendered(digest, "text"), "utf-8")
    (out / "digest.json").write_text(parts.mailroom.stationery.rendered(digest, "json"), "utf-8")
