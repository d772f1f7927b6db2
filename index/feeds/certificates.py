"""The certificates by which connections are checked: those of SSL_CERT_FILE or SSL_CERT_DIR where these are set.

Reading them takes longer than a page often does, and would hold up whoever waits for an answer meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import time
from functools import lru_cache

import httpx

KEPT = 3600  # seconds after which they are read anew, since a machine's certificates are renewed while it runs


async def certificates() -> ssl.SSLContext:
    """The machine's certificates, read in a thread when they were not for a while.

    Raises:
        OSError: They can't be read.
    """
    return await asyncio.to_thread(
        _read, int(time.monotonic() // KEPT), os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    )


@lru_cache(maxsize=1)
def _read(_period: int, _file: str | None, _folder: str | None) -> ssl.SSLContext:
    return httpx.create_ssl_context()
