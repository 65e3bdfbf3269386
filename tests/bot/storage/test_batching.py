import asyncio

import pytest

from bot.storage import batching
from bot.storage.batching import Batches


class Sender:
    """Squares numbers, each batch when it is let."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.sent = asyncio.Event()
        self.let = asyncio.Semaphore(0)
        self.error: Exception | None = None

    async def __call__(self, numbers: list[int]) -> dict[int, int]:
        self.batches.append(numbers)
        self.sent.set()
        await self.let.acquire()
        if self.error is not None:
            raise self.error
        return {number: number**2 for number in numbers}


@pytest.fixture
def _much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "_LATER_SECONDS", 60.0)


async def test_what_comes_at_the_same_time_is_one_batch() -> None:
    sender = Sender()
    square = Batches(sender)
    sender.let.release()
    assert await asyncio.gather(*map(square, (3, 1, 2))) == [9, 1, 4]
    assert sender.batches == [[3, 1, 2]]


async def test_what_comes_while_a_batch_is_on_its_way_is_the_next() -> None:
    sender = Sender()
    square = Batches(sender)
    first = asyncio.create_task(square(1))
    await asyncio.sleep(0.01)
    later = [asyncio.create_task(square(number)) for number in (2, 3)]
    await asyncio.sleep(0.01)
    assert sender.batches == [[1]]
    sender.let.release()
    sender.let.release()
    assert await asyncio.gather(first, *later) == [1, 4, 9]
    assert sender.batches == [[1], [2, 3]]


async def test_the_same_key_is_sent_once_and_answers_all() -> None:
    sender = Sender()
    square = Batches(sender)
    sender.let.release()
    assert await asyncio.gather(*map(square, (2, 2))) == [4, 4]
    assert sender.batches == [[2]]


async def test_a_batch_has_its_limit() -> None:
    sender = Sender()
    square = Batches(sender, most=2)
    for _ in range(3):
        sender.let.release()
    assert await asyncio.gather(*map(square, range(5))) == [0, 1, 4, 9, 16]
    assert sender.batches == [[0, 1], [2, 3], [4]]


async def test_a_batch_that_fails_fails_for_all_in_it_and_for_none_after_it() -> None:
    sender = Sender()
    square = Batches(sender)
    sender.error = OSError("gone")
    sender.let.release()
    failures = await asyncio.gather(*map(square, (1, 2)), return_exceptions=True)
    assert failures == [sender.error, sender.error]
    sender.error = None
    sender.let.release()
    assert await square(3) == 9


async def test_who_no_longer_waits_takes_nobody_along() -> None:
    sender = Sender()
    square = Batches(sender)
    waiting = [asyncio.create_task(square(number)) for number in (1, 1, 2)]
    await asyncio.sleep(0.01)
    waiting[0].cancel()
    sender.let.release()
    with pytest.raises(asyncio.CancelledError):
        await waiting[0]
    assert await asyncio.gather(*waiting[1:]) == [1, 4]


async def test_finishing_waits_for_what_is_on_its_way() -> None:
    sender = Sender()
    square = Batches(sender)
    await square.finish()
    waiting = asyncio.create_task(square(1))
    await asyncio.sleep(0.01)
    sender.let.release()
    await square.finish()
    assert await waiting == 1


async def test_what_nobody_waits_for_is_sent_soon_and_together() -> None:
    sender = Sender()
    square = Batches(sender)
    for number in (1, 2, 1):
        square.send_later(number)
    await asyncio.sleep(0)
    assert sender.batches == []
    async with asyncio.timeout(10):
        await sender.sent.wait()
    assert [sorted(batch) for batch in sender.batches] == [[1, 2]]
    sender.let.release()
    await square.finish()


@pytest.mark.usefixtures("_much_time")
async def test_what_is_waited_for_does_not_take_along_what_has_time() -> None:
    sender = Sender()
    square = Batches(sender)
    square.send_later(1)
    sender.let.release()
    assert await square(2) == 4
    assert sender.batches == [[2]]
    sender.let.release()
    await square.finish()


@pytest.mark.usefixtures("_much_time")
async def test_the_end_sends_at_once_what_has_time() -> None:
    sender = Sender()
    square = Batches(sender)
    square.send_later(1)
    sender.let.release()
    async with asyncio.timeout(10):
        await square.finish()
    assert sender.batches == [[1]]
