"""How a data folder and the processes that serve it are: told by the command, over HTTP, and to systemd.

Each process that serves leaves a `heartbeat` in the folder; `report` reads these, the databases and what is derived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.health.endpoint import Endpoint
    from bot.health.heartbeat import Heartbeat, Process, processes
    from bot.health.report import Health, examine
    from bot.health.systemd import Systemd

__all__ = ["Endpoint", "Health", "Heartbeat", "Process", "Systemd", "examine", "processes"]

__getattr__ = lazy_exports(
    __name__,
    {
        "endpoint": ("Endpoint",),
        "heartbeat": ("Heartbeat", "Process", "processes"),
        "report": ("Health", "examine"),
        "systemd": ("Systemd",),
    },
)
