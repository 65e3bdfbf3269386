"""What is installed is locked: each dependency of pyproject.toml, in a version that it allows, by its hash."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILD = PYPROJECT["build-system"]["requires"]
EXTRAS = PYPROJECT["project"]["optional-dependencies"]
WANTED = {
    "requirements.txt": [*PYPROJECT["project"]["dependencies"], *EXTRAS["postgres"], *BUILD],
    "requirements-dev.txt": [*PYPROJECT["project"]["dependencies"], *EXTRAS["postgres"], *EXTRAS["dev"], *BUILD],
}

_PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; [^\\]+?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def locked(file: str) -> dict[str, set[str]]:
    """Return the versions of each package in a lock file, which may differ from one Python to another."""
    versions: dict[str, set[str]] = {}
    for name, version, _ in _PIN.findall((ROOT / file).read_text(encoding="utf-8")):
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


@pytest.mark.parametrize("file", WANTED)
def test_every_dependency_is_locked_in_a_version_that_is_allowed(file: str) -> None:
    versions = locked(file)
    wanted = [each for each in map(Requirement, WANTED[file]) if each.name != "unmik-bot"]
    assert [each.name for each in wanted if canonicalize_name(each.name) not in versions] == []
    refused = [
        f"{each.name} {version}"
        for each in wanted
        for version in versions[canonicalize_name(each.name)]
        if version not in each.specifier
    ]
    assert refused == [], "make lock"


@pytest.mark.parametrize("file", WANTED)
def test_a_lock_holds_nothing_but_versions_and_hashes(file: str) -> None:
    rest = _PIN.sub("", (ROOT / file).read_text(encoding="utf-8"))
    assert [line for line in rest.splitlines() if not line.startswith("#")] == []
    assert "://" not in rest


def test_the_tests_run_with_the_versions_that_the_image_has() -> None:
    tested = locked("requirements-dev.txt")
    assert {name: versions for name, versions in locked("requirements.txt").items() if tested[name] != versions} == {}


def test_what_builds_the_project_is_locked_as_it_is_required() -> None:
    assert PYPROJECT["dependency-groups"]["build"] == BUILD
