"""Settings: what they are (fields) and where they come from (load)."""

from chipwire.settings.fields import (
    PREFIX,
    DeliverySettings,
    DigestSettings,
    FetchSettings,
    HttpSettings,
    PollSettings,
    RetentionSettings,
    Settings,
    SmtpSettings,
    SpacySettings,
)
from chipwire.settings.load import (
    BadSettingsError,
    LoadedSettings,
    SettingRow,
    load_settings,
    only,
    rows,
    variable,
)

__all__ = [
    "PREFIX",
    "BadSettingsError",
    "DeliverySettings",
    "DigestSettings",
    "FetchSettings",
    "HttpSettings",
    "LoadedSettings",
    "PollSettings",
    "RetentionSettings",
    "SettingRow",
    "Settings",
    "SmtpSettings",
    "SpacySettings",
    "load_settings",
    "only",
    "rows",
    "variable",
]
