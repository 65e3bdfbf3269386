"""Settings from the environment and `.env`; unknown names in `.env` are errors, and secrets are never printed."""

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, HttpUrl, PositiveInt, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge import CAUTION

_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{20,}")


_SHARE = f"must be a share from 0 to 1, such as {CAUTION}"


class SettingsError(Exception):
    """Settings that the bot cannot start with: one line for each, naming the variable and what must hold."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _ids(value: object) -> object:
    """Split a comma-separated list of ids."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise ValueError("must be Telegram user ids separated by commas, such as 12345,67890")
    return parts


class Settings(BaseSettings):
    """Everything that differs from one installation to another."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="forbid", frozen=True
    )

    bot_token: SecretStr | None = None
    """The token that @BotFather gives; only running on Telegram needs it."""
    admin_ids: Annotated[tuple[PositiveInt, ...], NoDecode, BeforeValidator(_ids)] = ()
    """Telegram user ids of those who may reload the fact base."""
    facts_dir: Path | None = None
    """The folder of the fact base; None for the one that comes with the package."""
    locales_dir: Path | None = None
    """A folder of further texts of the bot's own, which may replace those that come with the package."""
    caution: float = CAUTION
    """The share of foreign questions that may be answered, 0 to 1."""
    telegram_base_url: HttpUrl = HttpUrl("https://api.telegram.org/bot")
    telegram_base_file_url: HttpUrl = HttpUrl("https://api.telegram.org/file/bot")
    heartbeat_file: Path | None = None
    """A file to touch in every round of polling, for `unmik-bot health` to look at."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    database_url: SecretStr | None = None
    """Where the bot keeps what outlives it; None for an SQLite file of this bot in the user's state folder."""
    retention_days: PositiveInt = 30
    """How long a question without an answer is kept after it was last asked."""
    messages_per_second: PositiveInt = 28
    """The most messages that one process sends; a little under what Telegram takes, as calls bunch up on their way."""
    webhook_url: HttpUrl | None = None
    """Where Telegram reaches the bot, without the path, such as https://bot.example.org."""
    webhook_secret: SecretStr | None = None
    """What Telegram proves itself with; None for one derived from the token, the same on every replica."""
    listen_host: str = "127.0.0.1"
    listen_port: Annotated[int, Field(ge=1, le=65535)] = 8080

    @property
    def database(self) -> str:
        """The URL of the database; holds its password, if it has one."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        # Updates are numbered for each bot, so each has a file of its own, named by its id, which begins its token.
        bot = f"bot-{self.bot_token.get_secret_value().partition(':')[0]}" if self.bot_token else "bot"
        return f"sqlite:///{_state_folder() / 'unmik-bot' / f'{bot}.sqlite3'}"

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("must be the whole token that @BotFather gave, digits:letters")
        return token

    @field_validator("facts_dir", "locales_dir")
    @classmethod
    def _is_a_folder(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError("must be a folder that exists")
        return folder

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret_that_telegram_takes(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("must be 16 to 256 characters out of A-Z, a-z, 0-9, _ and -")
        return secret

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower(cls, name: object) -> object:
        return name.lower() if isinstance(name, str) else name

    @field_validator("caution")
    @classmethod
    def _is_a_share(cls, caution: float) -> float:
        if not 0 <= caution <= 1:
            raise ValueError(_SHARE)
        return caution

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def read_settings(*, env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings; raises SettingsError with every problem."""
    try:
        return Settings(_env_file=env_file)  # type: ignore[call-arg]  # pydantic-settings takes it at run time
    except ValidationError as error:
        raise SettingsError(tuple(_problems(error))) from None
    except UnicodeDecodeError:
        raise SettingsError((f"{env_file}: must be UTF-8 text",)) from None


def _state_folder() -> Path:
    """Return where programs keep their state (XDG Base Directory Specification)."""
    folder = Path(os.environ.get("XDG_STATE_HOME", ""))
    return folder if folder.is_absolute() else Path.home() / ".local" / "state"


def _problems(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_input=False, include_url=False):
        yield _problem(detail)


def _problem(detail: Mapping[str, Any]) -> str:
    """Word one of pydantic's errors without the value, which may be a secret."""
    name = str(detail["loc"][0]).upper() if detail["loc"] else "settings"
    if detail["type"] == "extra_forbidden":
        known = [field.upper() for field in Settings.model_fields]
        near = get_close_matches(name, known, n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        return f"{name}: must not stand in .env, no such setting; {hint}"
    rule = {
        "float_parsing": _SHARE,
        "url_parsing": "must be a URL such as https://api.telegram.org/bot",
        "url_scheme": "must be a URL that starts with http:// or https://",
        "greater_than": "must be Telegram user ids, which are positive"
        if name == "ADMIN_IDS"
        else "must be at least 1",
    }.get(detail["type"], str(detail["msg"]).removeprefix("Value error, "))
    return f"{name}: {rule.replace('Input should be', 'must be')}"
