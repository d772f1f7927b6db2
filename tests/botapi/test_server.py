"""The stand-in keeps Telegram's promises and refuses in Telegram's words."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from telegram import Update
from telegram.constants import ChatID

from tests.botapi.server import TOKEN, Fault, Server
from tests.botapi.world import World


@pytest.fixture
def telegram() -> Iterator[Server]:
    with Server() as server:
        yield server
        server.world.broken_limits.clear()  # what is refused is asked on purpose here


def ask(telegram: Server, method: str, **asked: Any) -> Any:
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in asked.items()}
    answer = httpx.post(f"{telegram.address}/bot{TOKEN}/{method}", data=form, timeout=20).json()
    return answer["result"] if answer["ok"] else answer


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_updates_come_again_until_an_offset_confirms_them(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    ada.says("one")
    ada.says("two")
    first = ask(telegram, "getUpdates")
    assert texts(first) == ["one", "two"]
    assert ask(telegram, "getUpdates") == first
    assert texts(ask(telegram, "getUpdates", offset=first[0]["update_id"] + 1)) == ["two"]
    assert texts(ask(telegram, "getUpdates")) == ["two"]


def test_a_long_poll_answers_when_something_happens_and_not_before(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    timer = threading.Timer(0.3, ada.says, ["late"])
    timer.start()
    start = time.monotonic()
    assert texts(ask(telegram, "getUpdates", timeout=5)) == ["late"]
    assert 0.2 < time.monotonic() - start < 3
    timer.join()


def test_only_the_updates_asked_for_are_kept(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    assert ask(telegram, "getUpdates", allowed_updates=["message"]) == []
    ada.edits(ada.says("one"), "two")
    assert texts(ask(telegram, "getUpdates")) == ["one"]


def test_a_wrong_token_is_unauthorized(telegram: Server) -> None:
    answer = httpx.post(f"{telegram.address}/bot1:x/getMe")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ({"chat_id": 5, "text": "a"}, 400, "Bad Request: chat not found"),
        ({"text": "<b>a", "parse_mode": "HTML"}, 400,
         "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ({"text": "a" * 4097}, 400, "Bad Request: message is too long"),
        ({"text": "a", "message_thread_id": 4}, 400, "Bad Request: message thread not found"),
        ({"text": "a", "reply_parameters": {"message_id": 4}}, 400, "Bad Request: message to be replied not found"),
        ({"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "b", "callback_data": "c" * 65}]]}}, 400,
         "Bad Request: BUTTON_DATA_INVALID"),
    ],
)  # fmt: skip
def test_a_message_is_refused_as_telegram_refuses_it(
    telegram: Server, asked: dict[str, Any], code: int, words: str
) -> None:
    ada = telegram.world.person("Ada")
    answer = ask(telegram, "sendMessage", **{"chat_id": ada.id, **asked})
    assert (answer["error_code"], answer["description"]) == (code, words)
    assert ada.chat.by_bot == []


def test_the_same_edit_twice_is_not_modified(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    sent = ask(telegram, "sendMessage", chat_id=ada.id, text="a")
    change: dict[str, Any] = {"chat_id": ada.id, "message_id": sent["message_id"], "text": "b"}
    assert ask(telegram, "editMessageText", **change)["text"] == "b"
    assert "message is not modified" in ask(telegram, "editMessageText", **change)["description"]
    gone = ask(telegram, "editMessageText", **{**change, "message_id": 1})
    assert gone["description"] == "Bad Request: message to edit not found"


def test_who_blocks_the_bot_or_throws_it_out_gets_nothing_more(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    ada.stops_bot()
    answer = ask(telegram, "sendMessage", chat_id=ada.id, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    ada.unblocks_bot()
    assert ask(telegram, "sendMessage", chat_id=ada.id, text="a")["text"] == "a"
    group = telegram.world.group("Team", ada)
    telegram.world.leaves(group, ada)
    answer = ask(telegram, "sendMessage", chat_id=group.id, text="a")
    assert answer["description"] == "Forbidden: bot was kicked from the group chat"


def test_a_group_that_became_a_supergroup_names_its_new_id(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    group = telegram.world.group("Team", ada)
    new = telegram.world.upgrade(group, ada)
    answer = ask(telegram, "sendMessage", chat_id=group.id, text="a")
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert ask(telegram, "sendMessage", chat_id=new.id, text="a")["text"] == "a"


def test_in_privacy_mode_a_group_is_heard_only_when_it_speaks_to_the_bot() -> None:
    world = World(privacy=True)
    ada, robot = world.person("Ada"), world.person("Robot", is_bot=True)
    group = world.group("Team", ada, robot)
    with Server(world) as telegram:
        own = ask(telegram, "sendMessage", chat_id=group.id, text="mine")
        ada.says("chatter", group)
        ada.says("/ask one", group)
        ada.says("/ask@other_bot two", group)
        ada.says("@on_record_bot three", group)
        ada.says("four", group, reply_to=group.messages[own["message_id"]])
        robot.says("/ask five", group)
        assert texts(ask(telegram, "getUpdates")) == ["/ask one", "@on_record_bot three", "four"]


def test_a_reply_in_a_topic_lands_in_the_topic(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    forum = telegram.world.group("Forum", ada, topics=2)
    asked = ada.says("/ask", forum, thread=forum.topics[1])
    answer = ask(telegram, "sendMessage", chat_id=forum.id, text="a", reply_parameters={"message_id": asked.id})
    assert answer["message_thread_id"] == forum.topics[1]
    assert answer["reply_to_message"]["message_id"] == asked.id


def test_a_press_is_answered_once_known(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    keyboard = {"inline_keyboard": [[{"text": "More", "callback_data": "m"}]]}
    ask(telegram, "sendMessage", chat_id=ada.id, text="a", reply_markup=keyboard)
    press = ada.presses(ada.chat.answer(), "More")
    [update] = ask(telegram, "getUpdates")
    assert update["callback_query"]["data"] == "m"
    assert ask(telegram, "answerCallbackQuery", callback_query_id=press, text="done") is True
    assert telegram.world.pressed[press] == {"callback_query_id": press, "text": "done"}
    assert "query is too old" in ask(telegram, "answerCallbackQuery", callback_query_id="0")["description"]
    assert ask(telegram, "answerCallbackQuery")["description"] == "Bad Request: callback_query_id is not specified"


def test_inline_results_are_checked(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    query = ada.types_inline("homes")
    result = {"type": "article", "id": "1", "title": "A", "input_message_content": {"message_text": "<b>a</b>",
              "parse_mode": "HTML"}}  # fmt: skip
    for results, words in (
        ([result, result], "RESULT_ID_DUPLICATE"),
        ([{**result, "id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        ([{**result, "id": "a" * 65}], "RESULT_ID_INVALID"),
        ([{**result, "input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}}], "can't parse entities"),
    ):
        assert words in ask(telegram, "answerInlineQuery", inline_query_id=query, results=results)["description"]
    assert ask(telegram, "answerInlineQuery", inline_query_id=query, results=[result]) is True
    assert telegram.world.inline[query]["results"] == [result]


def test_faults_come_when_ordered_and_then_stop(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    telegram.fail("sendMessage", Fault("flood", 3), Fault("forbidden"), Fault("broken"), Fault("lost"))
    asked: dict[str, Any] = {"chat_id": ada.id, "text": "a"}
    answer = ask(telegram, "sendMessage", **asked)
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 3})
    assert ask(telegram, "sendMessage", **asked)["error_code"] == 403
    broken = httpx.post(f"{telegram.address}/bot{TOKEN}/sendMessage", data=asked)
    assert (broken.status_code, broken.text[:6]) == (502, "<html>")
    assert ada.chat.by_bot == []
    with pytest.raises(httpx.ReadTimeout):
        ask_impatiently(telegram, asked)
    assert len(ada.chat.by_bot) == 1
    assert ask(telegram, "sendMessage", **asked)["text"] == "a"


def ask_impatiently(telegram: Server, asked: dict[str, Any]) -> None:
    httpx.post(f"{telegram.address}/bot{TOKEN}/sendMessage", data=asked, timeout=0.5)


def test_a_second_poller_ends_the_first(telegram: Server) -> None:
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(ask(telegram, "getUpdates", timeout=5)))
    first.start()
    time.sleep(0.3)
    telegram.world.person("Ada").says("one")
    first.join()
    second = threading.Thread(target=lambda: answers.append(ask(telegram, "getUpdates", timeout=3, offset=99)))
    second.start()
    time.sleep(0.3)
    assert ask(telegram, "getUpdates", offset=99) == []
    second.join()
    assert answers[1]["error_code"] == 409


def test_a_webhook_gets_each_update_with_the_secret_until_it_takes_it(telegram: Server) -> None:
    got: list[tuple[str | None, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            got.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], body["message"]["text"]))
            self.send_response(500 if len(got) == 1 else 200)
            self.end_headers()

        def log_message(self, format: str, *_: Any) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Hook) as hook:
        thread = threading.Thread(target=hook.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{hook.server_address[1]}/hook"
        ask(telegram, "setWebhook", url=address, secret_token="hush")
        assert ask(telegram, "getUpdates")["error_code"] == 409
        ada = telegram.world.person("Ada")
        ada.says("one")
        ada.says("two")
        telegram.world.wait(lambda: True)
        end = time.monotonic() + 5
        while len(got) < 3 and time.monotonic() < end:
            time.sleep(0.05)
        hook.shutdown()
        thread.join()
    assert got == [("hush", "one"), ("hush", "one"), ("hush", "two")]


def test_files_go_up_and_come_down(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    address = f"{telegram.address}/bot{TOKEN}/sendDocument"
    sent = httpx.post(address, data={"chat_id": ada.id}, files={"document": ("a.md", b"# A")}).json()["result"]
    found = ask(telegram, "getFile", file_id=sent["document"]["file_id"])
    assert httpx.get(f"{telegram.address}/file/bot{TOKEN}/{found['file_path']}").content == b"# A"


def test_what_people_send_is_what_the_library_reads(telegram: Server) -> None:
    world = telegram.world
    ada = world.person("Ada")
    group = world.group("Team", ada)
    post = ada.says("“We 🚋 will build,” Brandt said.", group)
    ada.says("🚋 @On_Record_Bot who?", group, reply_to=post, quote="will build")
    ada.says_as_channel("@on_record_bot homes", group)
    ada.sends_album("/ask homes", None)
    ada.forwards("We will build", comment="who?")
    ada.reacts(post, "👍")  # of which only an admin hears
    ada.reacts(ada.says("hello"), "👎")
    updates = [Update.de_json(each, None) for each in ask(telegram, "getUpdates")]
    named, as_channel, picture, plain, comment, forward, _, reaction = updates
    assert named.message is not None
    assert list(named.message.parse_entities().values()) == ["@On_Record_Bot"]
    assert named.message.quote is not None
    assert (named.message.quote.text, named.message.quote.position) == ("will build", 7)
    assert as_channel.message is not None
    assert as_channel.message.sender_chat is not None
    assert as_channel.message.from_user is not None
    assert as_channel.message.from_user.id == ChatID.FAKE_CHANNEL
    assert picture.message is not None
    assert plain.message is not None
    assert list(picture.message.parse_caption_entities().values()) == ["/ask"]
    assert picture.message.media_group_id == plain.message.media_group_id is not None
    assert comment.message is not None
    assert forward.message is not None
    assert (comment.message.forward_origin, bool(forward.message.forward_origin)) == (None, True)
    assert reaction.message_reaction is not None
    assert [each.type for each in reaction.message_reaction.new_reaction] == ["emoji"]


def test_a_reaction_is_refused_where_a_group_takes_none(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    group = telegram.world.group("Team", ada)
    message = ada.says("hello", group)
    thumb: Any = {"chat_id": group.id, "reaction": [{"type": "emoji", "emoji": "👍"}]}
    assert ask(telegram, "setMessageReaction", message_id=message.id, **thumb) is True
    assert "message to react not found" in ask(telegram, "setMessageReaction", message_id=1, **thumb)["description"]
    group.takes_reactions = False
    refused = ask(telegram, "setMessageReaction", message_id=message.id, **thumb)
    assert refused["description"] == "Bad Request: REACTION_INVALID"


def test_what_the_bot_may_not_write_is_refused_in_telegrams_words(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    forum = telegram.world.group("Forum", ada, topics=2)
    closed, open_ = forum.topics
    forum.closed.add(closed)
    answer = ask(telegram, "sendMessage", chat_id=forum.id, message_thread_id=closed, text="a")
    assert answer["description"] == "Bad Request: TOPIC_CLOSED"
    assert ask(telegram, "sendMessage", chat_id=forum.id, message_thread_id=open_, text="a")["text"] == "a"
    forum.muted = True
    answer = ask(telegram, "sendMessage", chat_id=forum.id, message_thread_id=open_, text="a")
    assert answer["description"].startswith("Bad Request: not enough rights")
    forum.bot_status = "administrator"
    assert ask(telegram, "sendMessage", chat_id=forum.id, message_thread_id=closed, text="a")["text"] == "a"


def test_a_selective_prompt_asks_whom_it_mentions_and_whose_message_it_answers(telegram: Server) -> None:
    ada, tom = telegram.world.person("Ada"), telegram.world.person("Tom")
    group = telegram.world.group("Team", ada, tom)
    said = ada.says("/hello", group)
    markup = {"force_reply": True, "selective": True}
    mention = f'<a href="tg://user?id={tom.id}">Tom</a>?'
    ask(telegram, "sendMessage", chat_id=group.id, text="which?", reply_markup=markup,
        reply_parameters={"message_id": said.id})  # fmt: skip
    ask(telegram, "sendMessage", chat_id=group.id, text=mention, parse_mode="HTML", reply_markup=markup)
    ask(telegram, "sendMessage", chat_id=group.id, text="who?", reply_markup=markup)
    ask(telegram, "sendMessage", chat_id=group.id, text="all?", reply_markup={"force_reply": True})
    assert [message.asks for message in group.by_bot] == [{ada.id}, {tom.id}, set(), None]


def test_commands_in_capitals_are_commands(telegram: Server) -> None:
    ada = telegram.world.person("Ada")
    group = telegram.world.group("Team", ada)
    entities = ada.says("/Help@On_Record_Bot", group).extra["entities"]
    assert entities == [{"type": "bot_command", "offset": 0, "length": 19}]
    assert telegram.world.updates[-1]["message"]["text"] == "/Help@On_Record_Bot"
