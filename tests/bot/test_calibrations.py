"""A fact base is calibrated once: a start that finds what came of it before need not do it again."""

from collections.abc import Iterator

import pytest

from bot import calibrations
from bot.app import Assembly, assemble
from bot.loopback import Loopback
from bot.settings import Settings
from bot.storage import SqlStorage, StorageError
from knowledge import Calibration
from knowledge.matching import RidgeMatcher, Trial
from tests.bot.test_history import NEW, OLD, edit

ANY = Calibration(10, (50.25, 1 / 3, 0.0))


@pytest.fixture
def calibrated(monkeypatch: pytest.MonkeyPatch) -> list[RidgeMatcher]:
    """Return the matchers that are asked what they make of foreign questions."""
    asked: list[RidgeMatcher] = []
    trials = RidgeMatcher.trials

    def note(matcher: RidgeMatcher, *, limit: int) -> Iterator[Trial]:
        asked.append(matcher)
        return trials(matcher, limit=limit)

    monkeypatch.setattr(RidgeMatcher, "trials", note)
    return asked


async def started(settings: Settings, storage: SqlStorage) -> Assembly:
    assembly = assemble(settings, storage=storage, request=Loopback())
    await assembly.fact_bases.start()
    return assembly


async def test_a_restart_finds_the_calibration(
    settings: Settings, storage: SqlStorage, calibrated: list[RidgeMatcher]
) -> None:
    await started(settings, storage)
    await started(settings, storage)
    assert len(calibrated) == 1


async def test_another_fact_base_is_calibrated_anew(
    settings: Settings, storage: SqlStorage, calibrated: list[RidgeMatcher]
) -> None:
    assembly = await started(settings, storage)
    edit(settings, OLD, NEW)
    await assembly.fact_bases.reload(note="")
    assert len(calibrated) == 2


async def test_another_engine_calibrates_anew(
    settings: Settings, storage: SqlStorage, calibrated: list[RidgeMatcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    await started(settings, storage)
    monkeypatch.setattr(calibrations, "engine", lambda: "another")
    await started(settings, storage)
    assert len(calibrated) == 2


async def test_a_calibration_comes_back_as_it_was(storage: SqlStorage) -> None:
    kept = calibrations.Calibrations(storage.notes)
    assert await kept.of("abc") is None
    kept.keep("abc", ANY)
    assert await kept.of("abc") == ANY
    assert await kept.of("abd") is None


async def test_a_start_bears_that_none_can_be_looked_up(
    settings: Settings, storage: SqlStorage, calibrated: list[RidgeMatcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_key: str) -> str:
        raise StorageError("gone")

    monkeypatch.setattr(storage.notes, "read", refuse)
    await started(settings, storage)
    assert len(calibrated) == 1
