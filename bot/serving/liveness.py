"""Tells the data folder and systemd that the process is well, from the event loop: one that hangs tells nobody."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from filelock import Timeout

from bot.health.heartbeat import EVERY, Heartbeat, State
from bot.health.systemd import Systemd
from bot.transport.updates import UpdateQueue
from index.version import version

STARTING = 60.0  # seconds more that are asked for while Telegram can't be reached

log = logging.getLogger("onrecord")


class Liveness:
    """What this process says of itself while it serves.

    Attributes:
        answering: Whether the handlers have begun to work.
        standing_by: Whether another process on the folder receives the messages.
    """

    def __init__(self, data: Path, way: str, systemd: Systemd, updates: UpdateQueue) -> None:
        """Say nothing yet.

        Args:
            data: The data folder.
            way: How messages are received.
            systemd: The service manager.
            updates: Know when Telegram was heard.
        """
        self.answering = self.standing_by = False
        self._heartbeat = Heartbeat(data, version(), way)
        self._systemd = systemd
        self._updates = updates
        self._ready = False
        self._complained = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to tell."""
        try:
            self._heartbeat.begin()
        except (OSError, Timeout) as error:
            self._complain(error)
        self._task = asyncio.create_task(self._tell())

    async def stop(self) -> None:
        """Tell that the process ends as it was told to."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._heartbeat.end()

    @property
    def state(self) -> State:
        """What the process does; it serves once its handlers work and Telegram has answered."""
        if self.answering and self.standing_by:
            return "standing by"
        return "serving" if self.answering and self._updates.heard_at is not None else "starting"

    async def _tell(self) -> None:
        pause = min(EVERY, self._systemd.watchdog or EVERY)
        while True:
            state = self.state
            if state == "starting" and not self._ready:
                self._systemd.still_starting(STARTING)
                self._systemd.status("waiting for Telegram")
            elif not self._ready:
                self._ready = True
                self._systemd.ready()
            self._systemd.well()
            if self._ready:
                self._systemd.status(state)
            try:
                self._heartbeat.beat(state, self._updates.heard_at)
            except OSError as error:  # a full disk keeps nobody from being answered
                self._complain(error)
            else:
                self._complained = False
            # Until it is ready, what waits for it waits for this.
            await asyncio.sleep(pause if self._ready else 0.2)

    def _complain(self, error: Exception) -> None:
        if not self._complained:
            log.warning("how this process is can't be written into the data folder: %s", error)
        self._complained = True
