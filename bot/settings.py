"""Settings from the environment and `.env`; unknown names in `.env` are errors, and secrets are never printed."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, HttpUrl, PositiveInt, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge import CAUTION

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
        "greater_than": "must be Telegram user ids, which are positive",
    }.get(detail["type"], str(detail["msg"]).removeprefix("Value error, "))
    return f"{name}: {rule.replace('Input should be', 'must be')}"
