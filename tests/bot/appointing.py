"""An admin gives somebody a role in Telegram."""

from __future__ import annotations

from tests.botapi.world import Message, Person


def appoint(boss: Person, person: Person, role: str = "editor") -> Message:
    """The admin asks for it, is asked back, and says yes."""
    count = len(boss.chat.by_bot)
    boss.says(f"/role {person.id} {role}")
    question = boss.chat.answer(count + 1)
    boss.presses(question, "Yes")
    boss.world.wait(lambda: question.shown is not None and "is now" in question.shown.text)
    return question
