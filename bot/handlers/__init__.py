"""Handlers of updates: each takes an update, calls a service and sends the reply.

They hold no SQL and no rules of the domain. Each class serves one subject and names the handlers to register.
"""

from bot.handlers.additions import Additions
from bot.handlers.admin import AdminCommands
from bot.handlers.answer_buttons import AnswerButtons
from bot.handlers.base import Handlers
from bot.handlers.charts import Charts
from bot.handlers.commands import Commands
from bot.handlers.digest_buttons import DigestButtons
from bot.handlers.gatekeeper import Gatekeeper
from bot.handlers.groups import Groups
from bot.handlers.inline import Inline
from bot.handlers.menus import COMMANDS, GROUP_COMMANDS
from bot.handlers.questions import Questions
from bot.handlers.services import Services
from bot.handlers.settings import ChatSettings
from bot.handlers.sources import Sources
from bot.handlers.subscription_cards import SubscriptionCards
from bot.handlers.subscriptions import SubscriptionCommands
from bot.handlers.unknown_buttons import UnknownButtons

__all__ = [
    "COMMANDS",
    "GROUP_COMMANDS",
    "Additions",
    "AdminCommands",
    "AnswerButtons",
    "Charts",
    "ChatSettings",
    "Commands",
    "DigestButtons",
    "Gatekeeper",
    "Groups",
    "Handlers",
    "Inline",
    "Questions",
    "Services",
    "Sources",
    "SubscriptionCards",
    "SubscriptionCommands",
    "UnknownButtons",
]
