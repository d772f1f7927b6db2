"""Parts of English clauses as patterns: who can be the subject of a reporting verb, and what stands around it.

In these patterns a space means any white space between two words of a paragraph.
"""

from __future__ import annotations

import re

from index.text.letter_case import INITIAL, SMALL
from index.text.name_lists import EPITHETS, GROUPS, ROLES
from index.text.person_names import PARTICLE

# Nouns that speak, beside offices and bodies.
_SPEAKERS = """
man woman men women people boy girl child children witness resident neighbour neighbor farmer fisherman teacher student
driver rival opponent husband wife son daughter brother sister mother father friend colleague boss source protester
campaigner activist worker scientist researcher historian writer editor reporter owner manager master player coach
singer actor actress member statement report letter text document
grandmother grandfather grandson granddaughter aunt uncle cousin niece nephew widow widower mum mom dad landlord
""".split()
_NOUN = (
    "(?:"
    + "|".join(sorted(ROLES | EPITHETS | {word for word in GROUPS if word.isalpha()} | set(_SPEAKERS)))
    + r"|\d{1,3}-year-old)s?(?:-general|-elect)?"
)
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ii]t)\b"
_DETERMINER = (
    "(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Ss]everal|[Bb]oth)"
)
_LOWER = rf"[{SMALL}][\w'’-]*"
_ABBREVIATION = r"(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Lt|Col|Sgt|Capt|Adm|Rev|Hon|Pres|Sec|Jr|Sr)\."
_CAPITAL = rf"(?:{_ABBREVIATION}|(?:{INITIAL}\.[\x20\u00a0]?)+|{INITIAL}[\w’'‐‑-]*)"
_NICKNAME = rf"(?:[\"“‘(]{INITIAL}[\w’-]{{1,20}}[\"”’)] )?"
_NAME = rf"{_CAPITAL}(?: {_NICKNAME}(?:(?:{PARTICLE}|of|for|and|&) ){{0,2}}{_CAPITAL}){{0,9}}"
# "White House press secretary" before a name
_POST = (
    rf"(?:{_CAPITAL}(?: {_CAPITAL}){{0,3}} (?:(?!(?:said|says|told|that|who|which|and|or|but|as|when|after|before|in|"
    rf"on|at|for|to|with|from|by|of|is|was|has|had)\b){_LOWER} ){{1,3}})?"
)
# "Local 77" before "President Ada Moor"
_UNIT = rf"(?:{_CAPITAL} (?:No\. ?)?\d{{1,5}} (?:{_LOWER} ){{0,2}})?"
# "Tamm", "former prime minister Ilo Tamm", "Varga's spokesman"
_NAMED = rf"(?:{_DETERMINER} )?(?:{_LOWER} ){{0,4}}{_UNIT}{_POST}{_NAME}(?: (?:{_LOWER} ){{0,2}}{_NOUN})?"
# "the harbour master", "the ministry of ports"
_DESCRIBED = rf"{_DETERMINER} (?:[\w'’.-]+ ){{0,4}}{_NOUN}(?: (?:of|for|from|at|in) (?:the )?{_NAME})?"

NOMINAL = rf"(?:{_NAMED}|{_DESCRIBED})"
SUBJECT = rf"(?:{_PRONOUN}|{NOMINAL})"
ADVERBS = (
    "(?: (?:also|later|then|again|once|now|even|just|still|has|have|had|would later|[a-z]+ly|"
    "on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)){0,3}"
)
_AGED = r"(?:aged )?\d{1,3}"
_PHRASE = r"[^,\"“”\n.;:()]"
# ", the mayor of Lindesund,", ", 46, of Lindesund,", ", 29, a deckhand,"
APPOSITION = rf"(?:, (?:{_AGED}, )?(?![\"“‘]){_PHRASE}{{2,90}}(?:, {_AGED})?(?:, (?:of|in|from) {_PHRASE}{{2,40}})?,)?"
BRACKETS = r"(?: \([^()\n]{1,40}\))?"


def spaced(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a space means any white space between two words of a paragraph."""
    return re.compile(pattern.replace(" ", r"[\x20\u00a0\n]"))
