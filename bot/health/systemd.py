"""Messages to systemd by sd_notify's protocol: datagrams to the socket that `NOTIFY_SOCKET` names."""

from __future__ import annotations

import os
import socket
from collections.abc import MutableMapping
from contextlib import suppress


class Systemd:
    """The service manager that started this process, if one did; else nothing is said to anybody."""

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        """Take the variables out of the environment, so that no process started later speaks for this one.

        Args:
            environment: Of the process.
        """
        address = environment.pop("NOTIFY_SOCKET", "")
        # An abstract socket's name begins with a zero byte, which is written as "@".
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        of_us = environment.pop("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        interval = environment.pop("WATCHDOG_USEC", "")
        # Half of what systemd waits for, as its manual says.
        self.watchdog = int(interval) / 2e6 if of_us and interval.isdecimal() and int(interval) else None

    def ready(self) -> None:
        """Say that the process answers."""
        self._send("READY=1")

    def status(self, text: str) -> None:
        """Say in a line, for `systemctl status`, what the process does.

        Args:
            text: The line.
        """
        self._send(f"STATUS={' '.join(text.split())}")

    def still_starting(self, seconds: float) -> None:
        """Ask for more time to start.

        Args:
            seconds: From now on.
        """
        self._send(f"EXTEND_TIMEOUT_USEC={round(seconds * 1e6)}")

    def well(self) -> None:
        """Keep the watchdog from restarting the process."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """Say that the process ends as it was told to."""
        self._send("STOPPING=1")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as manager:
            manager.setblocking(False)  # a full queue must not hold the event loop
            manager.sendto(message.encode(), self._address)
