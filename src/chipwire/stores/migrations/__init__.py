"""The way from every earlier form of the tables to today's, by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Runs what is missing, within the transaction of `connection`."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def known_revisions() -> frozenset[str]:
    """All revisions that this version can start from."""
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def head() -> str | None:
    """The newest revision among the scripts."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    # A percent sign in the path would be read as interpolation.
    here = str(Path(__file__).parent).replace("%", "%%")
    config.set_main_option("script_location", here)
    return config
