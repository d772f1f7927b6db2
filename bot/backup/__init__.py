"""A data folder as one file: backed up while it is in use, restored into an empty folder."""

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.backup.archive import BackupError, Manifest
    from bot.backup.making import back_up
    from bot.backup.restoring import restore
    from bot.backup.settings_copy import without_secrets

__all__ = ["BackupError", "Manifest", "back_up", "restore", "without_secrets"]

__getattr__ = lazy_exports(
    __name__,
    {
        "archive": ("BackupError", "Manifest"),
        "making": ("back_up",),
        "restoring": ("restore",),
        "settings_copy": ("without_secrets",),
    },
)
