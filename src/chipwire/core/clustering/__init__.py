"""Grouping: which articles tell one event, and how many of them are independent reports."""

from chipwire.core.clustering.independence import independent
from chipwire.core.clustering.kinds import is_follow_up
from chipwire.core.clustering.likeness import TUNING, Tuning
from chipwire.core.clustering.stories import Grouping, group

__all__ = ["TUNING", "Grouping", "Tuning", "group", "independent", "is_follow_up"]
