"""Whether the hyphen at the end of a line belongs to the word, by the words of the document and by rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.text.common_words import COMMON_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST = re.compile(r"(?:[^\W_]+[-\u2010\u2011])*(?P<part>[^\W_]+)[-\u2010\u2011\u00ad]$")
_HYPHENATED = re.compile(r"[.’')\]%][-\u2010\u2011]$")
_FIRST = re.compile(r"^(?P<part>[^\W_]+(?:['’][^\W_]+)?)(?:[-\u2010\u2011][^\W_]+)*")

# What keeps its hyphen before anything but an ending, and before words alone.
_ALWAYS = frozenset({"self", "non", "well", "vice", "ill"})
_BEFORE_WORDS = frozenset(
    """ex long short high low co all half cross post pre pro anti multi semi mid quasi pseudo so much best better full
    first second third one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty
    ninety by great north south east west hard soft open large small cold hot old new far near ever still then early
    late left right top free wide deep fast slow real world state man user decision policy law peace trade""".split()
)
_ENDINGS = frozenset("ly er ers est ing ings age ages ish ness en ed s es fare come ington".split())
# What does so before the vowel it ends with: "re-elect", "co-operate".
_BEFORE_VOWELS = frozenset({"re", "de", "co", "pre"})
_FOLLOWERS = frozenset(
    """term known like based led wide level year old scale out in up off down time range standing called style making
    makers maker related owned run backed free term-based elect general president minister chair chairman governor
    of to and the border income being product products election elections speaking born made winning building keeping sharing profit governmental proliferation""".split()
)
# Words of two words, which no hyphen divides.
_CLOSED = frozenset(
    """without within into onto upon until himself herself itself myself yourself themselves ourselves therefore however
    whatever whoever whenever wherever moreover nevertheless nonetheless although always also almost already altogether
    together another anybody anyone anything everybody everyone everything somebody someone something nobody nothing
    sometimes somewhere somehow throughout outside inside outcome income input output update upset understand
    undertake undergo understood overcome overall oversee overview overtake forward toward towards afterwards
    afternoon before because become behind below between beyond background breakdown breakthrough budget business
    businessman childhood classroom coastline countryside crossroads daughter deadline downtown everyday
    farmland feedback fisherman fishermen fisheries football footnote forehead foresee framework freedom government
    grandfather grandmother greenhouse guideline guidelines handbook harbour headline headlines headquarters highway
    homeland household households however husband icebreaker infrastructure kingdom landmark lawmaker lawmakers
    lawsuit leadership lifetime longstanding maintain mainland marketplace meanwhile membership neighbourhood network
    networks newspaper newspapers nowadays offshore online ongoing outlook outstanding ownership partnership password
    percent policeman policymakers railway railroad roadmap safeguard seaport shareholder shipyard shortage shoreline
    shortcoming shutdown someday spokesman spokeswoman spokesperson stakeholder stakeholders statement stronghold
    takeover teammate thereby thousand timetable today tonight tomorrow turnout underground undermine update uphold
    warehouse waterway weekend welfare whereas wherein whereby wholesale widespread withdraw withhold withstand woodland
    workforce workplace workshop worldwide worthwhile yesterday""".split()
)


class LineEnds:
    """Joins lines to text.

    Args:
        lines: All lines of the document, which tell its words.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        divided = False  # whether the line above ends within a word
        for line in lines:
            whole = _LAST.sub("", line)
            self._words.update(word.casefold() for word in _WORD.findall(_FIRST.sub("", whole) if divided else whole))
            divided = whole != line
        self._whole = set(self._words)

    def joined(self, text: str, following: str) -> str:
        """Two pieces of text, the second of which stands on the next line.

        Args:
            text: What ends with its line.
            following: The next line.
        """
        if not text:
            return following
        if text.endswith("\u00ad"):
            return text[:-1] + following
        last, first = _LAST.search(text), _FIRST.match(following)
        if first is not None and _HYPHENATED.search(text) and last is None:
            return text + following  # "U.S.-led"
        if last is None or first is None:
            return text + self._between(text, following) + following
        return text + following if self._keeps(last["part"], first["part"]) else text[:-1] + following

    def _between(self, text: str, following: str) -> str:
        """What stands between two lines: nothing where one of them is in a script without spaces, or has a dash."""
        if _has_no_spaces(text[-1]) and _has_no_spaces(following[0]):
            return ""
        if text[-1] in "–—/" and len(text) > 1 and not text[-2].isspace():
            return ""
        if "가" <= text[-1] <= "힣" and "가" <= following[0] <= "힣":
            last, first = re.split(r"\s", text)[-1], re.split(r"\s", following)[0]
            return "" if (last + first).casefold() in self._whole else " "
        return " "

    def _keeps(self, last: str, first: str) -> bool:
        """Whether a hyphen between two parts of a word is part of it."""
        if not first[0].islower() and not (last.isupper() and first.isupper()):
            return True
        if len(last) == 1 or (last.isupper() and not first.isupper()):
            return True  # "e-mail", "EU-wide": no line ends after a word's first letter, nor within an abbreviation
        if any(map(str.isdigit, last + first)):
            return True
        left, right = last.casefold(), re.split(r"['’]", first.casefold())[0]
        whole, divided = self._words[left + right], self._words[f"{left}-{right}"]
        if whole or divided:
            return divided > whole
        if last[0].isupper() and self._words[right] and self._words[left]:
            return True
        return self._is_compound(left, right)

    def _is_compound(self, left: str, right: str) -> bool:
        """Whether two words make one with a hyphen, as far as general rules tell."""
        if left in _BEFORE_VOWELS and left[-1] == right[0]:
            return True
        if left + right in _CLOSED or left + right in COMMON_WORDS:
            return False
        if left in _ALWAYS:
            return right not in _ENDINGS
        prefixed = left in _BEFORE_WORDS
        if right in _FOLLOWERS and (prefixed or self._is_word(left)):
            return True
        known = prefixed or (len(left) > 3 and self._is_word(left))
        return known and len(right) >= (3 if prefixed else 4) and self._is_word(right)

    def _is_word(self, word: str) -> bool:
        return len(word) > 2 and (word in self._whole or word in COMMON_WORDS)


def _has_no_spaces(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" or "\u3000" <= letter <= "\u303f"
