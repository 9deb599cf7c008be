from pathlib import Path

import pytest

from chipwire.settings import BadSettingsError, load_settings, rows


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHIPWIRE_SECRETS_DIR", str(tmp_path / "none"))


def test_nested_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_SMTP__PORT", "2525")
    loaded = load_settings()
    assert loaded.settings.smtp.port == 2525
    assert loaded.origins["CHIPWIRE_SMTP__PORT"] == "environment"


def test_variable_wins_over_env_file_wins_over_secret_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    for name in ("HOST", "USERNAME", "PASSWORD"):
        (secrets / f"chipwire_smtp__{name.lower()}").write_text("from secret\n")
    Path(".env").write_text(
        "CHIPWIRE_SMTP__HOST=from file\nCHIPWIRE_SMTP__USERNAME=from file\nPOSTGRES_PASSWORD=x\n"
    )
    monkeypatch.setenv("CHIPWIRE_SECRETS_DIR", str(secrets))
    monkeypatch.setenv("CHIPWIRE_SMTP__HOST", "from environment")
    smtp = load_settings().settings.smtp
    password = smtp.password.get_secret_value() if smtp.password else None
    assert (smtp.host, smtp.username, password) == ("from environment", "from file", "from secret")


def test_upper_case_secret_file_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "CHIPWIRE_SMTP__PASSWORD").write_text("s3cret")
    (secrets / "other_programs_secret").write_text("theirs")
    monkeypatch.setenv("CHIPWIRE_SECRETS_DIR", str(secrets))
    loaded = load_settings()
    assert loaded.settings.smtp.password is not None
    assert loaded.settings.smtp.password.get_secret_value() == "s3cret"
    assert loaded.warnings == ()


def test_unknown_name_is_told_with_the_nearest_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_SMTP__PASWORD", "x")
    Path(".env").write_text("CHIPWIRE_HOM=/tmp\nMAILPIT_PORT=1\n")
    warnings = load_settings().warnings
    assert warnings == (
        "CHIPWIRE_HOM (.env) is not a setting; did you mean CHIPWIRE_HOME?",
        "CHIPWIRE_SMTP__PASWORD (environment) is not a setting; "
        "did you mean CHIPWIRE_SMTP__PASSWORD?",
    )


def test_every_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_SMTP__PORT", "many")
    monkeypatch.setenv("CHIPWIRE_DIGEST__THRESHOLD", "7")
    with pytest.raises(BadSettingsError) as caught:
        load_settings()
    assert "CHIPWIRE_SMTP__PORT (environment)" in str(caught.value)
    assert "CHIPWIRE_DIGEST__THRESHOLD (environment)" in str(caught.value)


def test_empty_variable_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_SMTP__HOST", "")
    monkeypatch.setenv("CHIPWIRE_SMTP__PORT", "")
    assert load_settings().settings.smtp.host is None


def test_home_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setenv("CHIPWIRE_HOME", "~/news")
    assert load_settings().settings.home == Path("/home/reader/news")


def test_rows_mask_every_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_SMTP__PASSWORD", "hunter2secret")
    monkeypatch.setenv("CHIPWIRE_DATABASE_URL", "postgresql+psycopg://me:hunter2secret@db/x")
    monkeypatch.setenv("CHIPWIRE_OPERATOR", "ntfys://me:hunter2secret@ntfy.example/x")
    monkeypatch.setenv("CHIPWIRE_FETCH__PROXY", "http://me:hunter2secret@proxy.example:3128")
    shown = {row.name: row.value for row in rows(load_settings())}
    assert "hunter2secret" not in repr(shown)
    assert shown["CHIPWIRE_DATABASE_URL"].startswith("postgresql+psycopg://me:")
    assert shown["CHIPWIRE_DATABASE_URL"].endswith("@db/x")
    assert shown["CHIPWIRE_SMTP__PASSWORD"]


def test_every_setting_is_described() -> None:
    assert [row.name for row in rows(load_settings()) if not row.description] == []


@pytest.mark.parametrize("name", ["CHIPWIRE_PUBLIC_URL", "CHIPWIRE_HEARTBEAT_URL"])
@pytest.mark.parametrize(
    "url",
    ["news.example.org", "ftp://news.example.org", "https://:80", "file:///etc/passwd", "//x/y"],
)
def test_a_web_address_begins_with_http(
    monkeypatch: pytest.MonkeyPatch, name: str, url: str
) -> None:
    monkeypatch.setenv(name, url)
    with pytest.raises(BadSettingsError, match=name) as caught:
        load_settings()
    assert "must be a web address that begins with http:// or https://" in str(caught.value)
    assert url not in str(caught.value)


@pytest.mark.parametrize("port", ["x", "99999"])
def test_a_web_address_has_a_port_that_exists(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("CHIPWIRE_PUBLIC_URL", f"https://news.example.org:{port}")
    with pytest.raises(BadSettingsError, match="web address"):
        load_settings()


def test_good_web_addresses_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_PUBLIC_URL", " https://news.example.org/desk ")
    monkeypatch.setenv("CHIPWIRE_HEARTBEAT_URL", "http://127.0.0.1:8000/ping/u?id=1")
    settings = load_settings().settings
    assert settings.public_url == "https://news.example.org/desk"
    assert settings.heartbeat_url == "http://127.0.0.1:8000/ping/u?id=1"
    monkeypatch.setenv("CHIPWIRE_PUBLIC_URL", "https://news.example.org/?u=")
    with pytest.raises(BadSettingsError, match="must end with its path"):
        load_settings()
