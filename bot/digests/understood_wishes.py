"""A wish as it is understood: the fields of a subscription, and what is said of them on its card."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.digests.alert_requests import alert_request
from bot.digests.interests import ParsedInterest, Unfulfilled, parse_interests
from bot.digests.subscriptions import SubscriptionKind
from bot.digests.wishes import Wish, read_wish
from bot.messages.html import shortened
from bot.messages.phrases import phrase

if TYPE_CHECKING:
    from index.view import View

_IF = re.compile(r"^(?:if|when(?:ever)?|once|as soon as|every time|each time)\s+", re.IGNORECASE)  # behind /alert
LONGEST_NAME = 80  # code points of what was typed, in a note


@dataclass(frozen=True, slots=True)
class UnderstoodWish:
    """What was read of a wish.

    Attributes:
        wish: Its parts.
        interest: What it is about.
        is_empty: Whether it does not say what about.
        further: What further subscriptions of the same wish are about: it names several people or outlets.
    """

    wish: Wish
    interest: ParsedInterest
    is_empty: bool = False
    further: tuple[ParsedInterest, ...] = ()

    @property
    def each(self) -> tuple[UnderstoodWish, ...]:
        """The wish once for each subscription that it makes."""
        return self, *(replace(self, interest=interest, further=()) for interest in self.further)

    def kind(self, otherwise: SubscriptionKind) -> SubscriptionKind:
        """What it asks for: a digest where it tells days, an alert where it is to come at once."""
        if self.wish.kind is not None:
            return self.wish.kind
        return SubscriptionKind.DIGEST if self.wish.weekdays else otherwise

    def values(self) -> dict[str, Any]:
        """The fields of a subscription that it sets."""
        wish, interest = self.wish, self.interest
        values: dict[str, Any] = {}
        if not self.is_empty:
            values = {
                "speaker": interest.speaker, "topic": interest.topic, "outlet": interest.outlet,
                "speaker_id": interest.speaker_id, "office": interest.office, "without": wish.without,
            }  # fmt: skip
        said = {name: getattr(wish, name) for name in ("at", "weekdays", "zone", "stories", "silent", "quiet")}
        return values | {name: value for name, value in said.items() if value is not None}

    def notes(self, language: str) -> tuple[str, ...]:
        """What was not understood, and why it brings nothing yet, in sentences."""
        interest = self.interest
        refused = ", ".join(shortened(each, LONGEST_NAME) for each in self.wish.refused)
        notes = [phrase(language, "wish refused", text=refused)] if refused else []
        names = {
            Unfulfilled.NOBODY: {"speaker": interest.speaker},
            Unfulfilled.NO_HOLDER: {"speaker": interest.speaker},
            Unfulfilled.NO_OUTLET: {"outlet": interest.outlet},
            Unfulfilled.NOTHING: {"topic": interest.topic},
        }
        for why in interest.unfulfilled:
            named = {key: shortened(name or "", LONGEST_NAME) for key, name in names[why].items()}
            notes.append(phrase(language, f"wish {why.value}", **named))
        return tuple(notes)


def understand_wish(view: View, text: str) -> UnderstoodWish:
    """Read a wish by what the library knows.

    Args:
        view: What the chat sees of the library.
        text: As typed.
    """
    wish = read_wish(alert_request(text) or _IF.sub("", text), view.outlets)
    if not wish.subject and not wish.without:
        return UnderstoodWish(wish, ParsedInterest(), is_empty=True)
    interest, *further = parse_interests(view, wish.subject) if wish.subject else (ParsedInterest(),)
    return UnderstoodWish(wish, interest, further=tuple(further))
