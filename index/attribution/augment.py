"""Altered copies of hand-marked articles, for training: other marks, names, spellings and paragraphs.

The corpus is one kind of article: papers of one country in one year.  What differs elsewhere is varied here,
so that the tagger doesn't lean on it (Wei and Zou, "EDA", EMNLP 2019, do so with words).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from index.attribution.edited_text import MarkedText, Replacement, replace_in
from index.attribution.name_pool import invent_name
from index.text.name_lists import GROUPS, NOT_NAMES, ROLES, TITLES
from index.text.quotation_marks import CLOSING, INSIDE, OPENING, quotation_states

_MOST_NAMES = 14  # people who are renamed in one article

_INNER = re.compile(r"(?<=[\s(])['‘](?=\w)([^'‘’\n]+(?:['’]\w[^'‘’\n]*)*)['’](?=[\s.,;:!?)])")
_TITLE_DOT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St)(\.)(?= )")
_DOUBLE_MARK = re.compile(r"''|[\"“”]")
_BRITISH_WORDS = {
    "percent": "per cent", "color": "colour", "favor": "favour", "labor": "labour", "center": "centre",
    "defense": "defence", "program": "programme", "programs": "programmes", "organized": "organised",
    "recognized": "recognised", "criticized": "criticised", "criticizing": "criticising", "realized": "realised",
    "emphasized": "emphasised", "apologized": "apologised", "organization": "organisation", "favorite": "favourite",
    "neighbors": "neighbours", "behavior": "behaviour", "toward": "towards",
}  # fmt: skip
_SCENES: tuple[dict[str, str], ...] = (
    {
        "White House": "Downing Street", "Congress": "Parliament", "Senate": "Commons", "Republicans": "Conservatives",
        "Republican": "Conservative", "Democrats": "Liberals", "Democratic": "Liberal", "Washington": "London",
        "American": "British", "Americans": "Britons", "United States": "United Kingdom", "Sen.": "MP", "Gov.": "Sir",
        "president": "prime minister", "President": "Prime Minister",
    },
    {
        "White House": "Blue House", "Congress": "National Assembly", "Senate": "Assembly",
        "Republicans": "ruling party lawmakers", "Republican": "ruling party", "Democrats": "opposition lawmakers",
        "Democratic": "main opposition", "Washington": "Seoul", "American": "Korean", "Americans": "Koreans",
        "United States": "Republic of Korea", "Sen.": "Rep.", "Gov.": "Minister", "U.S.": "Korea’s",
    },
    {
        "White House": "Elysian Palace", "Congress": "Bundestag", "Senate": "Upper House", "Republicans": "Greens",
        "Republican": "Green", "Democrats": "Social Democrats", "Democratic": "Social Democratic",
        "Washington": "Lindesund", "American": "Estmarian", "Americans": "Estmarians", "United States": "Estmar",
        "Sen.": "Councillor", "Gov.": "Minister", "president": "chancellor", "President": "Chancellor",
    },
)  # fmt: skip


def altered(marked: MarkedText, rng: random.Random) -> MarkedText:
    """A copy of an article with one or more alterations of random choice.

    Args:
        marked: The article with its statements.
        rng: Source of randomness.
    """
    if rng.random() < 0.6:
        marked = with_other_names(marked, rng)
    if rng.random() < 0.35:
        marked = in_british_style(marked, rng)
    if rng.random() < 0.25:
        marked = in_another_scene(marked, rng)
    if rng.random() < 0.3:
        marked = with_joined_paragraphs(marked, rng, rng.choice((0.15, 0.4, 0.8)))
    if rng.random() < 0.5:
        marked = with_other_marks(marked, rng.choice(("‘’", "''", "‘’", "“”", '""')))
    return marked


def with_other_marks(marked: MarkedText, marks: str) -> MarkedText:
    """Other quotation marks: those of the outer quotations, and within single ones double ones.

    Args:
        marked: An article.
        marks: The opening mark and the closing one.
    """
    text = marked[0]
    states = quotation_states(text)
    replacements: list[Replacement] = []
    single = marks[0] in "'‘"
    for mark in _DOUBLE_MARK.finditer(text):
        state = states[mark.start()]
        if state in {OPENING, CLOSING}:
            replacements.append((*mark.span(), marks[state == CLOSING]))
    if single:
        pair = '""' if marks == "''" else "“”"
        for inner in _INNER.finditer(text):
            if states[inner.start()] == INSIDE:
                replacements += [(inner.start(), inner.start() + 1, pair[0]), (inner.end() - 1, inner.end(), pair[1])]
    if marks[1] == "’":
        replacements += [(m.start(), m.end(), "’") for m in re.finditer(r"(?<=\w)'(?=\w)|(?<=s)'(?= \w)", text)]
    return replace_in(marked, replacements)


def in_british_style(marked: MarkedText, rng: random.Random) -> MarkedText:
    """British spelling: no dot after titles, the comma after the quotation mark, other letters in some words.

    Args:
        marked: An article.
        rng: Source of randomness.
    """
    text = marked[0]
    replacements: list[Replacement] = [(m.start(1), m.end(1), "") for m in _TITLE_DOT.finditer(text)]
    replacements += _words_replaced(text, _BRITISH_WORDS)
    if rng.random() < 0.5:
        states = quotation_states(text)
        for mark in _DOUBLE_MARK.finditer(text):
            if states[mark.start()] == CLOSING and text[mark.start() - 1 : mark.start()] == ",":
                replacements += [(mark.start() - 1, mark.start(), ""), (mark.end(), mark.end(), ",")]
    return replace_in(marked, replacements)


def in_another_scene(marked: MarkedText, rng: random.Random) -> MarkedText:
    """The parliament, parties and capital of another country.

    Args:
        marked: An article.
        rng: Source of randomness.
    """
    return replace_in(marked, _words_replaced(marked[0], rng.choice(_SCENES)))


def _words_replaced(text: str, words: dict[str, str]) -> Iterator[Replacement]:
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w.])(?:{pattern})(?!\w)", text):
        yield *match.span(), words[match.group()]


def with_joined_paragraphs(marked: MarkedText, rng: random.Random, share: float) -> MarkedText:
    """Long paragraphs, in which several voices speak: some are joined with the one before them.

    Args:
        marked: An article.
        rng: Source of randomness.
        share: Of the borders between paragraphs that is taken away.
    """
    borders = re.finditer(r"(?<=[.!?”’\"'])[^\S\n]*\n\s*\n\s*(?=[\w“‘\"'])", marked[0])
    return replace_in(marked, [(*border.span(), " ") for border in borders if rng.random() < share])


_NAME = re.compile(r"[A-Z][\w’'-]*[a-z](?: [A-Z]\.)?(?: [A-Z][\w’'-]*[a-z]){1,2}")
_SURNAME = re.compile(r"(?:M(?:r|rs|s)\.? )?(?P<name>[A-Z][\w’'-]*[a-z])")
_NO_NAME = GROUPS | NOT_NAMES | ROLES | TITLES


def with_other_names(marked: MarkedText, rng: random.Random) -> MarkedText:
    """Other people: each name of a speaker becomes an invented one throughout the article, in full and in part.

    Args:
        marked: An article.
        rng: Source of randomness.
    """
    text = marked[0]
    forms: dict[str, str] = {}
    names = _speakers(marked)
    taken: set[str] = set()
    for name in names[:_MOST_NAMES]:
        invented = invent_name(rng)
        words = name.split()
        if invented.family in taken or words[-1] in forms:
            continue
        taken.add(invented.family)
        forms[name] = invented.full
        forms[words[-1]] = invented.family
        forms.setdefault(words[0], invented.given.split()[0])
    return replace_in(marked, _words_replaced(text, forms)) if forms else marked


def _speakers(marked: MarkedText) -> list[str]:
    """Full names within the mentions of speakers, in order; of a surname alone the full name elsewhere in the text."""
    text, attributions = marked
    names: dict[str, None] = {}
    for attribution in attributions:
        for start, end in attribution.source:
            for match in _NAME.finditer(text, start, end):
                _add_name(names, match.group().split())
            alone = _SURNAME.fullmatch(text[start:end])
            if alone and not any(name.endswith(alone["name"]) for name in names):
                for full in re.finditer(rf"[A-Z][\w’'-]*[a-z] {re.escape(alone['name'])}\b", text):
                    _add_name(names, full.group().split())
    return list(names)


def _add_name(names: dict[str, None], words: list[str]) -> None:
    """Add a name without the titles before it, if it is a person's."""
    while words and words[0].strip(".").lower() in _NO_NAME:
        del words[0]
    if len(words) > 1 and not _NO_NAME.intersection(word.lower() for word in words):
        names[" ".join(words)] = None
