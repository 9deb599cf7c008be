"""Building the parts, and turning every known fault into words."""

from collections.abc import Iterator
from contextlib import contextmanager

from chipwire.app.parts import Parts
from chipwire.ports import StoreError
from chipwire.seeds.problems import SeedError
from chipwire.settings import BadSettingsError, Settings, load_settings


class AppError(Exception):
    """Chipwire cannot do this as things stand; the message says why and what to do."""


@contextmanager
def build(*, quiet: bool = True) -> Iterator[Parts]:
    """The parts from the settings around us; closed at the end.

    `quiet` logs warnings and worse only.

    Raises:
        AppError: settings, seeds, watchlist or database are not fit for use.
    """
    try:
        loaded = load_settings()
        parts = Parts(loaded)
        _log(parts, quiet=quiet)
        try:
            yield parts
        finally:
            parts.close()
    except _known_faults() as error:
        raise AppError(str(error)) from error


def _known_faults() -> tuple[type[Exception], ...]:
    """Asked for when there is a fault, and not before: matching takes a while to load."""
    from chipwire.core.matching import WatchlistError

    return BadSettingsError, StoreError, SeedError, WatchlistError


def _log(parts: Parts, *, quiet: bool) -> None:
    if quiet:
        import logging

        logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
        return
    from chipwire import logs

    secrets = [*secrets_of(parts.settings), *parts.credentials().secrets]
    logs.configure(parts.settings.log_level, secrets)


def secrets_of(settings: Settings) -> list[str]:
    """Every value that must not be logged."""
    password = settings.smtp.password.get_secret_value() if settings.smtp.password else None
    database = settings.database_url and _password_in(settings.database_url)
    return [secret for secret in (password, database) if secret]


def _password_in(url: str) -> str | None:
    from sqlalchemy.engine import make_url

    password = make_url(url).password
    return str(password) if password else None
