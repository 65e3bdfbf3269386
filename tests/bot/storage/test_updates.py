import asyncio
import os
import random
import signal
import sys
from collections import Counter

import pytest

from bot.storage import Claim, SqlStorage
from bot.storage.tables import updates
from tests.bot.storage.passing import pass_time

HOUR = 3600.0


async def test_an_update_that_nobody_has_seen_is_ours(storage: SqlStorage) -> None:
    assert await storage.updates.claim(7) is Claim.OURS


async def test_an_update_in_hand_is_taken_here_and_elsewhere(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.updates.claim(7)
    assert await storage.updates.claim(7) is Claim.TAKEN
    assert await replica.updates.claim(7) is Claim.TAKEN


async def test_a_handled_update_is_handled_here_and_elsewhere(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.updates.claim(7)
    await storage.updates.mark_handled(7)
    assert await storage.updates.claim(7) is Claim.HANDLED
    assert await replica.updates.claim(7) is Claim.HANDLED


async def test_a_handled_update_is_handled_after_a_restart(url: str) -> None:
    async with SqlStorage(url) as before:
        await before.updates.claim(7)
        await before.updates.mark_handled(7)
    async with SqlStorage(url) as after:
        assert await after.updates.is_handled(7)
        assert await after.updates.claim(7) is Claim.HANDLED


async def test_an_update_is_not_handled_before_it_is_marked(storage: SqlStorage) -> None:
    assert not await storage.updates.is_handled(7)
    await storage.updates.claim(7)
    assert not await storage.updates.is_handled(7)
    await storage.updates.mark_handled(7)
    assert await storage.updates.is_handled(7)


async def test_a_mark_that_nobody_waits_for_counts_here_at_once_and_elsewhere_when_it_is_written(
    storage: SqlStorage, replica: SqlStorage
) -> None:
    await storage.updates.claim(7)
    await storage.updates.mark_handled(7, wait=False)
    assert await storage.updates.claim(7) is Claim.HANDLED
    await storage.updates.finish()
    assert await replica.updates.claim(7) is Claim.HANDLED


async def test_an_update_that_was_never_claimed_can_be_marked(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.updates.mark_handled(7)
    assert await replica.updates.claim(7) is Claim.HANDLED


async def test_a_released_update_can_be_claimed_at_once(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.updates.claim(7)
    await storage.updates.release(7)
    assert await replica.updates.claim(7) is Claim.OURS


async def test_nobody_can_release_what_another_has_claimed_or_handled(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.updates.claim(7)
    await replica.updates.release(7)
    assert await replica.updates.claim(7) is Claim.TAKEN
    await storage.updates.mark_handled(7)
    await storage.updates.release(7)
    assert await storage.updates.claim(7) is Claim.HANDLED


async def test_updates_are_remembered_for_a_day_and_then_forgotten(url: str, storage: SqlStorage) -> None:
    await storage.updates.mark_handled(7)
    await pass_time(url, updates, seconds=23 * HOUR)
    await storage.tidy()
    assert await storage.updates.claim(7) is Claim.HANDLED
    await pass_time(url, updates, seconds=1.1 * HOUR)
    assert not await storage.updates.is_handled(7)
    await storage.tidy()
    assert await storage.updates.claim(7) is Claim.OURS


async def test_an_old_update_can_be_claimed_before_anyone_has_tidied(url: str, storage: SqlStorage) -> None:
    await storage.updates.mark_handled(7)
    await pass_time(url, updates, seconds=25 * HOUR)
    assert await storage.updates.claim(7) is Claim.OURS


async def test_tidying_deletes_more_than_one_helping(url: str, storage: SqlStorage) -> None:
    await asyncio.gather(*map(storage.updates.mark_handled, range(2500)))
    await pass_time(url, updates, seconds=25 * HOUR)
    await storage.tidy()
    assert not await storage.updates.is_handled(2499)
    assert set(await asyncio.gather(*map(storage.updates.claim, range(2500)))) == {Claim.OURS}


async def test_each_of_many_updates_that_replicas_claim_at_once_is_ones(
    url: str, storage: SqlStorage, replica: SqlStorage
) -> None:
    async def claim_all(claimer: SqlStorage, seed: int) -> Counter[int]:
        ids = list(range(10**9, 10**9 + 300))
        random.Random(seed).shuffle(ids)  # noqa: S311 - no secret
        claims = await asyncio.gather(*map(claimer.updates.claim, ids))
        return Counter(id_ for id_, claim in zip(ids, claims, strict=True) if claim is Claim.OURS)

    async with SqlStorage(url) as third:
        ours = await asyncio.gather(*(claim_all(claimer, i) for i, claimer in enumerate((storage, replica, third))))
    assert sum(ours, Counter()) == Counter(range(10**9, 10**9 + 300))


async def test_the_same_update_claimed_many_times_at_once_is_handled_once(storage: SqlStorage) -> None:
    claims = await asyncio.gather(*(storage.updates.claim(7) for _ in range(50)))
    assert Counter(claims) == {Claim.OURS: 1, Claim.TAKEN: 49}


async def test_ids_may_be_as_large_as_telegram_ever_makes_them(storage: SqlStorage) -> None:
    assert await storage.updates.claim(2**62) is Claim.OURS
    await storage.updates.mark_handled(2**62)
    assert await storage.updates.is_handled(2**62)


async def test_a_claim_holds_for_as_long_as_its_replica_lives(url: str, replica: SqlStorage) -> None:
    async with SqlStorage(url, claim_seconds=0.6) as slow:
        await slow.updates.claim(7)
        await asyncio.sleep(1.5)
        assert await replica.updates.claim(7) is Claim.TAKEN


async def test_a_lapsed_claim_goes_to_the_next_and_its_old_owner_has_no_say(
    url: str, storage: SqlStorage, replica: SqlStorage
) -> None:
    await storage.updates.claim(7)
    await pass_time(url, updates, seconds=60)
    assert await replica.updates.claim(7) is Claim.OURS
    await storage.updates.release(7)
    assert await storage.updates.claim(7) is Claim.TAKEN


async def test_what_was_handled_counts_even_if_its_claim_had_lapsed(
    url: str, storage: SqlStorage, replica: SqlStorage
) -> None:
    await storage.updates.claim(7)
    await pass_time(url, updates, seconds=60)
    await storage.updates.mark_handled(7)
    assert await replica.updates.claim(7) is Claim.HANDLED


async def test_a_claim_that_was_given_up_while_it_was_made_can_be_made_again(storage: SqlStorage) -> None:
    claiming = asyncio.create_task(storage.updates.claim(7))
    await asyncio.sleep(0)
    claiming.cancel()
    with pytest.raises(asyncio.CancelledError):
        await claiming
    assert await storage.updates.claim(7) is Claim.OURS


CLAIM_AND_HANG = """
import asyncio, sys
from bot.storage import SqlStorage

async def claim() -> None:
    async with SqlStorage(sys.argv[1], claim_seconds=1) as storage:
        await storage.updates.mark_handled(1)
        print(await storage.updates.claim(2), flush=True)
        await asyncio.sleep(60)

asyncio.run(claim())
"""


async def test_a_killed_process_keeps_what_it_handled_and_loses_its_claims_within_seconds(
    url: str, storage: SqlStorage
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLAIM_AND_HANG, url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"Claim.OURS\n"
    assert await storage.updates.claim(2) is Claim.TAKEN
    os.kill(process.pid, signal.SIGKILL)
    await process.communicate()
    async with asyncio.timeout(3):
        while (claim := await storage.updates.claim(2)) is Claim.TAKEN:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.05)
    assert claim is Claim.OURS
    assert await storage.updates.claim(1) is Claim.HANDLED
