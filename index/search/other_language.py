"""A topic in the other language of a library, Korean or English, by what its articles hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.search.text_index import Texts
from index.store.reads import ArticleReads
from index.text.transcription import closest, is_spelt_by_sound, spellings, unusualness
from index.text.translation import Translation, translated

DEGREES = (0, 1)  # of rare letters, one after the other, until something is written so
PLAIN = 0.34  # how unusually a word that is no name is written, at most
LOOKED_AT = 200  # documents in which words are looked for
_HANGUL = re.compile("[가-힣]")
_PLAIN = re.compile(r"[^\W\d_]+")  # without what stands behind an apostrophe
_COMMON = "했다"  # in any article in Korean
_CAPITALISED = 0.5  # share of a name's mentions that have a capital, at least


def in_other_language(topic: str, passages: Texts, reads: ArticleReads) -> Translation | None:
    """A topic in Korean where it is in English, and the other way round.

    Args:
        topic: As asked.
        passages: Of the library.
        reads: Where these are read.

    Returns:
        None where the library has nothing in that language, or the list of words no word of the topic.
    """
    if not _HANGUL.search(topic) and not passages.is_used(_COMMON, 1):
        return None

    def spelt(hangul: str) -> Sequence[str]:
        return words_spelt_so(hangul, passages, reads)

    return translated(topic, lambda word: passages.is_used(word, 1), spelt)


def is_in_other_language(text: str, topic: str) -> bool:
    """Whether a text is in Korean and the topic isn't, or the other way round."""
    return (_HANGUL.search(text) is None) != (_HANGUL.search(topic) is None)


def words_spelt_so(hangul: str, passages: Texts, reads: ArticleReads) -> list[str]:
    """Words of a library that are written so in Hangul, names before others, the most frequent first.

    Args:
        hangul: As it sounds: "관타나모".
        passages: Of the library.
        reads: Where these are read.
    """
    if not is_spelt_by_sound(hangul):
        return []
    for degree in DEGREES:
        hits = passages.spelt(spellings(hangul, degree), LOOKED_AT)
        texts = reads.texts([hit.place for hit in hits])
        written = Counter(word for text in texts if text for word in _PLAIN.findall(text.text))
        if found := _sure(closest({word.lower() for word in written}, hangul), hangul, written):
            return found
    return []


def _sure(found: Sequence[str], hangul: str, written: Counter[str]) -> list[str]:
    names = [each.capitalize() for each in found if _is_name(each, written)]
    sure = names or [each for each in found if (unusualness(each, hangul) or 0.0) <= PLAIN]
    return sorted(sure, key=lambda each: -_count(each, written))


def _is_name(word: str, written: Counter[str]) -> bool:
    return written[word.capitalize()] + written[word.upper()] > _CAPITALISED * _count(word, written)


def _count(word: str, written: Counter[str]) -> int:
    return sum(count for each, count in written.items() if each.lower() == word.lower())
