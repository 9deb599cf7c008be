"""Names in flagged articles: people, organisations, products and places.

text → annotator's mentions, else rules → joined with what the watchlist knows → Entities
"""

from chipwire.core.entities.finding import find_entities
from chipwire.core.entities.novelty import NewName, new_names

__all__ = ["NewName", "find_entities", "new_names"]
