"""Settings from CHIPWIRE_… variables, a .env file or secret files, nested with `__`."""

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CHIPWIRE_"


class FetchSettings(BaseModel):
    """Polling over HTTP. Times are seconds, sizes bytes."""

    allow_private_networks: bool = Field(False, description="fetch from private addresses too")
    timeout: float = Field(30.0, gt=0, description="one request, from connect to last byte, s")
    connect_timeout: float = Field(10.0, gt=0, description="to open one connection, s")
    max_bytes: int = Field(20_000_000, gt=0, description="largest body after decompression")
    max_redirects: int = Field(5, ge=0, description="redirects followed for one request")
    per_host: int = Field(2, ge=1, description="connections to one host at a time")
    concurrency: int = Field(64, ge=1, description="requests at a time, all hosts together")
    user_agent: str = Field("", description="empty: Chipwire's own, with its version")
    ca_bundle: Path | None = Field(None, description="file of extra certificate authorities")
    proxy: str | None = Field(None, description="proxy URL; else the usual proxy variables")


class PollSettings(BaseModel):
    """Cadence of polling, in seconds."""

    min_interval: int = Field(900, ge=60, description="shortest time between polls, s")
    max_interval: int = Field(86_400, ge=60, description="longest time between polls, s")
    default_interval: int = Field(1_800, ge=60, description="before a feed's rhythm is known, s")
    workers: int = Field(1, ge=0, description="processes that parse and match beside the main one")


class DigestSettings(BaseModel):
    """What stands in a digest."""

    lookback: int = Field(48, ge=1, description="hours: older items of a new feed are backlog")
    threshold: float = Field(0.5, ge=0, le=1, description="least relevance that is shown")
    known_stories: Literal["line", "omit"] = Field(
        "line", description="a known story without news: one line, or left out"
    )


class DeliverySettings(BaseModel):
    """Tries, patience, and what to do when the server may have accepted."""

    max_attempts: int = Field(12, ge=1, description="tries before a message is a dead letter")
    retry_base: int = Field(60, ge=1, description="wait before the second try, s; doubles")
    retry_max: int = Field(7_200, ge=1, description="longest wait between tries, s")
    stale_claim: int = Field(600, ge=30, description="a claim this old was left by a crash, s")
    on_doubt: Literal["resend", "hold"] = Field(
        "resend", description="server may have accepted: send again, or hold for the operator"
    )


class SmtpSettings(BaseModel):
    """The mail server. Without a host, mail goes to the outbox folder."""

    host: str | None = Field(None, description="mail server; empty: the outbox folder")
    port: int | None = Field(None, description="default 587, or 465 with implicit TLS, or 25")
    username: str | None = Field(None, description="login name")
    password: SecretStr | None = Field(None, description="login password")
    sender: str = Field("Chipwire <chipwire@localhost>", description="From address")
    reply_to: str | None = Field(None, description="Reply-To, and mailto: unsubscribe")
    tls: Literal["starttls", "implicit", "none"] = Field("starttls", description="encryption")
    timeout: float = Field(30.0, gt=0, description="each step of the dialogue, s")
    ca_bundle: Path | None = Field(None, description="file of extra certificate authorities")


class RetentionSettings(BaseModel):
    """How long things are kept, in days. Digests are kept for ever."""

    texts: int = Field(90, ge=1, description="days: full texts of articles")
    identities: int = Field(400, ge=30, description="days: identities, so old is never new")


class SpacySettings(BaseModel):
    """A statistical spaCy model for a language, by package name; without one: blank and rules."""

    en: str | None = Field(None, description="spaCy model for English; empty: rules only")
    de: str | None = Field(None, description="spaCy model for German; empty: rules only")
    zh: str | None = Field(None, description="spaCy model for Chinese; empty: rules only")


class HttpSettings(BaseModel):
    """The local health port."""

    host: str = Field("127.0.0.1", description="address that /healthz listens on")
    port: int = Field(8787, ge=0, le=65535, description="its port; 0: none")


class Settings(BaseSettings):
    """All settings; each field's description stands in the README's table."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        validate_default=True,
        env_ignore_empty=True,
    )

    home: Path = Field(Path("~/.local/share/chipwire"), description="data folder")
    seeds: Path | None = Field(None, description="folder of the three YAML files")
    templates: Path | None = Field(None, description="folder of your own templates")
    database_url: str | None = Field(None, description="SQLAlchemy URL; empty: SQLite in home")
    public_url: str | None = Field(None, description="where readers reach the health server")
    operator: str | None = Field(None, description="address or apprise URL that hears of trouble")
    heartbeat_url: str | None = Field(None, description="fetched after each digest round")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    fetch: FetchSettings = FetchSettings()
    poll: PollSettings = PollSettings()
    digest: DigestSettings = DigestSettings()
    delivery: DeliverySettings = DeliverySettings()
    smtp: SmtpSettings = SmtpSettings()
    retention: RetentionSettings = RetentionSettings()
    http: HttpSettings = HttpSettings()
    spacy: SpacySettings = SpacySettings()

    @field_validator("public_url", "heartbeat_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        # What is wrong with it is not quoted: a heartbeat's address is a secret.
        if url is None:
            return None
        try:
            parts = urlsplit(url.strip())
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good or any(char.isspace() for char in url.strip()):
            raise ValueError("must be a web address that begins with http:// or https://")
        return url.strip()

    @field_validator("public_url")
    @classmethod
    def _plain_address(cls, url: str | None) -> str | None:
        if url and (urlsplit(url).query or urlsplit(url).fragment):
            raise ValueError("must end with its path: no ? and no #, since more is added to it")
        return url

    @field_validator("home", "seeds", "templates")
    @classmethod
    def _expand(cls, path: Path | None) -> Path | None:
        return path and path.expanduser()
