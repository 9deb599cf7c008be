"""Stores: one small class per job over one database, SQLite or PostgreSQL.

Each is loaded when it is first asked for: a poll needs two of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chipwire.stores.alerts import AlertTable
    from chipwire.stores.articles import ArticleTable
    from chipwire.stores.database import Database
    from chipwire.stores.deliveries import DeliveryTable
    from chipwire.stores.digests import DigestTable
    from chipwire.stores.feeds import FeedTable
    from chipwire.stores.opening import open_database
    from chipwire.stores.stories import StoryTable

__all__ = [
    "AlertTable",
    "ArticleTable",
    "Database",
    "DeliveryTable",
    "DigestTable",
    "FeedTable",
    "StoryTable",
    "open_database",
]

_MODULES = {
    "AlertTable": "alerts",
    "ArticleTable": "articles",
    "Database": "database",
    "DeliveryTable": "deliveries",
    "DigestTable": "digests",
    "FeedTable": "feeds",
    "StoryTable": "stories",
    "open_database": "opening",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
