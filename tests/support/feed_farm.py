"""Many feeds on loopback, each on a host of its own, in a process of its own.

    python feed_farm.py PORT FEEDS ITEMS

Feed N is http://127.0.x.y:PORT/N. Every answer has an ETag, and a request that names it gets
304. It says "ready" once it listens.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HOSTS = 250


def addresses(port: int, feeds: int) -> list[str]:
    return [f"http://127.0.0.{1 + n % HOSTS}:{port}/{n}" for n in range(feeds)]


@contextmanager
def farm(port: int, feeds: int, items: int) -> Iterator[Sequence[str]]:
    """The addresses of feeds that are being served."""
    words = [sys.executable, __file__, str(port), str(feeds), str(items)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield addresses(port, feeds)
        finally:
            process.kill()


def configured(folder: Path, urls: Sequence[str]) -> Path:
    """A folder of seed files that name these feeds, no reader, and one topic."""
    folder.mkdir(parents=True)
    feeds = "".join(f"  - url: {url}\n" for url in urls)
    (folder / "feeds.yaml").write_text(f"feeds:\n{feeds}", "utf-8")
    topic = "topics:\n  - id: h20\n    keywords: [H20]\n"
    (folder / "watchlist.yaml").write_text(topic, "utf-8")
    (folder / "subscribers.yaml").write_text("subscribers: []\n", "utf-8")
    return folder


def _body(feed: int, items: int) -> bytes:
    rows = "".join(
        f"<item><title>Report {n} of desk {feed}</title><link>https://desk{feed}.example/{n}</link>"
        f"<pubDate>Mon, {1 + n % 20} Nov 2025 {n % 24:02d}:00:00 GMT</pubDate>"
        f"<description>{'Words about many things. ' * 12}</description></item>"
        for n in range(items)
    )
    head = f"<title>Desk {feed}</title><link>https://desk{feed}.example/</link>"
    return f'<rss version="2.0"><channel>{head}{rows}</channel></rss>'.encode()


async def _serve(
    feeds: int, items: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            feed = int(head.split(b" ", 2)[1][1:]) % feeds
            tag = b'"%d"' % feed
            known = b"if-none-match: " + tag in head.lower()
            body = b"" if known else _body(feed, items)
            status = b"304 Not Modified" if known else b"200 OK"
            writer.write(
                b"HTTP/1.1 %s\r\nETag: %s\r\nContent-Type: application/rss+xml\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (status, tag, len(body), body)
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def _main(port: int, feeds: int, items: int) -> None:
    hosts = [f"127.0.0.{n}" for n in range(1, HOSTS + 1)]
    server = await asyncio.start_server(
        lambda r, w: _serve(feeds, items, r, w), hosts, port, backlog=256
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(*map(int, sys.argv[1:])))
