"""Where settings come from: variables first, then .env, then secret files, then defaults."""

import difflib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsError,
)

from chipwire.settings.fields import PREFIX, Settings

SECRETS_DIR = f"{PREFIX}SECRETS_DIR"
DEFAULT_SECRETS = Path("/run/secrets")
MASK = "••••••"


class BadSettingsError(Exception):
    """Settings that cannot be used; the message names each variable and what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One setting: its variable, value as text (secrets masked), and where it comes from."""

    name: str
    value: str
    default: str
    origin: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSettings:
    """The settings, sentences about names nobody knows, and each set name's origin."""

    settings: Settings
    warnings: tuple[str, ...]
    origins: Mapping[str, str]


def load_settings(env_file: Path | None = Path(".env")) -> LoadedSettings:
    """Read all sources.

    Raises:
        BadSettingsError: a value is wrong; every wrong one is named.
    """
    secrets = _secrets_dir()
    origins = _origins(env_file, secrets)
    try:
        settings = _with_sources(env_file, secrets)
    except (ValidationError, SettingsError) as error:
        raise BadSettingsError(_explain(error, origins)) from error
    return LoadedSettings(settings=settings, warnings=tuple(_unknown(origins)), origins=origins)


def only(**values: Any) -> LoadedSettings:
    """Settings of these values and the defaults, whatever the variables around us say."""

    plain = _settings_class(lambda init, *_: (init,))
    return LoadedSettings(settings=plain(**values), warnings=(), origins={})


def rows(loaded: LoadedSettings) -> list[SettingRow]:
    """Every setting there is, in the order of the fields, for `doctor` and the README."""
    return list(_rows(loaded.settings, PREFIX, loaded.origins))


def variable(name: str, env_file: Path = Path(".env")) -> str | None:
    """A variable that a seed file names: from the environment, else .env, else a secret file."""
    if name in os.environ:
        return os.environ[name]
    if env_file.is_file() and (value := dotenv_values(env_file).get(name)):
        return value
    secrets = _secrets_dir()
    try:
        return (secrets / name).read_text("utf-8") if secrets else None
    except (OSError, ValueError):  # absent, not ours to read, or no text: not set, for us
        return None


def known_names() -> list[str]:
    """All variable names, nested ones with `__`."""
    defaults = Settings.model_construct()
    return [row.name for row in _rows(defaults, PREFIX, {})] + [SECRETS_DIR]


def _secrets_dir() -> Path | None:
    folder = Path(os.environ.get(SECRETS_DIR, DEFAULT_SECRETS))
    return folder if folder.is_dir() else None


def _with_sources(env_file: Path | None, secrets: Path | None) -> Settings:
    def ordered(
        init: PydanticBaseSettingsSource,
        env: PydanticBaseSettingsSource,
        dotenv: PydanticBaseSettingsSource,
        files: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        if secrets is None:
            return init, env, dotenv
        nested = NestedSecretsSettingsSource(
            files, secrets_dir=secrets, secrets_prefix=PREFIX, secrets_nested_delimiter="__"
        )
        return init, env, dotenv, nested

    return _settings_class(ordered)(_env_file=env_file)


def _settings_class(
    ordered: Callable[..., tuple[PydanticBaseSettingsSource, ...]],
) -> type[Settings]:
    """Settings that read the sources which `ordered` makes of the usual four."""

    class Sourced(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic-settings passes it
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return ordered(init_settings, env_settings, dotenv_settings, file_secret_settings)

    return Sourced


def _origins(env_file: Path | None, secrets: Path | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if secrets is not None:
        names = (path.name for path in sorted(secrets.iterdir()))
        found |= {name.upper(): f"secret file {secrets / name}" for name in names}
    if env_file is not None and env_file.is_file():
        found |= {name.upper(): str(env_file) for name in dotenv_values(env_file)}
    found |= {name.upper(): "environment" for name in os.environ}
    return {name: origin for name, origin in found.items() if name.startswith(PREFIX)}


def _unknown(origins: Mapping[str, str]) -> Iterator[str]:
    names = known_names()
    for name in sorted(set(origins) - set(names)):
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield f"{name} ({origins[name]}) is not a setting{hint}"


def _explain(error: ValidationError | SettingsError, origins: Mapping[str, str]) -> str:
    if isinstance(error, SettingsError):
        return str(error)
    lines = []
    for item in error.errors(include_url=False, include_input=False):
        name = PREFIX + "__".join(str(part) for part in item["loc"]).upper()
        lines.append(f"{name} ({origins.get(name, 'default')}): {item['msg']}")
    return "\n".join(lines)


def _rows(model: BaseModel, prefix: str, origins: Mapping[str, str]) -> Iterator[SettingRow]:
    for field, info in type(model).model_fields.items():
        value = getattr(model, field)
        name = f"{prefix}{field}".upper()
        if isinstance(value, BaseModel):
            yield from _rows(value, f"{name}__", origins)
            continue
        yield SettingRow(
            name=name,
            value=_shown(field, value),
            default=_shown(field, info.get_default()),
            origin=origins.get(name, "default"),
            description=info.description or "",
        )


def _shown(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, bool):
        return str(value).lower()
    return (
        _without_password(str(value))
        if field.endswith(("url", "proxy", "operator"))
        else str(value)
    )


def _without_password(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    if not separator:
        return url
    user, at, host = rest.rpartition("@")
    shown = f"{user.partition(':')[0]}:{MASK}@" if at and ":" in user else user + at
    return f"{scheme}://{shown}{host}"
