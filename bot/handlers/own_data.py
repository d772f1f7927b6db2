"""All that the bot keeps about a person, for them to have."""

from __future__ import annotations

import json
from typing import Any

from bot.answers.history import StoredAnswer
from bot.digests.subscriptions import Subscription
from bot.handlers.services import Services


def own_data(services: Services, person: int) -> bytes:
    """What is kept about a person, as JSON.

    Args:
        services: Where it is kept.
        person: Telegram's id.
    """
    access, preferences, rated = services.access, services.preferences, services.history.rated_by(person)
    useful = {each.answer: each.useful for each in rated}
    asked = services.history.asked_by(person)
    theirs = {stored.id for _, stored in asked}
    data = {
        "person": person,
        "role": access.role(person).name.lower(),
        "collections": access.collections(person),
        "language": preferences.language(person),
        "told_of_changed_quotations": preferences.wants_corrections(person),
        "subscriptions": [_subscription(each) for each in services.digests.subscriptions.of_chat(person)],
        "questions": [_question(at, stored, useful.get(stored.id)) for at, stored in asked],
        # What others asked in a group is theirs to have, the rating is this person's.
        "ratings_of_others_answers": [
            {"at": each.at, "chat": each.chat, "useful": each.useful} for each in rated if each.answer not in theirs
        ],
        "checked_texts": [{"at": at, "report": report} for at, report in services.checks.checked_by(person)],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _subscription(one: Subscription) -> dict[str, Any]:
    names = ("speaker", "topic", "outlet", "without", "zone", "quiet", "stories", "silent")
    return {
        "kind": one.kind.value,
        "state": one.state.value,
        "at": one.at.isoformat("minutes"),
        "weekdays": sorted(one.weekdays),
        **{name: getattr(one, name) for name in names},
    }


def _question(at: str, stored: StoredAnswer, useful: bool | None) -> dict[str, Any]:
    quotes = stored.answer.quotes
    return {
        "at": at,
        "chat": stored.place.chat,
        "question": stored.answer.question.text,
        "quotes": [{"text": quote.text, "article": quote.article.url or quote.article.title} for quote in quotes],
        "useful": useful,
    }
