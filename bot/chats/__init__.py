"""Who asks, where, and what they may: the bot's database with rights, preferences and limits of chats.

The lowest layer of the bot. Modules above declare their own tables on `metadata` and write by the same `Database`.
"""

from bot.chats.access import PUBLIC, Access, Decision, Mode, Role
from bot.chats.batch_writer import BatchWriter
from bot.chats.database import FILE, Database, metadata
from bot.chats.place import Place
from bot.chats.preferences import Preferences
from bot.chats.throttle import Limits, Request, Throttle, ThrottleDecision

__all__ = [
    "FILE",
    "PUBLIC",
    "Access",
    "BatchWriter",
    "Database",
    "Decision",
    "Limits",
    "Mode",
    "Place",
    "Preferences",
    "Request",
    "Role",
    "Throttle",
    "ThrottleDecision",
    "metadata",
]
