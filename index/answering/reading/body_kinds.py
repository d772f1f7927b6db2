"""Bodies that are called by their kind: "the central bank" of the Bank of Norvale, "the railway" of Kivik Rail."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.text.terms import stem

CENTRAL_BANK = "centralbank"
_CENTRAL_BANK = re.compile(r"\b(?:central|reserve|national|state) bank\b", re.IGNORECASE)
# A kind a line: the words by which it is asked for, and how bodies of it are called in articles.
_KINDS = (
    (
        CENTRAL_BANK,
        r"(?:[Cc]entral|Reserve|National|State|People['’]s) [Bb]ank|Bank of (?:the )?[A-Z]\w+|Federal Reserve|the Fed",
    ),
    ("rail railway railways railroad railroads train trains", r"[Rr]ail(?:way|road)?s?|[Tt]rains?"),
    ("airline airlines carrier", r"[Aa]irlines?|[A-Z]\w+ Air(?! Force)|Airways|Air [A-Z](?!orce)\w+"),
    ("port harbour harbor docks", r"[Pp]ort(?: Authority)?(?! [A-Z])|[Hh]arbou?rs?|[Dd]ocks?"),
    ("mining mine mines miner", r"[Mm]in(?:e|es|ing|ers)"),
    ("union", r"[Uu]nions?|[Gg]uild"),
    (
        "association federation league lobby chamber society guild",
        r"[Aa]ssociation|[Ff]ederation|[Ll]eague|[Ll]obby|[Cc]hamber|[Ss]ociety|[Gg]uild|[Uu]nion|[Cc]ouncil",
    ),
    ("agency authority regulator watchdog", r"[Aa]gency|[Aa]uthority|[Rr]egulator|[Ww]atchdog|[Aa]dministration"),
    (
        "army military forces",
        r"[Aa]rmy|[Mm]ilitary|[Aa]rmed [Ff]orces|[Dd]efen[cs]e [Ss]taff|[Gg]eneral [Ss]taff|[Dd]efen[cs]e [Ff]orces?",
    ),
    ("hospital clinic", r"[Hh]ospitals?|[Cc]linics?|[Ii]nfirmary|Medical Cent(?:re|er)"),
    ("university college", r"[Uu]niversity|[Cc]ollege|[Pp]olytechnic"),
    ("finance treasury exchequer", r"[Ff]inances?|[Tt]reasury|[Ee]xchequer"),
    ("weather", r"[Ww]eather|[Mm]eteorolog\w+|Met Office"),
    ("police", r"[Pp]olice|[Cc]onstabulary"),
    ("parliament", r"[Pp]arliament|(?:[Nn]ational )?[Aa]ssembly"),
)
_SOUGHT = {CENTRAL_BANK: "central bank", "airline": "air", "union": "guild", "agency": "administration"}
KINDS: dict[str, re.Pattern[str]] = {
    stem(word): re.compile(rf"\b(?:{expression})\b") for words, expression in _KINDS for word in words.split()
}
_WORDS = {stem(word): " ".join([words, _SOUGHT.get(word, "")]) for words, _ in _KINDS for word in words.split()}
# Words for a body that tell nothing of which one it is.
_ANY = frozenset(map(stem, "company firm group corporation operator organisation organization business body".split()))
_OF_MANY = _ANY | frozenset(
    map(stem, "union guild association federation league chamber society hospital university party council".split())
)
_BODIES = frozenset(
    map(
        stem,
        """bank ministry agency authority office department committee council commission board institute company ferry
        airline railway union guild association federation league chamber society presidency chancellery foundation
        museum library club party""".split(),
    )
)


def with_kinds(office: str) -> str:
    """An office's words with a body's kind as one word: "governor of the centralbank"."""
    return _CENTRAL_BANK.sub(CENTRAL_BANK, office)


def words_of_kind(stemmed: str) -> str:
    """Words by which bodies of the kind that a stem tells are looked for; the stem itself where it tells none."""
    return _WORDS.get(stemmed, stemmed)


def telling_of_body(telling: Iterable[str]) -> frozenset[str]:
    """Stems of an office's words that tell which body it is of: without "company", if there are others."""
    telling = frozenset(telling)
    return telling - _ANY or telling


def is_of_body(telling: Iterable[str]) -> bool:
    """Whether stems of an office's words tell a body, and no mere place or matter."""
    return any(each in KINDS or each in _BODIES for each in telling)


def is_of_many(telling: Iterable[str]) -> bool:
    """Whether stems of an office's words tell but a kind of body, of which a place has many: "the union leader"."""
    telling = frozenset(telling)
    return bool(telling) and telling <= _OF_MANY
