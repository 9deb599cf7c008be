from pathlib import Path

import pytest

FEEDS = """\
# Our feeds.
feeds:
  # --- Germany
  - url: https://heise.example/atom      # the ticker
    title: "heise online"
    tier: trade press
    # asked for by Ann

  # --- China
  - url: https://ithome.example/rss
    title: IT之家
    options: {every: 5}
# the end
"""

WATCHLIST = """\
topics:
  - id: h20     # the chip
    name: H20
    group: chips
    keywords:
      - any: [H20, HGX H20]
        needs: [Nvidia]
      - 'H20芯片'
    excludes: [H2O]

  # the maker
  - id: nvidia
    name: Nvidia
    group: companies
    keywords: Nvidia

  - id: both
    name: Both
    all_of: [h20, nvidia]
"""

SUBSCRIBERS = """\
subscribers:
- address: ann@example.org
  zone: Europe/Berlin
  topics: [nvidia]
- id: bob
  address: bob@example.org
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of seed files as a person would write them."""
    for name, text in (
        ("feeds.yaml", FEEDS),
        ("watchlist.yaml", WATCHLIST),
        ("subscribers.yaml", SUBSCRIBERS),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path
