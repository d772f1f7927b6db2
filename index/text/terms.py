"""Words of a topic: stop words, stems and synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from index.text.hangul import without_particles
from index.text.word_families import FAMILIES

_STEMMER = snowballstemmer.stemmer("english")
STOPWORDS = frozenset(
    """a an the and or but nor so if of to in on at by for with about from into over under between against
    during as is are was were be been being am do does did done has have had having will would shall should
    can could may might must not no any some all it its he she his her him they them their we us our you your
    i me my this that these those there here what which who whom whose when where why how than then also just
    very more most much many other another such own same too only s t re ve ll d m say says said saying tell
    tells told talk talks talked speak speaks spoke mention mentions mentioned regarding concerning anything
    something thing things toward towards issue issues topic subject matter position view views stance
    opinion comment comments
    논란 문제 이슈 사안 정책 사태 관련 관련한 관련해 의혹 대한 대해 대해서 위한 것 등 및 또 그 이 때 때의 당시 전체 여부 내용 방안
    최근 하며 하면서 통해 위해""".split()
)
# Names, adjectives and capitals of a country, a group a country; names of people and faiths likewise.
_COUNTRIES = (
    "japan japanese tokyo|china chinese beijing|korea korean|russia russian moscow kremlin|germany german berlin|"
    "france french paris|britain british uk london england english|mexico mexican|iran iranian tehran|iraq iraqi baghdad|"
    "israel israeli jerusalem|syria syrian damascus|ukraine ukrainian kyiv kiev|turkey turkish ankara|india indian delhi|"
    "pakistan pakistani islamabad|afghanistan afghan kabul|vietnam vietnamese hanoi|burma burmese myanmar|taiwan taiwanese taipei|"
    "canada canadian ottawa|australia australian canberra|italy italian rome|spain spanish madrid|poland polish warsaw|"
    "europe european eu brussels|cuba cuban havana|venezuela venezuelan caracas|brazil brazilian|egypt egyptian cairo|"
    "saudi riyadh|philippines philippine filipino manila|indonesia indonesian jakarta|thailand thai bangkok|greece greek athens|"
    "sweden swedish|norway norwegian|finland finnish|america american us usa|africa african|asia asian|latino hispanic|"
    "muslim islam islamic|jew jewish|christian christianity|north-korea dprk pyongyang"
)
LONGEST_ACRONYM = 6  # letters


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Stem of an English word, lower case, without possessive (Porter's English stemmer of the Snowball project).

    Of a Korean one what stands before its particles.
    """
    if not word.isascii():
        word = without_particles(word)
    return str(_STEMMER.stemWord(word.lower().replace("’", "'").removesuffix("'s")))


def _joined(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """Of each stem those of all groups that hold it, or one that they hold in common."""
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        stems = {stem(word) for word in group}
        same = stems.union(*(found.get(each, ()) for each in stems))
        found.update(dict.fromkeys(same, frozenset(same)))
    return found


_SYNONYMS = _joined([*FAMILIES, *map(str.split, _COUNTRIES.split("|"))])

# Behind a closing mark a Korean particle is no part of a word: "‘새항만법’으로".
WORD = re.compile(r"(?:[A-Za-z]\.){2,}+|[^\W_]++(?:['’](?![가-힣])[^\W_]++)?+")


def words(text: str) -> list[str]:
    """Words of a text in order, in lower case; "U.S." is one word."""
    return [*map(str.lower, WORD.findall(text))]


def stems(text: str) -> list[str]:
    """Stems of all words of a text, in order."""
    return [stem(w.replace(".", "")) for w in words(text)]


def content_stems(text: str) -> list[str]:
    """Stems of a topic's content words.

    Args:
        text: The topic as a person wrote it.

    Returns:
        Stems of the words that are no stop words, each once, in order; of all words where there is no other.
    """
    content_words = [w for w in words(text) if w.replace("’", "'") not in STOPWORDS]
    return list(dict.fromkeys(stem(w.replace(".", "")) for w in (content_words or words(text))))


def synonyms(stemmed: str) -> frozenset[str]:
    """Stems that mean the same as a stem, itself included: japan, japanes, tokyo."""
    return _SYNONYMS.get(stemmed, frozenset({stemmed}))
