"""Names in flagged articles: people, organisations, products and places.

text → annotator's mentions, else rules → joined with what the watchlist knows → Entities
"""

from chipwire.core.entities.finding import find_entities

__all__ = ["find_entities"]
