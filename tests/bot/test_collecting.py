"""Building a fact base is undisturbed by the garbage collector, which works as before afterwards."""

import gc

import pytest

from bot.collecting import collect_seldom, undisturbed


def test_nothing_is_collected_while_building() -> None:
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_built_is_left_out_of_later_collections() -> None:
    with undisturbed():
        built: list[list[int]] = [[] for _ in range(100)]
    assert built
    assert gc.get_freeze_count() >= 100
    gc.unfreeze()


def test_a_build_that_fails_leaves_the_collector_on() -> None:
    with pytest.raises(ZeroDivisionError), undisturbed():
        raise ZeroDivisionError
    assert gc.isenabled()
    gc.unfreeze()


def test_garbage_is_looked_for_seldom_and_not_never() -> None:
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold() > before
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)
