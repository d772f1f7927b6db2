"""Acronyms of terms that are written small: AI is artificial intelligence, LNG is liquefied natural gas.

Those of names need no table, since a name's capitals tell its acronym.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.text.terms import WORD, content_stems

_TERMS = {
    "ai": "artificial intelligence",
    "cbdc": "central bank digital currency",
    "ccs": "carbon capture and storage",
    "cpi": "consumer price index",
    "dmz": "demilitarized zone|demilitarised zone",
    "eez": "exclusive economic zone",
    "esg": "environmental, social and governance",
    "ev": "electric vehicle|electric car",
    "fdi": "foreign direct investment",
    "fta": "free trade agreement",
    "fx": "foreign exchange",
    "gdp": "gross domestic product",
    "gmo": "genetically modified organism",
    "hsr": "high-speed rail",
    "icbm": "intercontinental ballistic missile",
    "icu": "intensive care unit",
    "idp": "internally displaced person|internally displaced people",
    "iuu": "illegal, unreported and unregulated",
    "ivf": "in vitro fertilization|in vitro fertilisation",
    "llm": "large language model",
    "lng": "liquefied natural gas|liquified natural gas",
    "mou": "memorandum of understanding",
    "ndc": "nationally determined contribution",
    "ngo": "non-governmental organization|non-governmental organisation|nongovernmental organization",
    "ppe": "personal protective equipment",
    "ppp": "public-private partnership",
    "qe": "quantitative easing",
    "sme": "small and medium-sized enterprise|small and medium enterprise",
    "smr": "small modular reactor",
    "uav": "unmanned aerial vehicle",
    "ubi": "universal basic income",
    "vat": "value added tax|value-added tax",
    "wmd": "weapons of mass destruction|weapon of mass destruction",
}
_BETWEEN = r"[\s,-]+(?:and\s+)?"


def terms_of(acronym: str) -> tuple[str, ...]:
    """The terms that an acronym in lower case stands for; none where it isn't known."""
    return tuple(_TERMS[acronym].split("|")) if acronym in _TERMS else ()


def acronyms_of(topic_stems: Sequence[str]) -> dict[str, frozenset[str]]:
    """Acronyms of the terms that are in a topic, each with the term's stems.

    Args:
        topic_stems: As `content_stems` gives them.
    """
    stems = frozenset(topic_stems)
    return {acronym: term for term, acronym in _stems_of_terms() if term <= stems}


@cache
def term_pattern(acronym: str) -> re.Pattern[str]:
    """Finds the terms that a known acronym stands for, in the plural, too."""
    terms = (_BETWEEN.join(re.findall(r"\w+", term.replace(" and ", " "))) for term in terms_of(acronym))
    return re.compile(rf"\b(?:{'|'.join(terms)})s?\b", re.IGNORECASE)


def acronyms_in(text: str) -> Iterator[str]:
    """Acronyms of the terms that stand in a text."""
    small = text.lower()
    for acronym in _TERMS:
        first = terms_of(acronym)[0].split(" ")[0].rstrip(",").split("-")[0]
        if first[:6] in small and term_pattern(acronym).search(text):
            yield acronym


def spelt_out(topic: str) -> str:
    """A topic with the terms of its acronyms behind it, and the acronyms of its terms."""
    added = [term for word in WORD.findall(topic) for term in terms_of(word.lower().removesuffix("s"))]
    return " ".join([topic, *added, *acronyms_of(content_stems(topic))])


@cache
def _stems_of_terms() -> tuple[tuple[frozenset[str], str], ...]:
    return tuple((frozenset(content_stems(term)), acronym) for acronym in _TERMS for term in terms_of(acronym))
