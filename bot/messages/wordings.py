"""How several outlets have the words of a quote, as a Telegram message."""

from __future__ import annotations

from datetime import time

from bot.messages.answers import NAME, OUTLET
from bot.messages.html import LIMIT, Markup, bold, exact, link, plain, quotation, shortened, together
from bot.messages.phrases import day, phrase
from bot.messages.text_fragments import address_at
from index.answering.checking.wordings import Wording, Wordings, runs
from index.model import Quote

MAX_LACKING = 160  # UTF-16 units of the words that a wording leaves out
ENTITIES = 90


def wordings(found: Wordings, language: str) -> str:
    """Which outlet wrote what, the first one first, as Telegram's HTML.

    Args:
        found: At least one wording.
        language: Of the words around the quotations.
    """
    first, *others = found.all
    blocks = [_first_line(found, language), _wording(first, language)]
    same = [each for each in others if each.is_same]
    if same:
        names = [together([_source(each, language)]) for each in same]
        blocks.append(together([plain(phrase(language, "wording same")), together(names, "; ")], " "))
    blocks += [_compared(each, first, language) for each in others if not each.is_same]
    shown = Markup()
    for number, block in enumerate(blocks):
        longer = together([shown, block], "\n\n")
        if longer.units > LIMIT - 20 or longer.entities > ENTITIES:
            return together([shown, plain(f"+{len(blocks) - number}")], "\n\n").html
        shown = longer
    return shown.html


def _first_line(found: Wordings, language: str) -> Markup:
    if not found.first:
        return plain(phrase(language, "wording unknown first"))
    names = ", ".join(_name(each) for each in found.all[: found.first])
    key = "wording first" if found.first == 1 else "wording first together"
    return bold(phrase(language, key, names=names))


def _compared(wording: Wording, first: Wording, language: str) -> Markup:
    lacking = " … ".join(first.article.text[start:end] for start, end in wording.lacking)
    below = plain(phrase(language, "wording lacks", words=shortened(lacking, MAX_LACKING))) if lacking else Markup()
    return together([_wording(wording, language), below], "\n")


def _wording(wording: Wording, language: str) -> Markup:
    pieces = [
        together(exact(part, "u" if is_added else None) for part, is_added in runs(wording, piece))
        for piece in wording.pieces
    ]
    speaker = shortened(wording.speaker.name, NAME) if wording.speaker else phrase(language, "speaker unclear")
    who = together([plain(speaker), _source(wording, language)], " · ")
    return together([quotation(together(pieces, " […] ")), who], "\n")


def _source(wording: Wording, language: str) -> Markup:
    published = wording.article.published
    at = day(language, published.date() if published else None)
    if published is not None and published.time() != time():
        at = f"{at}, {published.strftime('%H:%M %Z')}"
    address = address_at(Quote(wording.article, *wording.pieces[0]))
    return together([link(_name(wording), address), plain(at)], ", ")


def _name(wording: Wording) -> str:
    article = wording.article
    return shortened(article.outlet or article.title or article.url or "?", OUTLET)
