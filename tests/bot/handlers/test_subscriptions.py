"""People subscribe in words and with buttons; the real process, played by the stand-in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.chats.database import FILE, Database
from bot.digests.edition import Edition, StoryItem, edition_to_json, story_question
from bot.digests.outbox import Outbox
from bot.digests.render import paginate
from bot.digests.subscriptions import Subscription, SubscriptionKind, Subscriptions, SubscriptionState
from bot.transport.deep_links import DeepLink, LinkKind
from index import Draft, Index
from index.model import Answer, Quote
from index.store.store import Store
from tests.bot.bot_process import BotProcess, copy_data_folder
from tests.botapi.server import Server
from tests.botapi.world import Chat, Message, Person


@pytest.fixture(scope="module")
def bot(briefings_folder: Path, tmp_path_factory: pytest.TempPathFactory, telegram: Server) -> Iterator[BotProcess]:
    with BotProcess(copy_data_folder(briefings_folder, tmp_path_factory.mktemp("subscribing")), telegram) as running:
        yield running
    assert "Traceback" not in running.log_text


@pytest.fixture
def subscriptions(bot: BotProcess) -> Iterator[Subscriptions]:
    database = Database(bot.folder / "data" / FILE)
    yield Subscriptions(database)
    database.close()


def words(message: Message) -> str:
    return message.shown.text if message.shown else message.text


def last(chat: Chat, holding: str) -> Message:
    """The newest message of the bot that holds these words."""

    def look() -> Message | None:
        return next((each for each in reversed(chat.by_bot) if holding in words(each)), None)

    return chat.world.wait(look)


def changed(chat: Chat, look: Callable[[], bool]) -> None:
    chat.world.wait(look)


def subscribed(person: Person, subscriptions: Subscriptions, text: str) -> tuple[Message, Subscription]:
    person.says(text)
    card = last(person.chat, "The last 7 days")
    (one,) = _drafts(subscriptions, person.id)
    return card, one


def _drafts(subscriptions: Subscriptions, chat: int) -> list[Subscription]:
    return [one for number in range(1, 60) if (one := subscriptions.find(number)) and one.chat == chat]


def test_a_digest_is_made_by_words_a_city_and_a_press(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    ada = telegram.world.person("Ada")
    card, one = subscribed(ada, subscriptions, "/subscribe Brandt on homes")
    assert "Digest: Ada Brandt on homes" in words(card)
    asked = last(ada.chat, "In which city are you?")
    ada.says("Busan", reply_to=asked)
    placed = last(ada.chat, "Asia/Seoul, where it is")
    ada.presses(placed, "Start")
    changed(ada.chat, lambda: "Active. Next:" in words(placed))
    active = subscriptions.find(one.id)
    assert active is not None
    assert (active.state, active.zone, active.speaker, active.topic) == (
        SubscriptionState.ACTIVE, "Asia/Seoul", "Ada Brandt", "homes",
    )  # fmt: skip


def test_start_without_a_zone_asks_for_it_and_then_starts(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    ada = telegram.world.person("Ada")
    card, _one = subscribed(ada, subscriptions, "/subscribe trams")
    last(ada.chat, "In which city")
    ada.presses(card, "Start")
    changed(ada.chat, lambda: sum("In which city" in words(each) for each in ada.chat.by_bot) == 2)
    ada.says("Oslo")
    last(ada.chat, "Active. Next:")


def test_a_city_holds_for_all_open_cards(bot: BotProcess, telegram: Server, subscriptions: Subscriptions) -> None:
    ada = telegram.world.person("Ada")
    first, one = subscribed(ada, subscriptions, "/subscribe trams")
    last(ada.chat, "In which city")
    ada.says("/subscribe homes")
    changed(ada.chat, lambda: sum("In which city" in words(each) for each in ada.chat.by_bot) == 2)
    ada.says("Oslo")
    last(ada.chat, "Europe/Oslo")
    ada.presses(first, "Start")
    changed(ada.chat, lambda: [each.id for each in subscriptions.of_chat(ada.id)] == [one.id])
    count = len(ada.chat.by_bot)
    ada.says("homes")
    assert "Brandt" in words(ada.chat.answer(count + 1))  # nobody waits for a city any more


def test_a_reply_to_a_prompt_that_was_answered_is_not_met_with_silence(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    ada = telegram.world.person("Ada")
    group = telegram.world.group("Desk", admins=(ada,))
    ada.says("/subscribe trams", group)
    prompt = last(group, "In which city")
    ada.says("Oslo", group, reply_to=prompt)
    last(group, "Europe/Oslo")
    ada.says("thanks", group, reply_to=prompt)
    ada.says("Munich", group, reply_to=prompt)
    last(group, "I don’t wait for that any more")
    assert sum("any more" in each.text for each in group.by_bot) == 1


def test_a_city_nobody_knows_is_asked_again(bot: BotProcess, telegram: Server, subscriptions: Subscriptions) -> None:
    ada = telegram.world.person("Ada")
    subscribed(ada, subscriptions, "/subscribe everything")
    ada.says("Xyzzyville")
    last(ada.chat, "I know no city or time zone “Xyzzyville”")
    ada.says("Munich")
    last(ada.chat, "Europe/Berlin")


def test_time_days_and_quiet_days_are_set_by_buttons(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    ada = telegram.world.person("Ada")
    card, one = subscribed(ada, subscriptions, "/subscribe homes")
    ada.says("UTC")
    card = last(ada.chat, "UTC, where it is")
    ada.presses(card, "Time")
    changed(ada.chat, lambda: "18:00" in card.labels)
    ada.presses(card, "18:00")
    changed(ada.chat, lambda: "every day 18:00" in words(card))
    ada.presses(card, "Days")
    changed(ada.chat, lambda: "Monday to Friday" in card.labels)
    ada.presses(card, "Monday to Friday")
    changed(ada.chat, lambda: "Monday to Friday 18:00" in words(card))
    ada.presses(card, "On quiet days: tell me")
    changed(ada.chat, lambda: "Without a sound" in card.labels)
    ada.presses(card, "Without a sound")
    changed(ada.chat, lambda: "It comes without a sound" in words(card))
    ada.presses(card, "Stories")
    changed(ada.chat, lambda: "✓ 5" in card.labels)
    ada.presses(card, "10")
    changed(ada.chat, lambda: "It shows 10 stories" in words(card))
    assert "I say so" in words(card)
    ada.presses(card, "Time")
    changed(ada.chat, lambda: "Another time …" in card.labels)
    ada.presses(card, "Another time …")
    last(ada.chat, "At what time?")
    ada.says("quarter past never")
    last(ada.chat, "is no time of day")
    ada.says("7.45")
    last(ada.chat, "Monday to Friday 07:45")
    assert subscriptions.find(one.id) is not None


def test_tell_me_when_makes_an_alert_that_comes_within_a_minute(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    tom = telegram.world.person("Tom")
    tom.says("Tell me when Lena Halvorsen speaks about the harbour.")
    card = last(tom.chat, "Alert: Lena Halvorsen on the harbour")
    tom.presses(card, "Start")
    changed(tom.chat, lambda: "Active." in words(card))
    index = Index.open(bot.folder / "data")
    text = "“The harbour will stay open all winter,” Lena Halvorsen said. Halvorsen had visited the harbour at dawn."
    start = time.monotonic()
    assert [each.status for each in index.add([Draft(text, title="Harbour open", outlet="The Mole")])] == ["added"]
    index.close()
    alert = last(tom.chat, "New: Lena Halvorsen on the harbour")
    assert time.monotonic() - start < 60
    assert "The harbour will stay open all winter" in words(alert)
    tom.presses(alert, "More quotes")
    last(tom.chat, "Harbour open")


def test_an_answer_is_followed_by_its_button(bot: BotProcess, telegram: Server, subscriptions: Subscriptions) -> None:
    ada = telegram.world.person("Ada")
    ada.says("What did Ada Brandt say about homes?")
    ada.presses(ada.chat.answer(), "Follow this")
    card = last(ada.chat, "Alert: Ada Brandt on homes")
    ada.presses(card, "Start")
    ada.presses(card, "Start")
    changed(ada.chat, lambda: "Active." in words(card))
    assert [one.kind for one in subscriptions.of_chat(ada.id)] == [SubscriptionKind.ALERT]


def test_subscriptions_are_listed_paused_and_removed(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    ada = telegram.world.person("Ada")
    ada.says("/subscriptions")
    last(ada.chat, "Nothing is sent here yet")
    ada.says("/alert Quell")
    card = last(ada.chat, "Alert: Tomas Quell")
    ada.presses(card, "Start")
    changed(ada.chat, lambda: "Active." in words(card))
    ada.says("/subscriptions")
    listed = last(ada.chat, "What you are sent")
    assert "1. Tomas Quell (alert)" in words(listed)
    ada.presses(listed, "1")
    changed(ada.chat, lambda: "Alert:" in words(listed))
    ada.presses(listed, "Pause")
    changed(ada.chat, lambda: "Paused." in words(listed))
    ada.presses(listed, "Remove")
    changed(ada.chat, lambda: "Remove this subscription?" in words(listed))
    ada.presses(listed, "Remove")
    changed(ada.chat, lambda: "Removed." in words(listed))
    assert subscriptions.of_chat(ada.id) == []
    press = ada.presses(card, "Pause")
    changed(ada.chat, lambda: "no longer there" in str(telegram.world.pressed[press]))


def test_in_a_group_only_its_admins_subscribe_and_a_topic_gets_its_own(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    ada, tom = telegram.world.person("Ada"), telegram.world.person("Tom")
    forum = telegram.world.group("Desk", tom, admins=(ada,), topics=2)
    tom.says("/subscribe homes", chat=forum, thread=forum.topics[0])
    last(forum, "Only this group’s admins")
    ada.says("/subscribe homes", chat=forum, thread=forum.topics[0])
    asked = last(forum, "In which city")
    assert asked.thread == forum.topics[0]
    ada.says("Oslo", chat=forum, thread=forum.topics[0], reply_to=asked)
    card = last(forum, "Europe/Oslo")
    press = tom.presses(card, "Start")
    changed(forum, lambda: "Only this group’s admins" in str(telegram.world.pressed[press]))
    ada.presses(card, "Start")
    changed(forum, lambda: "Active." in words(card))
    (one,) = subscriptions.of_chat(forum.id)
    assert one.thread == forum.topics[0]
    ada.says("/subscriptions", chat=forum, thread=forum.topics[1])
    listed = last(forum, "What you are sent")
    ada.presses(listed, "1")
    changed(forum, lambda: "Move to this topic" in listed.labels)
    ada.presses(listed, "Move to this topic")
    changed(forum, lambda: "Move to this topic" not in listed.labels)
    (moved,) = subscriptions.of_chat(forum.id)
    assert moved.thread == forum.topics[1]


def test_a_preview_shows_what_would_come(bot: BotProcess, telegram: Server, subscriptions: Subscriptions) -> None:
    ada = telegram.world.person("Ada")
    card, _ = subscribed(ada, subscriptions, "/alert Brandt")
    ada.presses(card, "Preview")
    last(ada.chat, "articles")


def test_forget_forgets_subscriptions(bot: BotProcess, telegram: Server, subscriptions: Subscriptions) -> None:
    ada = telegram.world.person("Ada")
    card, _ = subscribed(ada, subscriptions, "/alert Brandt")
    ada.presses(card, "Start")
    changed(ada.chat, lambda: "Active." in words(card))
    ada.says("/forget")
    last(ada.chat, "Deleted: your questions")
    assert subscriptions.of_chat(ada.id) == []


def test_a_wish_in_plain_words_is_read_back(bot: BotProcess, telegram: Server, subscriptions: Subscriptions) -> None:
    ivo = telegram.world.person("Ivo")
    ivo.says("homes every Friday at 7, not trams")
    card = last(ivo.chat, "every week on Friday 07:00")
    assert "homes, without trams" in words(card)
    (one,) = _drafts(subscriptions, ivo.id)
    assert (one.topic, one.without, one.weekdays) == ("homes", ("trams",), frozenset({4}))
    ivo.says("/subscribe Zed Unknown on homes every hour")
    card = last(ivo.chat, "Nobody called Zed Unknown is on record yet")
    assert "Not understood: “every hour”" in words(card)
    ivo.says("/subscribe the housing minister on homes")
    assert "now Ada Brandt." in words(last(ivo.chat, "Whoever holds that office"))
    ivo.says("/subscribe the minister for the moon")
    assert "Whoever holds" not in words(last(ivo.chat, "I know of nobody who is"))


@pytest.fixture
def digest(bot: BotProcess) -> Iterator[tuple[Outbox, int]]:
    """An outbox, and a digest in it of twelve stories, of which it shows five."""
    data = bot.folder / "data"
    store, database = Store(data / "onrecord.db"), Database(data / FILE)
    [article] = store.articles([1]).values()
    items = (StoryItem((article,), Answer(story_question(article.title), (Quote(article, 0, 40),))),) * 12
    pages = (*paginate(items[:5], "en"), *paginate(items[5:], "en", 5))
    edition = Edition("digest", "en", date(2031, 3, 3), items=items, pages=pages, sent_pages=1)
    outbox = Outbox(database)
    with database.writing() as connection:
        id = outbox.store_edition(connection, edition_to_json(edition))
    yield outbox, id
    database.close()
    store.close()


def test_the_stories_that_were_not_shown_come_by_a_button_once_and_by_a_link(
    bot: BotProcess, telegram: Server, digest: tuple[Outbox, int]
) -> None:
    outbox, id = digest
    ada, tom, eva = (telegram.world.person(name) for name in ("Ada", "Tom", "Eva"))
    group = telegram.world.group("Newsroom", ada, tom)
    with outbox._database.writing() as connection:
        outbox.enqueue(connection, group.id, 0, id, (0,))
    shown = last(group, "1 article · 12 stories · 5 shown")
    ada.presses(shown, "7 more")
    further = last(group, "6. ")
    press = tom.presses(shown, "7 more")
    changed(group, lambda: "They stand below already" in str(telegram.world.pressed[press]))
    assert "11. " not in words(further)
    assert further.labels == ["6", "7", "8", "9", "10", "2 more"]
    with telegram.world.changed:
        del group.messages[further.id]
    tom.presses(shown, "7 more")
    again = last(group, "6. ")
    assert again.id != further.id
    ada.presses(again, "2 more")
    assert last(group, "12. ").labels == ["11", "12"]
    silent = [
        call.get("disable_notification") for call in telegram.world.called("sendMessage") if "11. " in call["text"]
    ]
    assert silent == [True]
    # Who reads it in a channel gets the rest in private.
    eva.says(f"/start {DeepLink(LinkKind.STORIES, (id, 0)).payload(telegram.token)}")
    assert last(eva.chat, "6. ").labels[-1] == "2 more"
    eva.says(f"/start s-{id}-1-0123456789abcdef")
    last(eva.chat, "Ask me")


def test_words_change_and_remove_what_was_subscribed(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    person = telegram.world.person("Wanda")
    _, one = subscribed(person, subscriptions, "/subscribe Brandt on homes, Mon-Fri 7:45 Seoul time")
    person.says("actually make it 9:15")
    changed(person.chat, lambda: subscriptions.find(one.id).at.isoformat("minutes") == "09:15")  # type: ignore[union-attr]
    person.says("and drop Fridays")
    last(person.chat, "Monday, Tuesday, Wednesday, Thursday 09:15")
    person.says("stop the Brandt digest")
    asked = last(person.chat, "Remove this subscription? Ada Brandt on homes")
    person.presses(asked, "Remove")
    changed(person.chat, lambda: subscriptions.find(one.id) is None)


def test_words_pause_and_resume_what_is_active_and_no_draft(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    person = telegram.world.person("Xenia")
    card, one = subscribed(person, subscriptions, "/subscribe Brandt on homes, Mon-Fri 7:45 Seoul time")
    person.presses(card, "Start")
    changed(person.chat, lambda: subscriptions.find(one.id).state is SubscriptionState.ACTIVE)  # type: ignore[union-attr]
    person.says("/subscribe Kim Weber on homes, Mon-Fri 7:45 Seoul time")
    last(person.chat, "Digest: Kim Weber on homes")
    person.says("pause it until Monday")
    last(person.chat, "Not understood: “until Monday”")
    changed(person.chat, lambda: subscriptions.find(one.id).state is SubscriptionState.PAUSED)  # type: ignore[union-attr]
    person.says("resume it")
    changed(person.chat, lambda: subscriptions.find(one.id).state is SubscriptionState.ACTIVE)  # type: ignore[union-attr]


def test_a_wish_for_two_people_makes_a_card_for_each(
    bot: BotProcess, telegram: Server, subscriptions: Subscriptions
) -> None:
    person = telegram.world.person("Quentin")
    person.says("/alert Ada Brandt or Kim Weber mention homes")
    last(person.chat, "Alert: Ada Brandt on homes")
    card = last(person.chat, "Alert: Kim Weber on homes")
    assert "2 cards" in words(card)
    assert sorted(each.speaker or "" for each in _drafts(subscriptions, person.id)) == ["Ada Brandt", "Kim Weber"]
