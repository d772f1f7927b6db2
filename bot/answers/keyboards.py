"""Buttons under answers."""

from __future__ import annotations

from bot.answers.history import StoredAnswer
from bot.answers.visibility import quote_location
from bot.messages.answers import Page, headed_quotes
from bot.messages.callback_data import (
    AskVariant,
    ChoosePerson,
    ChooseTopic,
    CopyQuote,
    FollowAnswer,
    RateAnswer,
    ShowPage,
    Variant,
    View,
)
from bot.messages.citation import copied_at_once, fits_message
from bot.messages.html import shortened
from bot.messages.phrases import phrase
from bot.messages.readings import second_reading
from bot.messages.reply import Button, Rows
from bot.transport.deep_links import DeepLink, LinkKind
from index.model import Answer, Ask, Kind, Person
from index.silence import OF_SPEAKER

MAX_CHOICES = 6  # people, and as many topics, offered in place of quotes
LABEL = 40  # UTF-16 units of a choice's label


def page_buttons(stored: StoredAnswer, page: int, shown: Page, last: bool, view: View, language: str) -> Rows:
    """Buttons under a page of an answer.

    Args:
        stored: The answer.
        page: The page shown, from 0.
        shown: What it shows; parts of quotes have no context, and are neither shared nor copied.
        last: Whether it is the last page.
        view: The view shown, which gets no button.
        language: Code of the labels' language.

    Returns:
        Rows for the question's second reading, to choose whom an ambiguous name means, to turn the page, to change the
        view, to share and copy each quote, to ask for other answers, to rate and to open the private chat.
    """

    def show(page: int, view: View, name: str) -> Button:
        return Button(phrase(language, f"button {name}"), ShowPage(stored.id, page, view))

    turns = []
    if page > 0:
        turns.append(show(page - 1, View.QUOTES, "back"))
    if not last:
        turns.append(show(page + 1, View.QUOTES, "more"))
    views = [
        show(page, each, each.value)
        for each in (View.QUOTES, View.CONTEXT, View.SOURCE)
        if each is not view and (shown.whole or each is not View.CONTEXT)
    ]
    votes = [
        Button(phrase(language, "button useful"), RateAnswer(stored.id, useful=True)),
        Button(phrase(language, "button useless"), RateAnswer(stored.id, useful=False)),
    ]
    in_group = stored.place.chat <= 0
    link = Button(phrase(language, "button private"), opens=DeepLink(LinkKind.QUESTION, (stored.id,)))
    shares, copies = _handing_on(stored, shown, language) if view is View.QUOTES and shown.whole else ([], [])
    handing_on = [[*shares, *copies]] if len(shares) == 1 else [shares, copies]
    rows = (turns, views, *handing_on, _variants(stored, language), votes, [link] if in_group else [])
    meant = choices(stored.id, stored.answer) if stored.answer.ambiguous else ()
    return (*_second(stored, language), *meant, *(tuple(row) for row in rows if row))


def offers(stored: StoredAnswer, language: str) -> Rows:
    """Buttons under an answer without quotes: for the question's second reading, and for what is nearest."""
    return (*_second(stored, language), *choices(stored.id, stored.answer))


def choices(id: int, answer: Answer) -> Rows:
    """Buttons for what an answer offers in place of quotes that it lacks, two in a row.

    Args:
        id: The number of the stored answer.
        answer: People who were asked about in vain are not offered again.

    Returns:
        A button for each person, then one for each topic.
    """
    people = answer.people if answer.ambiguous or answer.silence not in OF_SPEAKER else ()
    buttons = [
        *(
            Button(shortened(_name_and_role(person), LABEL), ChoosePerson(id, position))
            for position, person in enumerate(people[:MAX_CHOICES])
        ),
        *(
            Button(shortened(topic, LABEL), ChooseTopic(id, position))
            for position, topic in enumerate(answer.topics[:MAX_CHOICES])
        ),
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _second(stored: StoredAnswer, language: str) -> Rows:
    """A button for what else the question can mean, if anything."""
    reading = second_reading(stored.answer, language)
    if not reading:
        return ()
    label = phrase(language, "button second", reading=shortened(reading, LABEL))
    return ((Button(label, AskVariant(stored.id, Variant.SECOND)),),)


def _handing_on(stored: StoredAnswer, page: Page, language: str) -> tuple[list[Button], list[Button]]:
    """Buttons to share and to copy each quote of a page, in their order; what is too long for a button has none."""
    quotes = [quote for quote, _ in headed_quotes(stored.answer, language)]
    shares, copies = [], []
    for number, item in enumerate(page.items, 1):
        suffix = f" {number}" if len(page.items) > 1 else ""
        link = DeepLink(LinkKind.QUOTE, quote_location(item.quote))
        shares.append(Button(phrase(language, "button share") + suffix, shares=link))
        label = phrase(language, "button copy") + suffix
        if text := copied_at_once(item.quote, language):
            copies.append(Button(label, copies=text))
        elif stored.place.chat > 0 and fits_message(item.quote, language):  # in groups it would be a message for all
            copies.append(Button(label, CopyQuote(stored.id, quotes.index(item.quote))))
    return shares, copies


def _variants(stored: StoredAnswer, language: str) -> list[Button]:
    question, quotes = stored.answer.question, stored.answer.quotes
    buttons = []
    if question.ask is Ask.SAID:
        buttons.append(Button(phrase(language, "button timeline"), AskVariant(stored.id, Variant.TIMELINE)))
        if not question.direct_only and any(quote.kind is not Kind.DIRECT for quote in quotes):
            buttons.append(Button(phrase(language, "button direct"), AskVariant(stored.id, Variant.DIRECT)))
    if question.ask in (Ask.SAID, Ask.TIMELINE) and (question.speaker or question.topic):
        buttons.append(Button(phrase(language, "button follow"), FollowAnswer(stored.id)))
    return buttons


def _name_and_role(person: Person) -> str:
    return f"{person.name} ({person.roles[0]})" if person.roles else person.name
