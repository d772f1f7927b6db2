"""A subscription as a message with buttons: while it is set up, and whenever it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.digests.schedule import ALL_DAYS, WORKDAYS, next_instant
from bot.digests.subscriptions import Subscription, SubscriptionKind, SubscriptionState
from bot.digests.wish_times import parse_time
from bot.messages.callback_data import CardAction, CardButton
from bot.messages.html import Markup, bold, own, plain, shortened, together
from bot.messages.phrases import day, phrase, weekday
from bot.messages.reply import Button, Reply, Rows
from index.feeds.host_wishes import HURRY

__all__ = [
    "chosen_weekdays",
    "parse_time",
    "removal_buttons",
    "schedule_in_words",
    "subscription_card",
    "subscription_list",
    "time_buttons",
    "weekday_buttons",
]

TIMES = ("06:30", "07:00", "08:00", "09:00", "12:00", "17:00", "18:00", "20:00")
STORIES = (3, 5, 10, 20)  # that a digest shows
MAX_LISTED = 20  # subscriptions of a chat


def subscription_card(
    subscription: Subscription,
    subject: str,
    language: str,
    now: datetime,
    week: tuple[int, int] | None = None,
    thread: int = 0,
    notes: Sequence[str] = (),
    feed_minutes: int = 15,
) -> Reply:
    """A subscription with the buttons that change it.

    Args:
        subscription: The subscription.
        subject: What it is about, in words.
        language: Of the texts.
        now: The present.
        week: How many articles and stories it would have brought in the last 7 days; None leaves that out.
        thread: The forum topic in which the card is shown; 0 for none.
        notes: Sentences on what was not understood of the wish, or can't be fulfilled yet.
        feed_minutes: Between two readings of a feed, at most.
    """
    kind = "card alert" if _is_alert(subscription) else "card weekly" if subscription.weekly else "card digest"
    title = together([bold(phrase(language, kind)), plain(shortened(subject, 300))], " ")
    when = _when(subscription, language, now)
    lines = [title, *(plain(note) for note in notes), *([when] if when else [])]
    if _is_alert(subscription):
        fastest = min(feed_minutes, HURRY // timedelta(minutes=1))
        lines.append(plain(phrase(language, "card bundled", least=fastest + 1, most=feed_minutes + 1)))
    else:
        lines.append(plain(phrase(language, "card silent" if subscription.quiet else "card told")))
        lines.append(plain(phrase(language, "card stories", count=subscription.stories)))
    if subscription.silent:
        lines.append(plain(phrase(language, "card no sound")))
    if week is not None:
        lines.append(plain(phrase(language, "card week", articles=week[0], stories=week[1])))
    lines.append(_state(subscription, language))
    return Reply(together(lines, "\n").html, _buttons(subscription, language, thread))


def subscription_list(subscriptions: Sequence[tuple[Subscription, str]], language: str) -> Reply:
    """The subscriptions of a chat, each with a button that shows its card.

    Args:
        subscriptions: With what each is about, in words.
        language: Of the texts.
    """
    if not subscriptions:
        return Reply(own(phrase(language, "no subscriptions")).html)
    shown = subscriptions[:MAX_LISTED]
    lines = [bold(phrase(language, "subscriptions"))]
    for number, (subscription, subject) in enumerate(shown, 1):
        lines.append(plain(f"{number}. {shortened(subject, 100)} ({_details(subscription, language)})"))
    if len(subscriptions) > MAX_LISTED:
        lines.append(plain("…"))
    buttons = [
        Button(str(number), CardAction(subscription.id, CardButton.CARD))
        for number, (subscription, _) in enumerate(shown, 1)
    ]
    rows = tuple(tuple(buttons[first : first + 5]) for first in range(0, len(buttons), 5))
    return Reply(together(lines, "\n").html, rows)


def time_buttons(subscription: Subscription, language: str) -> Rows:
    """Buttons to choose the time of day."""
    choices = [
        Button(
            _ticked(choice, subscription.at == time.fromisoformat(choice)),
            CardAction(subscription.id, CardButton.SET_TIME, choice),
        )
        for choice in TIMES
    ]
    other = Button(phrase(language, "button other time"), CardAction(subscription.id, CardButton.ASK, "time"))
    return (tuple(choices[:4]), tuple(choices[4:]), (other, _back(subscription, language)))


def weekday_buttons(subscription: Subscription, language: str) -> Rows:
    """Buttons to choose the weekdays."""
    several = [
        Button(
            _ticked(phrase(language, f"days {name}"), subscription.weekdays == weekdays),
            CardAction(subscription.id, CardButton.SET_DAYS, name),
        )
        for name, weekdays in (("all", ALL_DAYS), ("work", WORKDAYS))
    ]
    single = [
        Button(
            _ticked(weekday(language, number)[:9], subscription.weekdays == {number}),
            CardAction(subscription.id, CardButton.SET_DAYS, str(number)),
        )
        for number in range(7)
    ]
    back = _back(subscription, language)
    return (tuple(several), tuple(single[:3]), tuple(single[3:5]), tuple(single[5:]), (back,))


def stories_buttons(subscription: Subscription, language: str) -> Rows:
    """Buttons to choose how many stories a digest shows."""
    choices = tuple(
        Button(
            _ticked(str(number), subscription.stories == number),
            CardAction(subscription.id, CardButton.SET_STORIES, str(number)),
        )
        for number in STORIES
    )
    return (choices, (_back(subscription, language),))


def chosen_weekdays(value: str) -> frozenset[int]:
    """The weekdays that a button of `weekday_buttons` sets.

    Args:
        value: What the button carries: "all", "work" or a number, 0 for Monday.
    """
    return {"all": ALL_DAYS, "work": WORKDAYS}.get(value) or frozenset({int(value)})


def removal_buttons(subscription: Subscription, language: str) -> Rows:
    """Buttons that ask once more before a subscription is removed."""
    remove = Button(phrase(language, "button remove"), CardAction(subscription.id, CardButton.REMOVE_CONFIRMED))
    return ((remove, _back(subscription, language)),)


def _is_alert(subscription: Subscription) -> bool:
    return subscription.kind is SubscriptionKind.ALERT


def _details(subscription: Subscription, language: str) -> str:
    """Kind, time of day and state, as far as there is something to say."""
    kind = "alert" if _is_alert(subscription) else "weekly" if subscription.weekly else "digest"
    at = "" if _is_alert(subscription) else subscription.at.isoformat("minutes")
    is_active = subscription.state is SubscriptionState.ACTIVE
    state = "" if is_active else phrase(language, f"state {subscription.state.value}")
    return " · ".join(filter(None, (phrase(language, kind), at, state)))


def _when(subscription: Subscription, language: str, now: datetime) -> Markup | None:
    """When it comes; None for an alert without a time zone, which needs none."""
    if subscription.zone is None and _is_alert(subscription):
        return None
    zone = phrase(language, "card no zone")
    if subscription.zone is not None:
        local_time = now.astimezone(ZoneInfo(subscription.zone)).strftime("%H:%M")
        zone = phrase(language, "card zone", zone=subscription.zone.replace("_", " "), time=local_time)
    if _is_alert(subscription):
        return plain(zone)
    return plain(f"{schedule_in_words(subscription, language)} · {zone}")


def schedule_in_words(subscription: Subscription, language: str) -> str:
    """On which days and at what time a digest comes: "every week on Monday, 08:00"."""
    if subscription.weekdays in (ALL_DAYS, WORKDAYS):
        days = phrase(language, "days all" if subscription.weekdays == ALL_DAYS else "days work")
    else:
        named = ", ".join(weekday(language, number) for number in sorted(subscription.weekdays))
        days = phrase(language, "days weekly" if subscription.weekly else "days some", days=named)
    return f"{days} {subscription.at.isoformat('minutes')}"


def _state(subscription: Subscription, language: str) -> Markup:
    if subscription.state is SubscriptionState.ACTIVE and not _is_alert(subscription) and subscription.last is not None:
        zone = ZoneInfo(subscription.zone or "UTC")
        due = next_instant(subscription.schedule, subscription.last).astimezone(zone)
        due_day = f"{weekday(language, due.date())}, {day(language, due.date())}"
        return bold(phrase(language, "card next", day=due_day, time=due.strftime("%H:%M")))
    return bold(phrase(language, f"card {subscription.state.value}"))


def _buttons(subscription: Subscription, language: str, thread: int) -> Rows:
    def button(name: str, action: CardButton, value: str = "") -> Button:
        return Button(phrase(language, f"button {name}"), CardAction(subscription.id, action, value))

    kinds = tuple(
        Button(
            _ticked(phrase(language, kind.value), subscription.kind is kind),
            CardAction(subscription.id, CardButton.SET_KIND, kind.value),
        )
        for kind in SubscriptionKind
    )
    settings = [button("zone", CardButton.ASK, "zone"), button("subject", CardButton.ASK, "subject")]
    preview: tuple[Button, ...] = (button("preview", CardButton.PREVIEW),)
    if not _is_alert(subscription):
        settings = [button("time", CardButton.TIMES), button("days", CardButton.DAYS), *settings]
        quiet = button("quiet told" if subscription.quiet else "quiet silent", CardButton.TOGGLE_QUIET)
        preview = (quiet, *preview)
    sound = button("sound" if subscription.silent else "no sound", CardButton.TOGGLE_SILENT)
    shown = () if _is_alert(subscription) else (button("stories", CardButton.STORIES),)
    is_draft = subscription.state is SubscriptionState.DRAFT
    removal = [button("discard" if is_draft else "remove", CardButton.REMOVE)]
    if subscription.thread != thread:
        removal.insert(0, button("move", CardButton.MOVE_HERE))
    on_or_off = {
        SubscriptionState.DRAFT: ("start", CardButton.START),
        SubscriptionState.ACTIVE: ("pause", CardButton.PAUSE),
        SubscriptionState.HELD: ("pause", CardButton.PAUSE),
        SubscriptionState.PAUSED: ("resume", CardButton.START),
    }[subscription.state]
    settings_rows = (tuple(settings[:2]), tuple(settings[2:]), (*shown, sound))
    rows = (kinds, *settings_rows, preview, (button(*on_or_off),), tuple(removal))
    return tuple(row for row in rows if row)


def _back(subscription: Subscription, language: str) -> Button:
    return Button(phrase(language, "button back"), CardAction(subscription.id, CardButton.CARD))


def _ticked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label
