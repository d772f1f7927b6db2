"""In channels: the real process against the stand-in; admins subscribe by posts, and readers change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.chats.database import FILE, Database
from bot.digests.subscriptions import SubscriptionKind, Subscriptions, SubscriptionState
from index import Draft, Index
from tests.bot.bot_process import BotProcess
from tests.botapi.world import Chat, Message, Person, World

SETTINGS = '[access]\nmode = "allow-list"\nadmins = [{boss}]'
UNWANTED = "Traceback"
pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def editor(world: World) -> Person:
    return world.person("Editor")


@pytest.fixture
def reader(world: World) -> Person:
    return world.person("Reader")


@pytest.fixture
def channel(world: World, boss: Person, editor: Person) -> Chat:
    """Admitted, and the bot posts there."""
    made = world.channel("Norvale news", editor)
    said = len(boss.chat.by_bot)
    boss.says(f"/role {made.id} reader")
    boss.chat.answer(said + 1)
    world.lets_post(made, editor)
    editor.chat.answer(1)
    return made


@pytest.fixture
def subscriptions(bot: BotProcess) -> Iterator[Subscriptions]:
    database = Database(bot.folder / "data" / FILE)
    yield Subscriptions(database)
    database.close()


def heard(boss: Person) -> None:
    """Wait until the bot has handled all that came before."""
    said = len(boss.chat.by_bot)
    boss.says("/privacy")
    boss.chat.answer(said + 1)


def last(chat: Chat, holding: str) -> Message:
    def look() -> Message | None:
        return next((each for each in reversed(chat.by_bot) if holding in (each.shown or each).text), None)

    return chat.world.wait(look)


def pressed(person: Person, message: Message, label: str) -> str:
    """What a press is answered with."""
    world = message.chat.world
    press = person.presses(message, label)
    return str(world.wait(lambda: world.pressed[press]).get("text", ""))


# Being let in


def test_who_lets_it_in_is_told_in_private_what_it_can_do_and_the_channel_stays_as_it_is(
    channel: Chat, editor: Person
) -> None:
    assert "I can post in “Norvale news” now" in editor.chat.answer(1).text
    assert channel.by_bot == []


def test_a_channel_that_is_not_admitted_is_never_written_to_and_one_admin_is_told_how_once(
    world: World, editor: Person, boss: Person
) -> None:
    channel = world.channel("Weeds", editor)
    world.lets_post(channel, editor)
    assert f"/role {channel.id} reader" in editor.chat.answer(1).text
    editor.says("/subscribe homes", channel)
    editor.says("/subscriptions", channel)
    heard(boss)
    assert channel.by_bot == []
    assert len(editor.chat.by_bot) == 1
    boss.says(f"/role {channel.id} reader")
    assert "I can post in “Weeds” now" in editor.chat.answer(2).text
    heard(boss)
    assert channel.by_bot == []


def test_when_who_let_it_in_cannot_be_written_to_another_admin_is_told(world: World, boss: Person) -> None:
    shy, other = world.person("Shy"), world.person("Other")
    shy.blocks = True
    channel = world.channel("Quiet", shy, other)
    world.lets_post(channel, shy)
    assert "has not been admitted" in other.chat.answer(1).text
    assert channel.by_bot == []


def test_an_admin_without_the_right_to_post_is_told_so(world: World, editor: Person) -> None:
    channel = world.channel("Mute", editor)
    world.lets_post(channel, editor, may_post=False)
    assert "without the right to post" in editor.chat.answer(1).text


def test_a_stranger_who_asks_as_a_guest_is_given_no_quote(world: World, reader: Person) -> None:
    id = reader.asks_as_guest("What did Ada Brandt say about homes?", world.group("Elsewhere", reader))
    assert "only those who have been admitted" in world.wait(lambda: world.guests[id]).text


# Subscribing


def test_a_digest_is_ordered_by_posts_and_buttons_of_admins_alone_and_leaves_no_card(
    world: World, channel: Chat, editor: Person, reader: Person, subscriptions: Subscriptions
) -> None:
    editor.says("/subscribe homes", channel)
    asked = last(channel, "Please reply to this message.")
    assert "force_reply" not in str(world.called("sendMessage"))
    news = editor.says("Oslo is where the treaty was signed today", channel)  # a post like any other
    editor.says("Oslo", channel, reply_to=asked)
    card = last(channel, "Europe/Oslo")
    assert pressed(reader, card, "Start") == "Only this channel’s admins can do that."
    posted, told = len(channel.by_bot), len(editor.chat.by_bot)
    assert pressed(editor, card, "Preview") == "I have sent it to you in private."
    assert len(channel.by_bot) == posted
    assert len(editor.chat.by_bot) > told
    assert pressed(editor, card, "Start") == "Active."
    world.wait(lambda: list(channel.messages) == [news.id])
    [subscription] = subscriptions.of_chat(channel.id)
    assert (subscription.state, subscription.zone) == (SubscriptionState.ACTIVE, "Europe/Oslo")


def test_other_posts_are_never_answered(channel: Chat, editor: Person, boss: Person, world: World) -> None:
    for text in (
        "What did Ada Brandt say about homes?", "@on_record_bot What did Ada Brandt say about homes?",
        "/subscribe@other_bot homes", "/start", "/ask homes", "/export", "/forget", "Tell me when Quell speaks.", "/",
    ):  # fmt: skip
        editor.says(text, channel)
    editor.says("", channel, caption="/subscribe homes", photo=[])
    editor.says("Oslo", channel, reply_to=editor.says("In which city is the treaty signed?", channel))
    editor.edits(editor.says("News", channel), "/subscribe homes")
    world.push_as_is({"channel_post": {"message_id": 1, "date": 1, "chat": channel.json()}})
    world.push_as_is({"edited_channel_post": {"message_id": 1, "date": 1, "chat": channel.json(), "text": "/alert x"}})
    group = world.group("Discussion", editor)
    editor.says("/subscribe homes", group, is_automatic_forward=True, sender_chat=channel.json())
    heard(boss)
    assert channel.by_bot == []
    assert group.by_bot == []


def test_an_alert_comes_without_buttons_that_readers_could_press_and_from_what_the_channel_may_see(
    bot: BotProcess, channel: Chat, editor: Person, subscriptions: Subscriptions
) -> None:
    editor.says("/alert Lena Halvorsen on the harbour", channel)
    pressed(editor, last(channel, "Alert: Lena Halvorsen"), "Start")
    with closing(Index.open(bot.folder / "data")) as index:
        secret = "“The harbour will be sold,” Lena Halvorsen said. Halvorsen had visited the harbour at dawn."
        text = (
            "“The harbour will stay open all winter,” Lena Halvorsen said. Halvorsen had visited the harbour at dawn."
        )
        drafts = [Draft(secret, title="Harbour sold", collection="fisheries"), Draft(text, title="Harbour open")]
        assert [each.status for each in index.add(drafts)] == ["added", "added"]
    alert = last(channel, "New: Lena Halvorsen on the harbour")
    assert "stay open all winter" in alert.text
    assert "will be sold" not in alert.text
    assert alert.rows == []


def test_removed_it_pauses_what_is_posted_and_goes_on_when_it_is_back(
    world: World, channel: Chat, editor: Person, boss: Person, subscriptions: Subscriptions
) -> None:
    editor.says("/alert Quell", channel)
    pressed(editor, last(channel, "Alert: Tomas Quell"), "Start")

    def state() -> SubscriptionState | None:
        """None until the press of Start, which is acknowledged first, has done its work."""
        return next((one.state for one in subscriptions.of_chat(channel.id)), None)

    world.wait(lambda: state() is SubscriptionState.ACTIVE)
    assert [one.kind for one in subscriptions.of_chat(channel.id)] == [SubscriptionKind.ALERT]
    told = len(editor.chat.by_bot)
    for is_removed in (False, True):
        if is_removed:
            world.leaves(channel, editor)
        else:
            world.lets_post(channel, editor, may_post=False)
        world.wait(lambda: state() is SubscriptionState.HELD)
        world.lets_post(channel, editor)
        world.wait(lambda: state() is SubscriptionState.ACTIVE)
    heard(boss)
    assert len(editor.chat.by_bot) == told


def test_settings_and_the_list_work_in_a_channel(channel: Chat, editor: Person, reader: Person) -> None:
    editor.says("/Subscriptions@On_Record_Bot", channel)
    last(channel, "Nothing is sent here yet")
    editor.says("/settings", channel)
    menu = last(channel, "Which language")
    assert "admins" in pressed(reader, menu, "한국어")
    pressed(editor, menu, "한국어")
    last(channel, "언어")
