"""Settings are read strictly, and what is wrong with them is told without their values."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz0123456"  # noqa: S105 - of no bot


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path / ".env"


def problems(env_file: Path, text: str) -> tuple[str, ...]:
    env_file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(env_file=env_file)
    return caught.value.problems


def test_without_any_setting_the_bot_is_set_up_for_telegram_itself(env_file: Path) -> None:
    settings = read_settings(env_file=env_file)
    assert settings.bot_token is None
    assert settings.admin_ids == ()
    assert str(settings.telegram_base_url) == "https://api.telegram.org/bot"


def test_settings_come_from_the_env_file_and_the_environment_wins(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env_file.write_text(f"BOT_TOKEN={TOKEN}\nADMIN_IDS=1, 22\nLOG_LEVEL=debug\n")
    monkeypatch.setenv("LOG_LEVEL", "warning")
    settings = read_settings(env_file=env_file)
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.admin_ids == (1, 22)
    assert settings.log_level == "WARNING"


def test_an_empty_value_is_as_good_as_none(env_file: Path) -> None:
    env_file.write_text("BOT_TOKEN=\nADMIN_IDS=\nFACTS_DIR=\n")
    settings = read_settings(env_file=env_file)
    assert (settings.bot_token, settings.admin_ids, settings.facts_dir) == (None, (), None)


def test_each_bot_has_a_file_of_its_own(env_file: Path) -> None:
    databases = []
    for token in (TOKEN, TOKEN.replace("123456:", "654321:")):
        env_file.write_text(f"BOT_TOKEN={token}\n")
        databases.append(read_settings(env_file=env_file).database)
    assert [Path(database).name for database in databases] == ["bot-123456.sqlite3", "bot-654321.sqlite3"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("BOT_TOKEN=secret", "BOT_TOKEN: must be the whole token"),
        ("ADMIN_IDS=1,ana", "ADMIN_IDS: must be Telegram user ids separated by commas"),
        ("ADMIN_IDS=0", "ADMIN_IDS: must be Telegram user ids, which are positive"),
        ("FACTS_DIR=/no/such/folder", "FACTS_DIR: must be a folder that exists"),
        ("CAUTION=2", "CAUTION: must be a share from 0 to 1, such as "),
        ("CAUTION=much", "CAUTION: must be a share from 0 to 1, such as "),
        ("CAUTION=nan", "CAUTION: must be a share from 0 to 1, such as "),
        ("LOG_LEVEL=loud", "LOG_LEVEL: must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("TELEGRAM_BASE_URL=nowhere", "TELEGRAM_BASE_URL: must be a URL such as"),
        ("TELEGRAM_BASE_URL=ftp://example.org", "TELEGRAM_BASE_URL: must be a URL that starts with http"),
        ("LOG_FORMAT=xml", "LOG_FORMAT: must be 'text' or 'json'"),
        ("RETENTION_DAYS=0", "RETENTION_DAYS: must be at least 1"),
        ("LISTEN_PORT=70000", "LISTEN_PORT: must be less than or equal to 65535"),
        ("WEBHOOK_SECRET=short", "WEBHOOK_SECRET: must be 16 to 256 characters"),
        ("BOT_TOKN=x", "BOT_TOKN: must not stand in .env, no such setting; did you mean BOT_TOKEN?"),
        ("COLOUR=red", "COLOUR: must not stand in .env, no such setting; known are BOT_TOKEN, "),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_by_what_must_hold(env_file: Path, line: str, problem: str) -> None:
    (told,) = problems(env_file, line)
    assert told.startswith(problem)
    assert "\n" not in told


def test_every_wrong_setting_is_told_at_once(env_file: Path) -> None:
    assert len(problems(env_file, "BOT_TOKEN=x\nLOG_LEVEL=x\nNOPE=x\n")) == 3


def test_a_token_is_never_shown(env_file: Path) -> None:
    assert "hunter2" not in str(problems(env_file, "BOT_TOKEN=hunter2"))
    env_file.write_text(f"BOT_TOKEN={TOKEN}")
    settings = read_settings(env_file=env_file)
    assert TOKEN not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_what_the_bot_keeps_is_kept_in_the_state_folder_unless_a_database_is_set(
    env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/var/state")
    assert read_settings(env_file=env_file).database == "sqlite:////var/state/unmik-bot/bot.sqlite3"
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/bot")
    assert read_settings(env_file=env_file).database == "sqlite:////home/bot/.local/state/unmik-bot/bot.sqlite3"
    env_file.write_text("DATABASE_URL=postgresql://bot:geheim@db/bot\n")
    settings = read_settings(env_file=env_file)
    assert settings.database == "postgresql://bot:geheim@db/bot"
    assert "geheim" not in f"{settings!r} {settings} {settings.model_dump_json()}"
