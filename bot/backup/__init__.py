"""A data folder as one file, and back; its databases on a server, and back."""

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.backup.archive import BackupError, Manifest
    from bot.backup.making import back_up
    from bot.backup.moving import Moved, MoveError, move
    from bot.backup.restoring import restore
    from bot.backup.settings_copy import without_secrets

__all__ = ["BackupError", "Manifest", "MoveError", "Moved", "back_up", "move", "restore", "without_secrets"]

__getattr__ = lazy_exports(
    __name__,
    {
        "archive": ("BackupError", "Manifest"),
        "making": ("back_up",),
        "moving": ("MoveError", "Moved", "move"),
        "restoring": ("restore",),
        "settings_copy": ("without_secrets",),
    },
)
