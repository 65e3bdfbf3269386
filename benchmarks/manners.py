"""The manners that the project ships, and nothing else of its fact base."""

from collections.abc import Mapping

import tomli

from knowledge import Language, shipped_directory
from knowledge.model import Manners


def shipped_manners(language: Language) -> Mapping[Language, Manners]:
    """Return the courtesies and function words that the project ships for a language; empty where it ships none."""
    path = shipped_directory() / "manners" / f"{language}.toml"
    if not path.exists():
        return {}
    return {language: Manners.model_validate(tomli.loads(path.read_text(encoding="utf-8")))}
