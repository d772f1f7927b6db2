"""Prompts: messages of the bot that ask for typed input, and which of them a typed message answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sql
from sqlalchemy import BigInteger, Column, Integer, String, Table

from bot.chats.database import Database, metadata
from bot.chats.place import Place
from bot.digests import time_zones
from bot.digests.alert_requests import alert_request
from bot.digests.subscriptions import subscription_
from bot.digests.wishes import is_wish, read_wish
from index.store.dialects import insert_or_replace

prompt_ = Table(
    "prompt", metadata,
    Column("chat", BigInteger, primary_key=True), Column("message", BigInteger, primary_key=True),
    Column("person", BigInteger, nullable=False), Column("subscription", Integer, nullable=False),
    Column("wanted", String, nullable=False), Column("at", String, nullable=False),
)  # fmt: skip

OPEN_FOR = timedelta(minutes=15)  # how long a prompt accepts a message that does not reply to it
RETENTION = timedelta(days=7)  # of prompts that nobody answers
LONGEST_SUBJECT = 300  # characters that are still taken for a subject; a question may have more
LONGEST_ANSWER = {"zone": time_zones.MAX_LENGTH, "start": time_zones.MAX_LENGTH, "time": 40}  # characters

# Two words at least follow a word that begins a question.
_QUESTION = re.compile(
    r"(?:wh(?:at|o|en|ere|y|ich)|how|did|do(?:es)?|has|have|is|are|was|were|will|would|can|could|should)(?:['’]s)?(?:\s+\S+){2}",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_QUESTION_MARKS = ("?", "？", "؟")
_SUBSCRIPTION_EXISTS = sql.exists().where(
    subscription_.c.id == prompt_.c.subscription, subscription_.c.chat == prompt_.c.chat
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What was asked for.

    Attributes:
        subscription: Id of the one it is asked for.
        wanted: Its "zone", "time" or "subject"; "start" for the zone without which it can't begin.
    """

    subscription: int
    wanted: str

    def may_be_answered_by(self, text: str) -> bool:
        """Whether a text could be what was asked for: no question, no link, no other wish, and not too long."""
        text = text.strip()
        if self.wanted != "subject" and _is_another_wish(text):
            return False
        longest = LONGEST_ANSWER.get(self.wanted, LONGEST_SUBJECT)
        is_question = text.endswith(_QUESTION_MARKS) or _QUESTION.match(text) is not None
        return len(text) <= longest and not is_question and not _LINK.search(text)


class Prompts:
    """The prompts that are still open; several messages may ask for the same."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the prompts.

        Args:
            database: The bot's.
            now: The present.
        """
        self._database = database
        self._now = now
        with database.reading() as connection:
            self._chats = set(connection.execute(sql.select(prompt_.c.chat)).scalars())

    def ask(self, place: Place, message: int, wanted: Prompt) -> None:
        """Remember what a message asks somebody for; a reply to an earlier one that asked the same still answers it.

        Args:
            place: Who is asked, and where.
            message: Telegram's id of the message.
            wanted: What is asked for.
        """
        self._chats.add(place.chat)
        with self._database.writing() as connection:
            connection.execute(
                # The terminal chat counts its messages anew each time.
                insert_or_replace(connection, prompt_).values(
                    chat=place.chat, message=message, person=place.person, subscription=wanted.subscription,
                    wanted=wanted.wanted, at=self._now().isoformat(),
                )
            )  # fmt: skip

    def answered_by(self, place: Place, replied_to: int | None) -> Prompt | None:
        """The prompt that a typed message answers: the one it replies to, or in private the newest that is open.

        Args:
            place: Who wrote the message, and where.
            replied_to: Telegram's id of the message it replies to; None when it is no reply.

        Returns:
            The prompt; None when it answers none, or one whose subscription is gone.
        """
        if place.chat not in self._chats:  # few chats have a prompt, and every message comes through here
            return None
        query = sql.select(prompt_).where(prompt_.c.chat == place.chat, _SUBSCRIPTION_EXISTS)
        if replied_to is not None:
            query = query.where(prompt_.c.message == replied_to)
        else:
            query = query.where(prompt_.c.at >= (self._now() - OPEN_FOR).isoformat(), prompt_.c.chat > 0)
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(prompt_.c.at.desc(), prompt_.c.message.desc())).first()
        return Prompt(row.subscription, row.wanted) if row else None

    def asked_at(self, place: Place) -> datetime | None:
        """When a person was last asked for something in a chat that is still open; None for never."""
        newest = sql.select(sql.func.max(prompt_.c.at)).where(
            prompt_.c.chat == place.chat, prompt_.c.person == place.person, _SUBSCRIPTION_EXISTS
        )
        with self._database.reading() as connection:
            at = connection.execute(newest).scalar()
        return datetime.fromisoformat(at) if at else None

    def settle(self, chat: int, answered: Prompt) -> None:
        """Forget a prompt that was answered, whoever was asked.

        Args:
            chat: Where.
            answered: What was asked for.
        """
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(prompt_.c.chat == chat, *_for(answered)))

    def leave_to_replies(self, chat: int, wanted: Prompt) -> None:
        """Take only replies for the answer to a prompt from now on: nothing has to be known any more.

        Args:
            chat: Where.
            wanted: What was asked for.
        """
        past = (self._now() - OPEN_FOR - timedelta(seconds=1)).isoformat()
        with self._database.writing() as connection:
            connection.execute(prompt_.update().where(prompt_.c.chat == chat, *_for(wanted)).values(at=past))

    def close(self, place: Place, replied_to: int | None = None) -> bool:
        """Forget what a person was asked for in a chat.

        Args:
            place: The chat and the person.
            replied_to: Only what this message asked for; None: everything.

        Returns:
            Whether they were asked for something.
        """
        closing = _of(place)
        if replied_to is not None:
            closing = closing.where(prompt_.c.message == replied_to)
        with self._database.writing() as connection:
            return bool(connection.execute(closing).rowcount)

    def close_subscription(self, subscription: int) -> None:
        """Forget what was asked for a subscription.

        Args:
            subscription: Its id.
        """
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(prompt_.c.subscription == subscription))

    def tidy(self) -> None:
        """Forget what nobody has answered for long, and what was asked for subscriptions that are gone."""
        is_old = prompt_.c.at < (self._now() - RETENTION).isoformat()
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(is_old | ~_SUBSCRIPTION_EXISTS))

    def forget(self, chat: int) -> None:
        """Delete a chat's prompts."""
        self._chats.discard(chat)
        with self._database.writing() as connection:
            connection.execute(prompt_.delete().where(prompt_.c.chat == chat))


def _for(wanted: Prompt) -> tuple[sql.ColumnElement[bool], ...]:
    return prompt_.c.subscription == wanted.subscription, prompt_.c.wanted == wanted.wanted


def _is_another_wish(text: str) -> bool:
    return alert_request(text) is not None or (is_wish(text) and bool(read_wish(text).subject))


def _of(place: Place) -> sql.Delete:
    return prompt_.delete().where(prompt_.c.chat == place.chat, prompt_.c.person == place.person)
