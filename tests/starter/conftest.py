"""The shipped watchlist, compiled once for all tests here."""

from pathlib import Path

import pytest

from chipwire.jobs.judge import Judge
from chipwire.seeds.watchlist import load_watchlist

SHIPPED = Path(__file__).parents[2] / "seeds" / "watchlist.yaml"


@pytest.fixture(scope="session")
def judge() -> Judge:
    return Judge(load_watchlist(SHIPPED.read_bytes(), "watchlist.yaml"))
