"""Polling a farm of feeds beside another feed reader, in one run: the README's table.

    python tests/benchmarks/farm_against_peer.py --tools DIR --peer PYTHON [MODE …]

DIR holds feedfarm.py and peer_reader.py; PYTHON is that of an environment with
`reader sgmllib3k`. Wall time is that of whole processes, start-up included; of two unchanged (or
grown) rounds each is printed. Wants a machine with nothing else to do.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

WATCHLIST = Path(__file__).parents[2] / "seeds" / "watchlist.yaml"
FEEDS, ITEMS, PORT = 1_000, 30, 8_900
MODES = ("etag", "plain", "churn", "grow")
ROUNDS = 2


class Desk:
    """Chipwire on an empty folder with the farm's feeds."""

    def __init__(self, folder: Path, opml: Path) -> None:
        seeds = folder / "seeds"
        seeds.mkdir()
        (seeds / "feeds.yaml").write_text("feeds: []\n")
        (seeds / "subscribers.yaml").write_text("subscribers: []\n")
        shutil.copy(WATCHLIST, seeds)
        self._env = {
            **os.environ,
            "CHIPWIRE_SEEDS": str(seeds),
            "CHIPWIRE_HOME": str(folder / "home"),
            "CHIPWIRE_FETCH__ALLOW_PRIVATE_NETWORKS": "true",
        }
        subprocess.run([*self._command("feeds", "import"), opml], env=self._env, check=True)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "chipwire", *words]

    def poll(self) -> tuple[float, dict[str, int], int]:
        """Seconds, what `--json` says, and the peak of memory in MB, all processes together."""
        began, done, peak = time.monotonic(), threading.Event(), [0]
        command = self._command("poll", "--force", "--json")
        with subprocess.Popen(command, env=self._env, stdout=subprocess.PIPE) as process:
            watch = threading.Thread(target=_watch, args=(process.pid, done, peak))
            watch.start()
            out, _ = process.communicate()
            seconds = time.monotonic() - began
        done.set()
        watch.join()
        return seconds, json.loads(out), peak[0] // 1024


def _watch(pid: int, done: threading.Event, peak: list[int]) -> None:
    while not done.wait(0.2):
        peak[0] = max(peak[0], sum(map(_pss, _family(pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(c) for task in tasks for c in (task / "children").read_text().split()]
    except OSError:
        return  # it ended meanwhile
    for child in children:
        yield from _family(child)


def _pss(pid: int) -> int:
    """Kilobytes, pages that processes share counted once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def farm(tools: Path, mode: str, port: int, opml: Path) -> Iterator[None]:
    """The farm of feeds, answering."""
    words = ["--port", str(port), "--feeds", str(FEEDS), "--items", str(ITEMS), "--mode", mode]
    command = [sys.executable, str(tools / "feedfarm.py"), *words, "--opml", str(opml)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


def peer(python: Path, tools: Path, database: Path, port: int, mode: str) -> float:
    """The other reader's seconds."""
    began = time.monotonic()
    words = [str(tools / "peer_reader.py"), str(database), str(FEEDS), str(port), mode]
    subprocess.run([str(python), *words], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def race(mode: str, port: int, tools: Path, python: Path, folder: Path) -> None:
    """First poll and later ones, each beside the peer's."""
    opml, database = folder / "farm.opml", folder / "peer.db"
    with farm(tools, mode, port, opml):
        desk = Desk(folder, opml)
        theirs = peer(python, tools, database, port, "cold")
        ours, counts, memory = desk.poll()
        _told(f"{mode}, first", ours, theirs, counts, memory)
        for _ in range(ROUNDS):
            if mode == "grow":
                urllib.request.urlopen(f"http://127.0.0.1:{port}/tick").close()
            ours, counts, memory = desk.poll()
            theirs = peer(python, tools, database, port, "warm")
            _told(f"{mode}, again", ours, theirs, counts, memory)


def _told(name: str, ours: float, theirs: float, counts: Mapping[str, int], memory: int) -> None:
    new, flagged = counts["articles_new"], counts["flagged"]
    print(
        f"{name:14} {ours:6.2f} s beside {theirs:6.2f} s: {ours / theirs:.2f}"
        f"   new {new}, flagged {flagged}, failed {counts['failed']}, peak {memory} MB",
        flush=True,
    )


def main() -> None:
    """Race in the modes that are asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--tools", type=Path, required=True)
    options.add_argument("--peer", type=Path, required=True)
    options.add_argument("modes", nargs="*", metavar="MODE", default=MODES)
    asked = options.parse_args()
    for number, mode in enumerate(asked.modes):
        with tempfile.TemporaryDirectory() as folder:
            race(mode, PORT + number, asked.tools, asked.peer, Path(folder))


if __name__ == "__main__":
    main()
