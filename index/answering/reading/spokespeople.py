"""Who speaks for a country, a city or a body that is asked for itself: "Norvale's position", "the farmers' union"."""

from __future__ import annotations

import re

from index.answering.reading.body_kinds import is_of_body
from index.answering.reading.countries import same_place
from index.answering.reading.offices import Offices, Texts
from index.text.person_names import is_given_name
from index.text.terms import STOPWORDS, content_stems, stem

LONGEST = 6  # words of a body's name
_OF_BODY = ("leader of {}", "{} spokesperson")
_OF_PLACE = (
    "foreign minister of {}",
    "foreign ministry spokesperson of {}",
    "government spokesperson of {}",
    "prime minister of {}",
    "president of {}",
    "mayor of {}",
)
_NOT_ALONE = re.compile(r"(?:company|firm|group|government|police|people|public|state|country|city|town|world|press)s?")


def speaking_for(named: str, offices: Offices, texts: Texts) -> tuple[str, ...]:
    """Names of those who speak for a body or a place; none where it is neither, or nobody is known to.

    Args:
        named: As a question has it.
        offices: Who holds which office.
        texts: The articles' texts; they tell a place from a person.
    """
    bare = re.sub(r"^(?:the|a|an) ", "", named.strip(), flags=re.IGNORECASE)
    words = bare.split()
    if not words or len(words) > LONGEST or words[0].lower() in STOPWORDS or _NOT_ALONE.fullmatch(bare.lower()):
        return ()
    if is_of_body(content_stems(bare)):
        asked: tuple[str, ...] = _OF_BODY
    elif len(words) > 1 and not is_given_name(words[0].lower()) and not _is_place(bare, texts):
        asked = _OF_BODY
    elif len(words) > 2 or is_given_name(words[0].lower()) or not _is_place(bare, texts):
        return ()
    else:
        asked = _OF_PLACE
    holders = [offices.holder(form.format(bare)) for form in asked]
    names = (name for holder in holders if holder for name in ([holder.name] if holder.name else holder.rivals))
    return tuple(dict.fromkeys(names))


def _is_place(named: str, texts: Texts) -> bool:
    """Whether something happens in what is named, or it is a country."""
    before = r"(?:in|of|from|to|with)" if " " not in named else "in"
    place = re.compile(rf"\b{before} {re.escape(named)}(?![\w'’])", re.IGNORECASE)
    return bool(same_place(stem(named.lower()))) or any(place.search(text) for text, _ in texts(named))
