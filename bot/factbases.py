"""Where the fact base that is served comes from: a folder, and the numbered revisions that all replicas share."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.calibrations import Calibrations
from bot.collecting import give_back, undisturbed
from bot.factfiles import load_files
from bot.serving import Serving, Snapshot
from bot.storage import Revision, Revisions, RevisionUnreadableError, StorageError, digest
from knowledge import Calibration, Difference, FactBase, FactBaseError, Files, read_files

log = logging.getLogger(__name__)

_FOLLOW_SECONDS = 0.5
"""How often a replica looks whether another one has stored or changed the revision."""

_REMEMBERED = 1000
"""Revisions that the files of a starting bot are compared with."""


class FactBases:
    """Loads fact bases, keeps each as a revision, and serves the current one."""

    def __init__(
        self,
        serving: Serving,
        revisions: Revisions,
        calibrations: Calibrations,
        make: Callable[[FactBase, str, Calibration | None], Snapshot],
        *,
        directory: Path,
    ) -> None:
        """Take what makes a snapshot of a fact base, its digest and its calibration, if known; loads nothing yet."""
        self._serving = serving
        self._revisions = revisions
        self._calibrations = calibrations
        self._make_snapshot = make
        self._directory = directory
        self._changing = asyncio.Lock()
        self._newest: int | None = None
        """The newest revision that was seen in following."""
        self._ready: Snapshot | None = None
        """Of a revision that another replica is about to make current."""
        self._unreadable: int | None = None
        """A current revision that cannot be read here, however often it is tried."""
        self.complaint: str | None = None
        """Why the current revision is not the one that is served, if it is not."""

    def load(self) -> None:
        """Serve the folder, without keeping it as a revision; raises FactBaseError."""
        with undisturbed():
            files = read_files(self._directory)
            self._serving.serve(self._make_snapshot(load_files(files), digest(files), None))

    async def start(self) -> FactBaseError | None:
        """Serve the folder where it is new, and else the current revision, which may be one that was gone back to.

        Where the folder is broken the current revision is served, and what is wrong is returned; where there is none,
        or it can be read no longer, raises FactBaseError. Where the current revision was made by another version of the
        bot, and cannot be read by this one, the folder is served here only. Raises StorageError.
        """
        # Of the same files, the newest.
        known = {revision.digest: revision for revision in reversed(await self._revisions.newest(limit=_REMEMBERED))}
        current = await self._revisions.current()
        try:
            files = await asyncio.to_thread(read_files, self._directory)
            if current is not None and (folder := known.get(digest(files))):
                if folder.digest != current.digest:
                    log.warning("the files are revision %s; current is revision %s", folder.number, current.number)
                try:
                    await self._serve_revision(current)
                except FactBaseError as error:
                    # Ready all the same: the other versions, which could read it, may all be gone.
                    self._serve(await self._made(files), folder)
                    self._unreadable = current.number
                    log.error("%s; the files are served, here only", _unread(current, error))
                    return None
                except RevisionUnreadableError:
                    log.error("revision %s is damaged; the files take its place", current.number)
                else:
                    return None
            fresh = await self._made(files)
        except FactBaseError as broken:
            if current is None:
                raise
            try:
                await self._serve_revision(current)
            except RevisionUnreadableError:
                raise broken from None
            return broken
        self._serve(fresh, await self._revisions.add(files, note="at start"))
        return None

    async def reload(self, *, note: str) -> Difference:
        """Serve the folder, keep it as a revision, and return what changed.

        Loads aside; questions wait for none of it. The other replicas get ready at the same time. Raises FactBaseError
        and StorageError, and then goes on serving as before.
        """
        async with self._changing:
            files = await asyncio.to_thread(read_files, self._directory)
            facts = await self._loaded(files)
            revision = await self._revisions.add(files, note=note, make_current=False)
            fresh = await self._built(facts, revision.digest)
            return self._serve(fresh, await self._revisions.set_current(revision.number))

    async def newest(self) -> list[Revision]:
        """Return the newest revisions, the newest first; raises StorageError."""
        return await self._revisions.newest()

    async def roll_back(self, number: int) -> Difference:
        """Serve a revision, here and on all replicas, and return what changed.

        Raises NoSuchRevisionError, RevisionUnreadableError, FactBaseError where this version of the bot cannot read it,
        and StorageError, and then goes on serving as before.
        """
        async with self._changing:
            fresh = await self._made(await self._revisions.files(number))
            return self._serve(fresh, await self._revisions.set_current(number))

    async def follow(self, *, seconds: float = _FOLLOW_SECONDS) -> None:
        """Serve, for ever, what another replica has made the current revision, looking every so many seconds."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self._get_ready()
                await self._catch_up()
            except StorageError as error:
                log.debug("the current revision cannot be looked up: %s", error)
            except Exception as error:
                self._complain(f"the current revision cannot be served here: {type(error).__name__}")

    async def _get_ready(self) -> None:
        """Build what another replica has stored and may be about to make current."""
        newest = next(iter(await self._revisions.newest(limit=1)), None)
        if newest is None or newest.number == self._newest:
            return
        is_new, self._newest = self._newest is not None, newest.number
        async with self._changing:
            if not is_new or self._serving.with_digest(newest.digest):
                return
            try:
                self._ready = await self._made(await self._revisions.files(newest.number))
            except StorageError:
                raise
            except Exception as error:
                # Whether that matters is seen when it becomes current, which it need not.
                log.warning("revision %s cannot be got ready: %s", newest.number, type(error).__name__)

    async def _catch_up(self) -> None:
        # Looked up when no change is being made here, or what was current before would be served once more after it.
        async with self._changing:
            current = await self._revisions.current()
            if current is None or current.number == self._serving.now.revision:
                self.complaint = self._unreadable = None
                return
            if current.number == self._unreadable:
                return
            try:
                await self._serve_revision(current)
            except StorageError:
                raise
            except Exception as error:
                self._unreadable = current.number
                self._complain(_unread(current, error))
            else:
                log.info("revision %s is served", current.number)

    def _complain(self, complaint: str) -> None:
        """Say, once, why the current revision is not the one that is served."""
        if complaint != self.complaint:
            log.error("%s; another one goes on being served", complaint)
        self.complaint = complaint

    async def _serve_revision(self, revision: Revision) -> None:
        fresh = self._serving.with_digest(revision.digest)
        if fresh is None and self._ready is not None and self._ready.digest == revision.digest:
            fresh = self._ready
        self._serve(fresh or await self._made(await self._revisions.files(revision.number)), revision)

    def _serve(self, fresh: Snapshot, revision: Revision) -> Difference:
        self.complaint = self._ready = self._unreadable = None
        difference = self._serving.serve(replace(fresh, revision=revision.number))
        # What was needed to build it, and most of what it takes the place of.
        give_back()
        return difference

    async def _made(self, files: Files) -> Snapshot:
        return await self._built(await self._loaded(files), digest(files))

    async def _loaded(self, files: Files) -> FactBase:
        with undisturbed():
            return await asyncio.to_thread(load_files, files)

    async def _built(self, facts: FactBase, files_digest: str) -> Snapshot:
        known = await self._calibrations.of(files_digest)
        with undisturbed():
            fresh = await asyncio.to_thread(self._make_snapshot, facts, files_digest, known)
        if known is None and fresh.calibration is not None:
            self._calibrations.keep(files_digest, fresh.calibration)
        return fresh


def _unread(revision: Revision, error: Exception) -> str:
    return f"revision {revision.number} cannot be read here: {type(error).__name__}"
