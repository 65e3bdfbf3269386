"""What is remembered for a time is forgotten in time."""

import asyncio
from contextvars import ContextVar
from itertools import count
from weakref import ref

from bot.fleeting import Fleeting


async def test_a_value_is_remembered_for_its_time_and_then_gone_without_being_asked_for() -> None:
    memory: Fleeting[str, int] = Fleeting(seconds=0.05, limit=10)
    memory.put("a", 1)
    assert (memory.get("a"), len(memory)) == (1, 1)
    await asyncio.sleep(0.1)
    assert (memory.get("a"), len(memory)) == (None, 0)


async def test_a_newer_value_has_its_own_time() -> None:
    memory: Fleeting[str, int] = Fleeting(seconds=0.2, limit=10)
    memory.put("a", 1)
    await asyncio.sleep(0.12)
    memory.put("a", 2)
    await asyncio.sleep(0.12)
    assert memory.get("a") == 2


async def test_of_too_much_the_newest_is_remembered() -> None:
    memory: Fleeting[int, int] = Fleeting(seconds=60, limit=3)
    for number in (1, 2, 3, 1, 4):
        memory.put(number, number)
    assert [memory.get(number) for number in (1, 2, 3, 4)] == [1, None, 3, 4]


async def test_what_is_forgotten_is_gone_and_forgetting_it_twice_is_no_fault() -> None:
    memory: Fleeting[str, int] = Fleeting(seconds=60, limit=3)
    memory.put("a", 1)
    memory.forget("a")
    memory.forget("a")
    assert memory.get("a") is None


async def test_a_value_is_made_once_for_all_who_want_it_in_its_time() -> None:
    memory: Fleeting[str, int] = Fleeting(seconds=0.05, limit=3)
    numbers = count()
    assert [memory.get_or_make("a", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]
    await asyncio.sleep(0.1)
    assert memory.get_or_make("a", lambda: next(numbers)) == 1


async def test_nothing_of_the_update_is_kept_that_brought_a_value() -> None:
    class Update:
        pass

    async def handle() -> "ref[Update]":
        update = Update()
        handled.set(update)
        memory.put("a", 1)
        return ref(update)

    handled: ContextVar[Update] = ContextVar("handled")
    memory: Fleeting[str, int] = Fleeting(seconds=60, limit=3)
    update = await asyncio.create_task(handle())
    await asyncio.sleep(0)
    assert memory.get("a") == 1
    assert update() is None
