"""Which of Telegram's updates were handled: each is claimed by one replica, then marked."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable

from sqlalchemy import Connection, Double, and_, bindparam, delete, false, literal, or_, select, update
from sqlalchemy import true as always

from bot.storage.batching import Batches
from bot.storage.databases import Database, Result
from bot.storage.protocol import Claim, StorageError, UnwritableError
from bot.storage.tables import updates

log = logging.getLogger(__name__)

_AT_ONCE = 500
"""Updates marked at once."""

_REMEMBERED_SECONDS = 24 * 60 * 60.0
"""How long Telegram may repeat an update (core.telegram.org/bots/api, "Getting updates")."""


class SqlUpdates:
    """Claims and marks updates, many in one statement."""

    def __init__(self, database: Database, *, claim_seconds: float) -> None:
        self._database = database
        self._claim_seconds = claim_seconds
        self._replica = secrets.randbits(62)
        self._in_hand: dict[int, float] = {}
        """When each update that is ours was claimed, or its claim renewed."""
        self._unmarked: set[int] = set()
        """Handled, but not yet known to the database."""
        self._unwritable_since: float | None = None
        self._claims = Batches(self._claim_all)
        self._marks = Batches(self._mark_all)

        insert = database.insert(updates)
        ids, until = database.each("ids", updates.c.update_id), bindparam("until", type_=Double)
        claimed = ids.add_columns(literal(self._replica, updates.c.replica.type), false(), database.now + until)
        columns = [updates.c.update_id, updates.c.replica, updates.c.handled, updates.c.until]
        self._claim = insert.from_select(columns, claimed).on_conflict_do_update(
            index_elements=[updates.c.update_id],
            set_={"replica": insert.excluded.replica, "handled": false(), "until": insert.excluded.until},
            # What has lapsed may be taken over. A claim of ours that we know nothing of was written by a statement
            # whose answer was lost.
            where=or_(updates.c.until < database.now, and_(updates.c.replica == self._replica, ~updates.c.handled)),
        )
        insert = database.insert(updates)
        handled = ids.add_columns(
            literal(self._replica, updates.c.replica.type), always(), database.now + _REMEMBERED_SECONDS
        )
        self._mark = insert.from_select(columns, handled).on_conflict_do_update(
            index_elements=[updates.c.update_id], set_={"handled": always(), "until": insert.excluded.until}
        )
        self._listed = updates.c.update_id.in_(database.each("ids", updates.c.update_id))
        self._standing = select(updates.c.update_id, updates.c.replica, updates.c.handled).where(
            self._listed, updates.c.until >= database.now
        )
        self._ours = and_(self._listed, updates.c.replica == self._replica, ~updates.c.handled)

    @property
    def holds_back(self) -> bool:
        since = self._unwritable_since
        return since is not None and asyncio.get_running_loop().time() - since < self._claim_seconds

    async def claim(self, update_id: int) -> Claim:
        if update_id in self._unmarked:
            return Claim.HANDLED
        if update_id in self._in_hand:
            return Claim.TAKEN
        self._in_hand[update_id] = asyncio.get_running_loop().time()
        claim = None
        try:
            claim = await self._claims(update_id)
        finally:
            if claim is not Claim.OURS:
                self._in_hand.pop(update_id, None)
        return claim

    async def mark_handled(self, update_id: int, *, wait: bool = True) -> None:
        self._unmarked.add(update_id)
        self._in_hand.pop(update_id, None)
        if not wait:
            self._marks.send_later(update_id)
            return
        try:
            await self._marks(update_id)
        except StorageError as error:
            # Tried again at every beat, which tells that it fails once and not for each update.
            log.debug("an update was handled that cannot be marked yet: %s", error)

    async def release(self, update_id: int) -> None:
        if self._in_hand.pop(update_id, None) is None:
            return

        def work(connection: Connection) -> None:
            connection.execute(delete(updates).where(self._ours), {"ids": [update_id]})

        try:
            await self._database.run(work, single=True)
        except StorageError as error:
            log.debug("a claim cannot be given up and has to lapse: %s", error)

    async def is_handled(self, update_id: int) -> bool:
        def work(connection: Connection) -> bool:
            live = select(updates.c.handled).where(self._listed, updates.c.until >= self._database.now)
            return bool(connection.scalar(live, {"ids": [update_id]}))

        return update_id in self._unmarked or await self._database.run(work, single=True)

    async def beat(self) -> None:
        """Keep the claims of what is still being handled, and write what could not be; raises StorageError."""
        unmarked = [*self._unmarked]
        for first in range(0, len(unmarked), _AT_ONCE):
            await self._mark_all(unmarked[first : first + _AT_ONCE])
        now = asyncio.get_running_loop().time()
        old = [update_id for update_id, since in self._in_hand.items() if now - since >= self._claim_seconds / 3]
        if not old:
            return

        def work(connection: Connection) -> None:
            renewed = update(updates).where(self._ours).values(until=self._database.now + self._claim_seconds)
            connection.execute(renewed, {"ids": sorted(old)})

        await self._database.run(work, single=True)
        self._in_hand.update((update_id, now) for update_id in old if update_id in self._in_hand)

    async def finish(self) -> None:
        """Wait for what is on its way."""
        await self._claims.finish()
        await self._marks.finish()

    async def _claim_all(self, ids: Iterable[int]) -> dict[int, Claim]:
        # In order, so that replicas that claim the same updates never wait for each other in a circle.
        ids = sorted(ids)

        def claim(connection: Connection) -> int:
            # Only how many: each row that SQLite gives back makes the threads change places twice.
            return connection.execute(self._claim, {"ids": ids, "until": self._claim_seconds}).rowcount

        def stand(connection: Connection) -> dict[int, Claim]:
            rows = connection.execute(self._standing, {"ids": ids})
            return {update_id: self._claim_of(replica, handled=handled) for update_id, replica, handled in rows}

        try:
            number = await self._write(claim)
        except UnwritableError:
            if self.holds_back:
                raise
            unknown = Claim.OURS
        else:
            # A claim of what is another's writes nothing, and so succeeds on a full disk, too.
            if number:
                self._unwritable_since = None
            if number == len(ids):
                return dict.fromkeys(ids, Claim.OURS)
            # Given up by another just now.
            unknown = Claim.TAKEN
        standing = await self._database.run(stand, single=True)
        return {update_id: standing.get(update_id, unknown) for update_id in ids}

    def _claim_of(self, replica: int, *, handled: bool) -> Claim:
        if handled:
            return Claim.HANDLED
        return Claim.OURS if replica == self._replica else Claim.TAKEN

    async def _write(self, work: Callable[[Connection], Result]) -> Result:
        """Carry out a statement that writes; raises StorageError, and notes since when the database takes nothing."""
        try:
            return await self._database.run(work, single=True)
        except UnwritableError:
            self._unwritable_since = self._unwritable_since or asyncio.get_running_loop().time()
            raise

    async def _mark_all(self, ids: Iterable[int]) -> dict[int, None]:
        ids = sorted(ids)

        def work(connection: Connection) -> None:
            connection.execute(self._mark, {"ids": ids})

        await self._write(work)
        self._unwritable_since = None
        self._unmarked.difference_update(ids)
        return dict.fromkeys(ids)
