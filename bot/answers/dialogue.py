"""A question, or a press of a button under an answer, becomes a reply.

Knows no network; may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bot.answers.conversation import Conversation
from bot.answers.history import History, StoredAnswer
from bot.answers.inquiry import Inquiry
from bot.answers.keyboards import offers, page_buttons
from bot.answers.pointing import with_topic
from bot.answers.remarks import without_thanks
from bot.answers.visibility import find_quote
from bot.answers.whose_words import WhoseWords, check_asked
from bot.answers.words import commanded, read_again, read_otherwise
from bot.chats.place import Place
from bot.messages import answers
from bot.messages.callback_data import Variant, View
from bot.messages.html import plain, shortened
from bot.messages.phrases import CATALOGUES, phrase
from bot.messages.readings import full_name
from bot.messages.reply import Reply
from bot.transport.deep_links import DeepLink, LinkKind
from index.answering.reading.asides import without_signature
from index.model import Answer, Ask, Person, Question
from index.silence import NOT_ON_RECORD, Silence
from index.view import LONGEST_QUESTION

if TYPE_CHECKING:
    from index import Index

MARKS = ' "“”„«»'  # around words that are a quotation as a whole
MAX_QUOTES = 12  # in an answer, over all its pages
# Why nobody is quoted who was not asked for by name.
_OF_NOBODY = (Silence.NO_TOPIC, Silence.NO_SPEAKER, Silence.NOBODY_DID, Silence.NO_QUESTION)

Collections = tuple[str, ...] | None


class Dialogue:
    """Answers questions from the library and stores the answers in the history.

    In all methods `language` is the code of the language to reply in, and `collections` names those that the chat may
    see, None for all.
    """

    def __init__(
        self, index: Index, history: History, page_size: int = 3, today: Callable[[], date] = date.today
    ) -> None:
        """Put a library and a history together.

        Args:
            index: The library.
            history: Where answers are stored.
            page_size: Quotes a page.
            today: The day that "yesterday" in a question is before.
        """
        self._index = index
        self._history = history
        self._page_size = page_size
        self._today = today
        self._whose_words = WhoseWords(index, page_size, today)

    def ask(
        self,
        place: Place,
        text: str,
        language: str,
        replied_to: int | None = None,
        collections: Collections = None,
        ask: Ask | None = None,
    ) -> Reply:
        """Answer a question that stands by itself; see `answer`.

        Args:
            place: Where it is asked, and by whom.
            text: The question.
            language: See the class.
            replied_to: The message of the bot that the question replies to, if any.
            collections: See the class.
            ask: The kind of answer, if a command names it.
        """
        return self.answer(Inquiry(place, text, ask, replied_to), language, collections)

    def ask_afresh(self, place: Place, text: str, language: str, collections: Collections = None) -> Reply:
        """Answer a question of the bot's own, which goes on from nothing that was asked before.

        Args:
            place: Where it is asked, and by whom.
            text: The question.
            language: See the class.
            collections: See the class.
        """
        return self._answer(place, text, None, language, collections)

    def answer(self, inquiry: Inquiry, language: str, collections: Collections = None) -> Reply:
        """Answer a question, or go on with the last answer if the text is "more", "context" or "source".

        Args:
            inquiry: The question.
            language: See the class.
            collections: See the class.

        Returns:
            The first page of the answer, or what stands in the way.
        """
        inquiry = replace(inquiry, text=" ".join(without_thanks(without_signature(inquiry.text)).split()))
        if len(inquiry.text) > LONGEST_QUESTION:
            return _sentence(language, "too long")
        conversation = Conversation.of(inquiry, self._history)
        reply = self._reply(inquiry, conversation, language, collections)
        if conversation.replaced is not None and reply.answer != conversation.replaced:
            self._history.withdraw(conversation.replaced)
        return reply

    def names_somebody(self, text: str, collections: Collections) -> bool:
        """Whether a text names somebody who is on record.

        Args:
            text: At most LONGEST_QUESTION code points.
            collections: See the class.
        """
        view = self._index.view(collections)
        speaker = view.understand(text, self._today(), None).speaker
        return speaker is not None and bool(view.directory.matching(speaker))

    def _reply(self, inquiry: Inquiry, conversation: Conversation, language: str, collections: Collections) -> Reply:
        text, place = inquiry.text, inquiry.place
        if inquiry.ask is not None:
            return self._ask_as(inquiry, conversation, language, collections)
        view, last = self._index.view(collections), partial(self._previous, conversation, collections)
        if (found := self._whose_words.asked(inquiry, last, view, language)) is not None:
            return self._told(place, found, language, collections)
        if word := _view_word(text):
            previous = self._previous(conversation, collections)
            if previous is None:
                return _sentence(language, "nothing asked")
            if word == "more":
                return self.show_page(previous, previous.page + 1, View.QUOTES, language)
            return self.show_page(previous, previous.page, View(word), language)
        if _is_word(text, "further") and (page := self._next_page(conversation, language, collections)):
            return page
        question = conversation.last_question(self._history)
        if question is not None:
            question = self._as_seen(question, collections)
        if inquiry.about is not None and len(inquiry.about.quotations) == 1:
            text = with_topic(text, inquiry.about.quotations[0]) or text
        return self._answer(place, text, question, language, collections)

    def find(self, id: int, chat: int, collections: Collections) -> StoredAnswer | None:
        """A stored answer as a chat may see it.

        Args:
            id: Its number.
            chat: Where it was asked.
            collections: See the class.

        Returns:
            The answer; None if this chat did not get it, or if it is not stored any more.
        """
        stored = self._history.find(id)
        return self._restored(stored, collections) if stored is not None and stored.place.chat == chat else None

    def recent(self, place: Place, limit: int, collections: Collections) -> list[StoredAnswer]:
        """Of the last answers that a person got in a chat or topic those that tell what is on record, oldest first.

        That something is not on record is told, too; what was asked back, or was no question, isn't.

        Args:
            place: The chat and the person.
            limit: How many answers are looked at.
            collections: See the class.
        """
        restored = [self._restored(stored, collections) for stored in self._history.recent(place, limit)]
        return [stored for stored in restored if stored.answer.quotes or _is_not_on_record(stored.answer)]

    def choose_person(
        self, stored: StoredAnswer, position: int, language: str, collections: Collections = None
    ) -> Reply | None:
        """Ask a stored answer's question again about a person that it offered.

        Args:
            stored: The stored answer.
            position: Place of the person among those offered, from 0.
            language: To reply in.
            collections: The only ones that the chat may see; None means all.

        Returns:
            The reply; None if nobody was offered there.
        """
        answer = stored.answer
        if position >= len(answer.people):
            return None
        person = answer.people[position]
        if answer.question.ask is Ask.VERSUS:
            return self._answer(stored.place, self._with_side(answer, person, collections), None, language, collections)
        if answer.question.ask is Ask.TALK:
            question = Question(person.name, speaker=person.name, words=(person.name,))
            return self._answer(stored.place, question, None, language, collections)
        question = replace(answer.question, speaker=person.name)
        if answer.silence in _OF_NOBODY:
            question = replace(question, topic=None, ask=Ask.SAID)
        return self._answer(stored.place, question, None, language, collections)

    def choose_topic(
        self, stored: StoredAnswer, position: int, language: str, collections: Collections = None
    ) -> Reply | None:
        """Ask a stored answer's question again about a topic that it offered.

        Args:
            stored: The stored answer.
            position: Place of the topic among those offered, from 0.
            language: To reply in.
            collections: The only ones that the chat may see; None means all.

        Returns:
            The reply; None if none was offered there.
        """
        answer = stored.answer
        if position >= len(answer.topics):
            return None
        topic = answer.topics[position]
        is_talk = answer.question.ask is Ask.TALK
        question = Question(topic, topic=topic, words=(topic,)) if is_talk else replace(answer.question, topic=topic)
        return self._answer(stored.place, question, None, language, collections)

    def ask_variant(
        self, stored: StoredAnswer, variant: Variant, language: str, collections: Collections = None
    ) -> Reply:
        """Ask a stored answer's question again for another kind of answer.

        Args:
            stored: The stored answer.
            variant: The kind.
            language: To reply in.
            collections: The only ones that the chat may see; None means all.

        Returns:
            The reply.
        """
        match variant:
            case Variant.TIMELINE:
                question = commanded(stored.answer.question, Ask.TIMELINE, "")
            case Variant.DIRECT:
                question = replace(stored.answer.question, direct_only=True)
            case Variant.SECOND:
                question = read_otherwise(stored.answer.question, full_name(stored.answer))
        return self._answer(stored.place, question, None, language, collections)

    def open_link(self, place: Place, link: DeepLink, language: str, collections: Collections = None) -> Reply | None:
        """Show what a link opens.

        Args:
            place: Where it was opened, and by whom.
            link: To a question, which is asked again, or to a quote, which is shown in its context.
            language: See the class.
            collections: See the class.

        Returns:
            The reply; None if the chat may not see it, or if it is gone.
        """
        if link.kind is LinkKind.QUESTION:
            stored = self._history.find(*link.numbers)
            if stored is None:
                return None
            asked = self._as_seen(stored.answer.question, collections)
            return self._answer(place, asked, None, language, collections) if asked is not None else None
        quote = find_quote(self._index.view(collections).store, link.numbers)
        if quote is None:
            return None
        title, speaker = quote.article.title, quote.speaker.name if quote.speaker else None
        question = Question(title or shortened(quote.text, 200), speaker, title, collections=collections)
        return self.show_page(self._store(place, Answer(question, (quote,))), 0, View.CONTEXT, language)

    def show_answer(self, place: Place, answer: Answer, language: str, collections: Collections = None) -> Reply:
        """Store an answer that was not asked for in words, such as a story's further quotes, and show it.

        Args:
            place: Where it is shown.
            answer: The answer, as far as the chat may see it.
            language: To reply in.
            collections: See the class.
        """
        answer = replace(answer, question=replace(answer.question, collections=collections))
        return self.show_page(self._store(place, answer), 0, View.QUOTES, language)

    def show_page(self, stored: StoredAnswer, page: int, view: View, language: str) -> Reply:
        """Show a page of a stored answer.

        Args:
            stored: As the chat may see it.
            page: From 0; one beyond the last shows the last, unless the last was shown before.
            view: How its quotes are shown.
            language: See the class.

        Returns:
            The page, or that there is nothing (more) to show.
        """
        pages = answers.pages(stored.answer, self._page_size, language)
        if not pages:
            return _sentence(language, "no more" if stored.answer.reasons else "taken out")
        if page >= len(pages) and page == stored.page + 1:
            return _sentence(language, "no more")
        page = min(max(page, 0), len(pages) - 1)
        shown, is_last = pages[page], page + 1 == len(pages)
        match view:
            case View.QUOTES:
                html = answers.quotes(shown, language, stored.answer)
            case View.CONTEXT:
                html = answers.context(shown, language, self._index.paragraph)
            case View.SOURCE:
                html = answers.source(shown, language)
        return Reply(html, page_buttons(stored, page, shown, is_last, view, language), stored.id, page, True)

    def _ask_as(self, inquiry: Inquiry, conversation: Conversation, language: str, collections: Collections) -> Reply:
        ask, text, view = inquiry.ask, inquiry.text, self._index.view(collections)
        assert ask is not None
        previous = None if text else self._previous(conversation, collections)
        if text and ask is Ask.CHECK:
            question = check_asked(self._index, view, text, self._today())
        elif text:
            question = commanded(view.understand(text, today=self._today(), previous=None), ask, text)
        elif previous is not None and ask is not Ask.CHECK:
            question = commanded(previous.answer.question, ask, text)
        else:
            return Reply(phrase(language, f"{ask.value} what"))
        return self._answer(inquiry.place, question, None, language, collections)

    def _as_seen(self, question: Question, collections: Collections) -> Question | None:
        """A question as it is read by what may be seen now; None where less may be seen and it has no words."""
        view = self._index.view(collections)
        return question if view.includes(question.collections) else read_again(question, view, self._today())

    def _restored(self, stored: StoredAnswer, collections: Collections) -> StoredAnswer:
        """A stored answer as it may be seen now; what was made of more than that is made again of its words."""
        view, question = self._index.view(collections), stored.answer.question
        if view.includes(question.collections):
            return stored
        again = read_again(question, view, self._today())
        if again is None:
            answer = Answer(Question("", collections=collections))
        else:
            answer = view.ask(replace(again, direct_only=question.direct_only), MAX_QUOTES, self._today())
        self._history.replace(stored.id, answer)
        return replace(stored, answer=answer)

    def _with_side(self, answer: Answer, person: Person, collections: Collections) -> Question:
        """A comparison's question with a person in place of the ambiguous name that can mean them."""
        directory = self._index.view(collections).directory
        sides = [answer.question.speaker or "", *answer.question.others]
        for position, name in enumerate(sides):
            matches = directory.matching(name) if name in answer.ambiguous else ()
            if any(person.id in match.ids for match in matches):
                sides[position] = person.name
                break
        return replace(answer.question, speaker=sides[0], others=tuple(sides[1:]))

    def _next_page(self, conversation: Conversation, language: str, collections: Collections) -> Reply | None:
        """What else there is on the last question; None where all of it has been shown."""
        previous = self._previous(conversation, collections)
        if previous is None or previous.page + 1 >= len(answers.pages(previous.answer, self._page_size, language)):
            return None
        return self.show_page(previous, previous.page + 1, View.QUOTES, language)

    def _previous(self, conversation: Conversation, collections: Collections) -> StoredAnswer | None:
        stored = conversation.last_answer(self._history)
        return self._restored(stored, collections) if stored is not None else None

    def _told(self, place: Place, found: Question | Answer | str, language: str, collections: Collections) -> Reply:
        """What there is to tell of words that were pointed at; of a text, the sentence of that name."""
        if isinstance(found, str):
            return _sentence(language, found)
        if isinstance(found, Answer):
            return self.show_answer(place, found, language, collections)
        return self._answer(place, found, None, language, collections)

    def _answer(
        self,
        place: Place,
        question: str | Question,
        previous: Question | None,
        language: str,
        collections: Collections,
    ) -> Reply:
        answer = self._index.ask(
            question, limit=MAX_QUOTES, today=self._today(), previous=previous, collections=collections
        )
        stored = self._store(place, answer)
        if answer.quotes:
            return self.show_page(stored, 0, View.QUOTES, language)
        return Reply(answers.silence(answer, language), offers(stored, language), stored.id)

    def _store(self, place: Place, answer: Answer) -> StoredAnswer:
        return StoredAnswer(self._history.add(place, answer), place, answer)


def _sentence(language: str, key: str) -> Reply:
    return Reply(plain(phrase(language, key)).html)


def _view_word(text: str) -> str | None:
    """Returns "more", "context" or "source" if the text is a word for it in any language."""
    return next((name for name in ("more", "context", "source") if _is_word(text, name)), None)


def _is_word(text: str, name: str) -> bool:
    """Whether a text is one of the words for something in any language."""
    word = text.casefold().strip(" .!?")
    return any(word in catalogue[f"words {name}"].split("|") for catalogue in CATALOGUES.values())


def _is_not_on_record(answer: Answer) -> bool:
    """Whether an answer tells that what was asked for is not on record."""
    return bool(answer.reasons) and all(reason.silence in NOT_ON_RECORD for reason in answer.reasons)
