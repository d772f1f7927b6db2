"""What is said back to a person: an answer's pages, their buttons, and what the buttons do.

Nothing here knows Telegram's network; everything here may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.answers.history import Asked, Conversations
from bot.answers.visibility import discreet, found
from bot.chats.place import Place
from bot.messages import answers
from bot.messages.callback_data import (
    AskVariant,
    ChoosePerson,
    ChooseTopic,
    FollowAnswer,
    RateAnswer,
    ShowPage,
    Variant,
    View,
)
from bot.messages.html import plain, shortened
from bot.messages.phrases import CATALOGUES, phrase
from bot.messages.reply import Button, Reply
from bot.transport.deep_links import DeepLink, LinkKind
from index.model import Answer, Ask, Kind, Person, Question, Silence

if TYPE_CHECKING:
    from index import Index

FOUND = 12  # quotes an answer holds, over all its pages
LONGEST = 1000  # code points of a question
CHOICES = 6  # people offered as buttons when there is no quote


class Dialogue:
    """Questions in, replies out."""

    def __init__(
        self, index: Index, conversations: Conversations, size: int = 3, today: Callable[[], date] = date.today
    ) -> None:
        self._index = index
        self._conversations = conversations
        self._size = size
        self._today = today

    def ask(
        self,
        place: Place,
        text: str,
        language: str,
        replied_to: int | None = None,
        collections: tuple[str, ...] | None = None,
        ask: Ask | None = None,
    ) -> Reply:
        """Answer a question, or go on with the last one when the text is "more", "context" or "source".

        replied_to: the bot's message that the question replies to.  ask: the kind of answer, when a command says it;
        the text may then be empty to mean the last question.
        """
        text = " ".join(text.split())
        if len(text) > LONGEST:
            return Reply(plain(phrase(language, "too long")).html)
        if ask is not None:
            previous = None if text else self._previous(place, replied_to)
            return self._asked_as(place, ask, text, previous, language, collections)
        if view := _view_word(text):
            previous = self._previous(place, replied_to)
            if previous is None:
                return Reply(plain(phrase(language, "nothing asked")).html)
            previous = previous.within(collections)
            step = 1 if view == "more" else 0
            return self._turned(previous, previous.page + step, View.QUOTES if step else View(view), language)
        question = self._conversations.last_question(place, replied_to)
        return self._answered(place, text, question, language, collections)

    def choose_person(
        self, asked: Asked, position: int, language: str, collections: tuple[str, ...] | None = None
    ) -> Reply | None:
        """The kept question again, about a person its answer offered; None when it offered none there."""
        answer = asked.answer
        if position >= len(answer.people):
            return None
        question = replace(answer.question, speaker=answer.people[position].name)
        if answer.silence in (Silence.NO_TOPIC, Silence.NO_QUESTION):
            question = replace(question, topic=None, ask=Ask.SAID)
        return self._answered(asked.place, question, None, language, collections)

    def choose_topic(
        self, asked: Asked, position: int, language: str, collections: tuple[str, ...] | None = None
    ) -> Reply | None:
        """The kept question again, about a topic its answer offered; None when it offered none there."""
        answer = asked.answer
        if position >= len(answer.topics):
            return None
        question = replace(answer.question, topic=answer.topics[position])
        return self._answered(asked.place, question, None, language, collections)

    def again(self, asked: Asked, ask: Ask | None, language: str, collections: tuple[str, ...] | None = None) -> Reply:
        """The kept question again: as another kind, or (None) with nothing but direct quotations."""
        if ask is not None:
            question = replace(asked.answer.question, ask=ask)
        else:
            question = replace(asked.answer.question, direct_only=True)
        return self._answered(asked.place, question, None, language, collections)

    def opened(
        self, place: Place, link: DeepLink, language: str, collections: tuple[str, ...] | None = None
    ) -> Reply | None:
        """What a link opens, as far as this chat may see it; None when there is nothing of it (any more)."""
        if link.kind is LinkKind.QUESTION:
            asked = self._conversations.find(*link.numbers)
            if asked is None:
                return None
            question = replace(asked.answer.question, collections=collections)
            return self._answered(place, question, None, language, collections)
        quote = found(self._index.store, link.numbers, collections)
        if quote is None:
            return None
        title, speaker = quote.article.title, quote.speaker.name if quote.speaker else None
        question = Question(title or shortened(quote.text, 200), speaker, title, collections=collections)
        answer = Answer(question, (quote,))
        return self._turned(Asked(self._conversations.keep(place, answer), place, answer), 0, View.CONTEXT, language)

    def show(self, place: Place, answer: Answer, language: str) -> Reply:
        """An answer that nobody asked for in words, as that to a button under a digest."""
        return self._turned(Asked(self._conversations.keep(place, answer), place, answer), 0, View.QUOTES, language)

    def _asked_as(
        self,
        place: Place,
        ask: Ask,
        text: str,
        previous: Asked | None,
        language: str,
        collections: tuple[str, ...] | None,
    ) -> Reply:
        if text:
            question = self._index.understand(text, today=self._today(), previous=None)
        elif previous is not None and ask is not Ask.CHECK:
            question = previous.answer.question
        else:
            return Reply(phrase(language, f"{ask.value} what"))
        match ask:
            case Ask.WHO:
                question = replace(question, ask=ask, topic=question.topic or text or None, speaker=None)
            case Ask.CHECK:
                question = replace(question, ask=ask, quotation=question.quotation or text.strip("\"“”'‘’ "))
            case _:
                question = replace(question, ask=ask)
        return self._answered(place, question, None, language, collections)

    def turn(self, asked: Asked, page: int, view: View, language: str) -> Reply:
        """A page of a kept answer, in the view a button asks for."""
        return self._turned(asked, page, view, language)

    def _previous(self, place: Place, replied_to: int | None) -> Asked | None:
        if replied_to is not None and (found := self._conversations.shown_in(place.chat, replied_to)):
            return found
        return self._conversations.last(place)

    def _answered(
        self,
        place: Place,
        question: str | Question,
        previous: Question | None,
        language: str,
        collections: tuple[str, ...] | None,
    ) -> Reply:
        answer = self._index.ask(question, limit=FOUND, today=self._today(), previous=previous, collections=collections)
        answer = discreet(answer, self._index.store, collections, self._index.directory)
        id = self._conversations.keep(place, answer)
        if answer.quotes:
            return self._turned(Asked(id, place, answer), 0, View.QUOTES, language)
        return Reply(answers.silence(answer, language), _choices(id, answer), id)

    def _turned(self, asked: Asked, number: int, view: View, language: str) -> Reply:
        pages = answers.pages(asked.answer, self._size, language)
        if not pages:
            key = "no more" if asked.answer.reason else "taken out"
            return Reply(plain(phrase(language, key)).html)
        if number >= len(pages) and number == asked.page + 1:
            return Reply(plain(phrase(language, "no more")).html)
        number = min(max(number, 0), len(pages) - 1)
        page = pages[number]
        match view:
            case View.QUOTES:
                html = answers.quotes(page, language, asked.answer)
            case View.CONTEXT:
                html = answers.context(page, language, self._index.paragraph)
            case View.SOURCE:
                html = answers.source(page, language)
        turns = []
        if number > 0:
            turns.append(_button(asked.id, number - 1, View.QUOTES, "back", language))
        if number + 1 < len(pages):
            turns.append(_button(asked.id, number + 1, View.QUOTES, "more", language))
        views = [
            _button(asked.id, number, each, each.value, language)
            for each in (View.QUOTES, View.CONTEXT, View.SOURCE)
            if each is not view and (page.whole or each is not View.CONTEXT)
        ]
        question, id = asked.answer.question, asked.id
        others = []
        if question.ask is Ask.SAID:
            others.append(Button(phrase(language, "button timeline"), AskVariant(id, Variant.TIMELINE)))
            if not question.direct_only and any(quote.kind is not Kind.DIRECT for quote in asked.answer.quotes):
                others.append(Button(phrase(language, "button direct"), AskVariant(id, Variant.DIRECT)))
        if question.ask in (Ask.SAID, Ask.TIMELINE) and (question.speaker or question.topic):
            others.append(Button(phrase(language, "button follow"), FollowAnswer(id)))
        votes = [
            Button(phrase(language, "button useful"), RateAnswer(id, useful=True)),
            Button(phrase(language, "button useless"), RateAnswer(id, useful=False)),
        ]
        opens = [Button(phrase(language, "button private"), opens=DeepLink(LinkKind.QUESTION, (id,)))]
        private = asked.place.chat > 0
        rows = tuple(tuple(row) for row in (turns, views, others, votes, [] if private else opens) if row)
        return Reply(html, rows, asked.id, number)


def _choices(id: int, answer: Answer) -> tuple[tuple[Button, ...], ...]:
    """Buttons for what a silence offers instead; people who were asked about in vain are not offered again."""
    people = answer.people if answer.silence is not Silence.NOTHING else ()
    buttons = [
        *(Button(shortened(_introduced(each), 40), ChoosePerson(id, at)) for at, each in enumerate(people[:CHOICES])),
        *(Button(shortened(topic, 40), ChooseTopic(id, at)) for at, topic in enumerate(answer.topics[:CHOICES])),
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _introduced(person: Person) -> str:
    return f"{person.name} ({person.roles[0]})" if person.roles else person.name


def _button(id: int, page: int, view: View, name: str, language: str) -> Button:
    return Button(phrase(language, f"button {name}"), ShowPage(id, page, view))


def _view_word(text: str) -> str | None:
    """ "more", "context" or "source", when the text is a word for it in any language."""
    word = text.casefold().strip(" .!?")
    for catalogue in CATALOGUES.values():
        for name in ("more", "context", "source"):
            if word in catalogue[f"words {name}"].split("|"):
                return name
    return None
