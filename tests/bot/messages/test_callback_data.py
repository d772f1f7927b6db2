"""What buttons carry: every payload comes back as it was, and nothing else is understood."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot
from bot.digests.subscriptions import SubscriptionKind
from bot.messages import callback_data
from bot.messages.callback_data import (
    LARGEST_ID,
    LARGEST_POSITION,
    LIMIT,
    AdminPage,
    AskExample,
    AskVariant,
    BeginSubscription,
    CallbackData,
    CardAction,
    CardButton,
    ChooseCollection,
    ChooseCorrections,
    ChooseLanguage,
    ChoosePerson,
    ChooseTopic,
    ConfirmDecision,
    CopyQuote,
    DecideAdmission,
    ExportReport,
    FollowAnswer,
    RateAnswer,
    SetRole,
    ShowAdminPage,
    ShowPage,
    ShowPerson,
    ShowReport,
    StoryAction,
    StoryButton,
    UndoDecision,
    Variant,
    View,
    carries,
    decode,
    is_unknown,
)
from bot.messages.phrases import CATALOGUES
from tests.bot.payloads import HOSTILE, SENT

PACKAGE = Path(bot.__file__).parent
HOME = Path(callback_data.__file__)

ids = st.integers(0, LARGEST_ID)
chats = st.integers(-(2**63) + 1, 2**63 - 1)
positions = st.integers(0, LARGEST_POSITION)
VALUES = {
    CardButton.ASK: st.sampled_from(["zone", "time", "subject"]),
    CardButton.SET_KIND: st.sampled_from([each.value for each in SubscriptionKind]),
    CardButton.SET_TIME: st.times().map(lambda at: at.isoformat("minutes")),
    CardButton.SET_DAYS: st.sampled_from(["all", "work", *"0123456"]),
    CardButton.SET_SPEAKER: ids.map(str),
    CardButton.SET_STORIES: st.integers(1, 20).map(str),
}
KINDS: dict[type[CallbackData], st.SearchStrategy[Any]] = {
    ShowPage: st.builds(ShowPage, ids, positions, st.sampled_from(View)),
    ChoosePerson: st.builds(ChoosePerson, ids, positions),
    ChooseTopic: st.builds(ChooseTopic, ids, positions),
    AskVariant: st.builds(AskVariant, ids, st.sampled_from(Variant)),
    CopyQuote: st.builds(CopyQuote, ids, positions),
    RateAnswer: st.builds(RateAnswer, ids, st.booleans()),
    FollowAnswer: st.builds(FollowAnswer, ids),
    CardAction: st.sampled_from(CardButton).flatmap(
        lambda button: st.builds(CardAction, ids, st.just(button), VALUES.get(button, st.just("")))
    ),
    StoryAction: st.builds(StoryAction, ids, positions, positions, st.sampled_from(StoryButton)),
    DecideAdmission: st.builds(DecideAdmission, chats, st.booleans()),
    SetRole: st.builds(
        SetRole,
        chats,
        st.sampled_from(["nobody", "reader", "editor", "admin", "erased", "no"]),
        st.none() | ids,
    ),
    AskExample: st.builds(
        AskExample, st.from_regex(r"[A-Z][a-z]{2,9} did O’Brien say: [a-z ]{1,9}[?]", fullmatch=True)
    ),
    BeginSubscription: st.builds(BeginSubscription, st.sampled_from([each.value for each in SubscriptionKind])),
    ShowAdminPage: st.builds(ShowAdminPage, st.sampled_from(AdminPage)),
    ChooseCorrections: st.builds(ChooseCorrections, st.booleans()),
    ChooseLanguage: st.builds(ChooseLanguage, st.sampled_from([*CATALOGUES, "fil", "ja"])),
    ShowPerson: st.builds(ShowPerson, ids),
    ConfirmDecision: st.builds(ConfirmDecision, st.booleans()),
    UndoDecision: st.builds(UndoDecision, ids),
    ShowReport: st.builds(ShowReport, ids, positions),
    ExportReport: st.builds(ExportReport, ids),
    ChooseCollection: st.builds(ChooseCollection.named, st.text(st.characters(codec="utf-8"))),
}
payloads = st.one_of(*KINDS.values())


def test_every_kind_of_payload_is_tested() -> None:
    assert set(KINDS) == set(get_args(CallbackData))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_payload_comes_back_as_it_was_and_fits(kind: type[CallbackData], data: st.DataObject) -> None:
    action = data.draw(KINDS[kind])
    encoded = action.encode()
    assert len(encoded.encode()) <= LIMIT == 64
    assert decode(encoded) == action
    assert carries(kind)(encoded)
    assert not is_unknown(encoded)
    assert not carries(*(other for other in KINDS if other is not kind))(encoded)


@pytest.mark.parametrize("sent", SENT)
def test_buttons_that_are_out_already_mean_what_they_meant(sent: str) -> None:
    assert decode(sent) == SENT[sent]
    assert SENT[sent].encode() == sent


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_no_payload_of_ours_means_nothing(data: str) -> None:
    assert decode(data) is None
    assert is_unknown(data)
    assert not carries(*KINDS)(data)


@pytest.mark.parametrize("data", [None, 5, b"f:1"])
def test_what_is_no_text_means_nothing(data: object) -> None:
    assert is_unknown(data)
    assert not carries(*KINDS)(data)


@given(st.text(max_size=80) | st.from_regex(r"[vptarfsedlc](:[a-z0-9:.+-]{0,12}){0,4}", fullmatch=True))
def test_whatever_is_understood_is_what_would_be_written(data: str) -> None:
    action = decode(data)
    assert action is None or action.encode() == data


def test_a_long_question_that_is_none_is_refused_at_once() -> None:
    started = time.process_time()
    assert decode("h:" + "a" * 58 + "–") is None
    assert decode("h:" + "a" * 70) is None
    assert time.process_time() - started < 1


@given(payloads, st.data())
def test_a_payload_that_lost_or_gained_a_field_is_never_taken_for_another_kind(
    action: CallbackData, data: st.DataObject
) -> None:
    fields = action.encode().split(":")
    at = data.draw(st.integers(0, len(fields) - 1))
    for changed in (fields[:at] + fields[at + 1 :], [*fields[:at], fields[at], *fields[at:]]):
        decoded = decode(":".join(changed))
        assert decoded is None or (type(decoded) is type(action) and changed != fields)


@pytest.mark.parametrize(
    "action",
    [
        FollowAnswer(-1), FollowAnswer(LARGEST_ID + 1), ShowPage(1, LARGEST_POSITION + 1, View.QUOTES),
        ChoosePerson(1, -1), CardAction(1, CardButton.CARD, "value"), CardAction(1, CardButton.SET_TIME),
        CardAction(1, CardButton.ASK, "x" * 64), ChooseLanguage("e" * 70), ChooseLanguage(""),
        ChooseCollection(2**32), ChooseCollection(-1),
    ],
)  # fmt: skip
def test_what_could_not_be_read_again_is_not_sent(action: CallbackData) -> None:
    with pytest.raises(ValueError, match="can't be a button's payload"):
        action.encode()


# No other module builds or reads payloads.


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path != HOME:
            yield str(path.relative_to(PACKAGE)), ast.parse(path.read_text("utf-8"))


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_payloads_of_buttons_are_made_by_encode_alone() -> None:
    made = [
        (module, name(keyword.value.func) if isinstance(keyword.value, ast.Call) else ast.unparse(keyword.value))
        for module, tree in modules()
        for call in calls(tree)
        for keyword in call.keywords
        if keyword.arg == "callback_data"
    ]
    assert made
    assert {how for _, how in made} == {"encode"}, made


def test_payloads_of_presses_are_read_in_one_place() -> None:
    read = [
        module
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "data" and name(node.value) in ("query", "callback_query")
    ]
    assert read == ["handlers/incoming.py"]
    decoded = [module for module, tree in modules() for call in calls(tree) if name(call.func) == "decode"]
    assert "handlers/incoming.py" in decoded


def test_handlers_of_buttons_know_their_payloads_by_kind() -> None:
    patterns = [
        ast.unparse(argument.func if isinstance(argument, ast.Call) else argument)
        for _, tree in modules()
        for call in calls(tree)
        if name(call.func) == "CallbackQueryHandler"
        for argument in call.args[1:] or [ast.Constant(None)]
    ]
    assert patterns
    assert set(patterns) == {"carries", "is_unknown"}


def test_no_other_module_spells_a_payload() -> None:
    """Not in an f-string either, whose first part is such a text."""
    spelt = [
        (module, node.value)
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.match(r"\^?([vptarfsedlc]|\[[vptarfsedlc]+\]):", node.value)
    ]
    assert spelt == []
