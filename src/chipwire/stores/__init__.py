"""Stores: one small class per job over one database, SQLite or PostgreSQL."""

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
