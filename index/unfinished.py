"""A data folder into which something is being restored: nobody opens it before all of it is there."""

from __future__ import annotations

from pathlib import Path

from index.errors import StoreError

RESTORING = "restore.partial"  # a folder, there from the first to the last moment of a restore


def refuse_unfinished(folder: Path) -> None:
    """Refuse a data folder that holds a part of what it is to hold.

    Raises:
        StoreError: A restore is under way, or was killed.
    """
    if (folder / RESTORING).exists():
        raise StoreError(
            f"{folder} holds a restore that is not finished; wait for its end, or empty the folder and restore again"
        )
