"""A subscription as a message with buttons: while it is made, and whenever it is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.digests.schedule import ALL_DAYS, WORKDAYS, next_instant
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.messages.callback_data import CardAction, CardButton
from bot.messages.html import Markup, bold, plain, shortened, together
from bot.messages.phrases import day, phrase, weekday
from bot.messages.reply import Button, Reply, Rows

TIMES = ("06:30", "07:00", "08:00", "09:00", "12:00", "17:00", "18:00", "20:00")
LISTED = 20  # subscriptions in a list


def card(
    one: Subscription, subject: str, language: str, now: datetime, week: tuple[int, int] | None = None, topic: int = 0
) -> Reply:
    """subject: what it is about, in words.  week: articles and stories of the last 7 days.  topic: where it stands."""
    kind = "card alert" if one.kind is SubscriptionKind.ALERT else "card weekly" if one.weekly else "card digest"
    lines = [together([bold(phrase(language, kind)), plain(shortened(subject, 300))], " "), _when(one, language, now)]
    if one.kind is SubscriptionKind.DIGEST:
        lines.append(plain(phrase(language, "card silent" if one.quiet else "card told")))
    else:
        lines.append(plain(phrase(language, "card bundled")))
    if week is not None:
        lines.append(plain(phrase(language, "card week", articles=week[0], stories=week[1])))
    lines.append(_state(one, language))
    return Reply(together(lines, "\n").html, _buttons(one, language, topic))


def listed(found: Sequence[tuple[Subscription, str]], language: str) -> Reply:
    """All of a chat's, each with a button.  found: with what each is about."""
    if not found:
        return Reply(plain(phrase(language, "no subscriptions")).html)
    lines = [bold(phrase(language, "subscriptions"))]
    for number, (one, subject) in enumerate(found[:LISTED], 1):
        kind = phrase(language, "alert" if one.kind is SubscriptionKind.ALERT else "weekly" if one.weekly else "digest")
        at = one.at.isoformat("minutes") if one.kind is SubscriptionKind.DIGEST else ""
        state = "" if one.state is SubscriptionState.ACTIVE else phrase(language, f"state {one.state.value}")
        detail = " · ".join(filter(None, (kind, at, state)))
        lines.append(plain(f"{number}. {shortened(subject, 100)} ({detail})"))
    if len(found) > LISTED:
        lines.append(plain("…"))
    buttons = [
        Button(str(number), CardAction(one.id, CardButton.CARD)) for number, (one, _) in enumerate(found[:LISTED], 1)
    ]
    return Reply(together(lines, "\n").html, tuple(tuple(buttons[at : at + 5]) for at in range(0, len(buttons), 5)))


def times(one: Subscription, language: str) -> Rows:
    """Buttons to choose the time of day."""
    made = [
        Button(_ticked(each, one.at == time.fromisoformat(each)), CardAction(one.id, CardButton.SET_TIME, each))
        for each in TIMES
    ]
    other = Button(phrase(language, "button other time"), CardAction(one.id, CardButton.ASK, "time"))
    return (tuple(made[:4]), tuple(made[4:]), (other, _back(one, language)))


def days(one: Subscription, language: str) -> Rows:
    """Buttons to choose the weekdays."""
    some = [
        Button(
            _ticked(phrase(language, f"days {name}"), one.weekdays == wanted),
            CardAction(one.id, CardButton.SET_DAYS, name),
        )
        for name, wanted in (("all", ALL_DAYS), ("work", WORKDAYS))
    ]
    weekly = [
        Button(
            _ticked(weekday(language, number)[:9], one.weekdays == {number}),
            CardAction(one.id, CardButton.SET_DAYS, str(number)),
        )
        for number in range(7)
    ]
    return (tuple(some), tuple(weekly[:3]), tuple(weekly[3:5]), tuple(weekly[5:]), (_back(one, language),))


def weekdays(value: str) -> frozenset[int]:
    """The days a button of `days` stands for."""
    return {"all": ALL_DAYS, "work": WORKDAYS}.get(value) or frozenset({int(value)})


def sure(one: Subscription, language: str) -> Rows:
    """Buttons that ask once more before it is removed."""
    return (
        (
            Button(phrase(language, "button remove"), CardAction(one.id, CardButton.REMOVE_CONFIRMED)),
            _back(one, language),
        ),
    )


def typed_time(text: str) -> time | None:
    """A time of day as people write it: 8, 08:30, 8.30, 730, 8:30 pm, 오후 8시 30분."""
    found = re.fullmatch(
        r"(오전|오후)?\s*(\d{1,2})(?:[:.h시]\s*(\d{2})?분?|(\d{2}))?\s*(?:(a|p)\.?m\.?|o'?clock|uhr)?",
        text.strip().lower(),
    )
    if not found:
        return None
    hour, minute = int(found[2]), int(found[3] or found[4] or 0)
    afternoon, morning = found[5] == "p" or found[1] == "오후", found[5] == "a" or found[1] == "오전"
    if (afternoon or morning) and not 1 <= hour <= 12:
        return None
    if afternoon or morning:
        hour = hour % 12 + (12 if afternoon else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _when(one: Subscription, language: str, now: datetime) -> Markup:
    if one.zone is None:
        return plain(phrase(language, "card no zone"))
    there = now.astimezone(ZoneInfo(one.zone)).strftime("%H:%M")
    zone = phrase(language, "card zone", zone=one.zone.replace("_", " "), time=there)
    if one.kind is SubscriptionKind.ALERT:
        return plain(zone)
    if one.weekdays in (ALL_DAYS, WORKDAYS):
        when = phrase(language, "days all" if one.weekdays == ALL_DAYS else "days work")
    else:
        when = ", ".join(weekday(language, number) for number in sorted(one.weekdays))
    return plain(f"{one.at.isoformat('minutes')} · {when} · {zone}")


def _state(one: Subscription, language: str) -> Markup:
    if one.state is SubscriptionState.ACTIVE and one.kind is SubscriptionKind.DIGEST and one.last is not None:
        due = next_instant(one.schedule, one.last).astimezone(ZoneInfo(one.zone or "UTC"))
        due_day = f"{weekday(language, due.date())}, {day(language, due.date())}"
        return bold(phrase(language, "card next", day=due_day, time=due.strftime("%H:%M")))
    return bold(phrase(language, f"card {one.state.value}"))


def _buttons(one: Subscription, language: str, topic: int) -> Rows:
    def button(name: str, action: CardButton, value: str = "") -> Button:
        return Button(phrase(language, f"button {name}"), CardAction(one.id, action, value))

    kinds = tuple(
        Button(
            _ticked(phrase(language, kind.value), one.kind is kind),
            CardAction(one.id, CardButton.SET_KIND, kind.value),
        )
        for kind in SubscriptionKind
    )
    on = (
        button("pause", CardButton.PAUSE)
        if one.state in (SubscriptionState.ACTIVE, SubscriptionState.HELD)
        else button("start", CardButton.START)
    )
    if one.state is SubscriptionState.PAUSED:
        on = button("resume", CardButton.START)
    quiet: tuple[Button, ...] = (button("preview", CardButton.PREVIEW),)
    middle = [button("zone", CardButton.ASK, "zone"), button("subject", CardButton.ASK, "subject")]
    if one.kind is SubscriptionKind.DIGEST:
        middle = [button("time", CardButton.TIMES), button("days", CardButton.DAYS), *middle]
        quiet = (button("quiet told" if one.quiet else "quiet silent", CardButton.TOGGLE_QUIET), *quiet)
    last = [button("remove" if one.state is not SubscriptionState.DRAFT else "discard", CardButton.REMOVE)]
    if one.thread != topic:
        last.insert(0, button("move", CardButton.MOVE_HERE))
    rows = (kinds, tuple(middle[:2]), tuple(middle[2:]), quiet, (on,), tuple(last))
    return tuple(row for row in rows if row)


def _back(one: Subscription, language: str) -> Button:
    return Button(phrase(language, "button back"), CardAction(one.id, CardButton.CARD))


def _ticked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label
