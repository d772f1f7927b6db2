"""The name in a label or a signature: "Harbour Board Secretary Ada Holm", "Ferries for Estmar", "Ada Holm, mayor"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Span
from index.text.common_words import COMMON_WORDS
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.name_lists import BODY_NOUNS, GROUPS, NOT_NAMES, ROLES, TITLE_SURNAMES, TITLES
from index.text.person_names import HONORIFICS, PARTICLE, is_suffix, post_nominals

LONGEST_SIGNED = 4  # words of a signature that is a name alone
# What stands in brackets, and a nickname: "William “Bud” Holm".
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]|(?<=\w )[“\"‘']\w+(?: \w+)?[”\"’'](?= \w)")
_PART = re.compile(r"[^,;|]+")
_WORD = re.compile(r"[^\s,;()\[\]|/]+")
# What the words are about: "Mayor Holm on housing".
_TOPIC = re.compile(r"(?<=\w)[ \u00a0](?:on|On|ON|about|About|ABOUT|regarding|REGARDING)[ \u00a0](?=\w)")
_ON_SOMETHING = frozenset(
    """committee subcommittee commission council board panel conference center centre institute forum coalition
    taskforce force initiative office project summit group network foundation bureau""".split()
)
_ASKED = re.compile(r"[ \u00a0]*(?:when |if |also )?(?:asked|pressed|questioned)\b", re.IGNORECASE)
_OFFICES = (
    ROLES
    | TITLES
    | frozenset(
        """ceo cfo coo cto cmo svp evp vp president presidents vice-president vicepresident officer director manager
        chairperson chief head founder cofounder co-founder partner editor producer treasurer whip head superintendent
        counsel fellow trustee dean provost principal president-elect mp msp mep ms td senator-elect premier
        deputy undersecretary assistant associate executive legislative counsel""".split()
    )
) - frozenset(
    "national security foreign state defense defence trade energy economy interior finance first press".split()
)
_GIVEN = MALE_NAMES | FEMALE_NAMES
_HEADINGS = frozenset(
    """myth fact note claim rumour rumor reality truth tip quote video audio photo caption watch listen breaking update
    live poll quiz exclusive opinion analysis comment related summary background context intro outro""".split()
)
_PAPERS = frozenset("courier register star mail record dispatch standard echo argus advocate ledger".split())
_BRANCHES = frozenset("local council lodge post chapter district branch".split())  # of a union, with a number
_BRANCH_NUMBER = re.compile(r"\d{1,5}")
_JOINING = frozenset("of for and in on at to & the de la".split())
_OBJECT = frozenset("of for in at on to".split())


@dataclass(frozen=True, slots=True)
class LabelName:
    """Whom a label names.

    Attributes:
        name: Span of the name alone, without titles.
        person: Whether it is a person's; else it is a body's.
        titled: Span of the name with the office right before it, as in "Secretary Rubin".
    """

    name: Span
    person: bool
    titled: Span


def name_in_label(text: str, start: int, end: int, signed: bool = False) -> LabelName | None:
    """Find the name in a label or a signature.

    Args:
        text: The text.
        start: Where the label starts.
        end: Where it ends, without colon or dash.
        signed: Whether it is a signature, whose first words are a name though nothing else shows it.

    Returns:
        The name; None where the words name nobody, or can't be read.
    """
    label = _ASIDE.sub(lambda m: " " * len(m.group()), text[start:end])
    parts = [m for m in _PART.finditer(label) if m.group().strip()]
    for number, part in enumerate(parts):
        if _ASKED.match(part.group()):
            continue  # "Asked about it, Holm"
        words = _words_told(part, start)
        if _are_two(words):
            return None  # "Minister Holm and Mr Tamm"
        beside = parts[max(0, number - 1) : number + 2]
        person = _person(words, signed and number == 0) or _asked(words, beside) or _of_place(words)
        if person is not None:
            return _with_suffix(person, parts[number + 1 : number + 2], start)
        if number == 0 and not _is_office(words):
            return _body_named(words)
    return None


def _body_named(words: list[tuple[str, int]]) -> LabelName | None:
    """A label that names a body, if it does."""
    body = _body(words)
    return LabelName(body, False, body) if body else None


def _are_two(words: list[tuple[str, int]]) -> bool:
    """Whether a label's words name two people."""
    joint = next((n for n, (word, _) in enumerate(words) if n and word in {"and", "&"}), len(words))
    before, after = words[:joint], words[joint + 1 :]
    first = len(before) == 1 and _bare(before[0][0]) in _GIVEN | HONORIFICS.keys()  # "Anna and Peter Holm"
    return (first or _is_one_person(before)) and _is_one_person(after)


def _is_one_person(words: list[tuple[str, int]]) -> bool:
    """Whether words are a person's name alone, perhaps with a title: no body's in which "and" stands."""
    plain = [_bare(word) for word, _ in words]
    if len(words) < 2 or _person(words, False) is None:
        return False
    bare = len(words) < LONGEST_SIGNED and all(map(_is_own_word, (word for word, _ in words)))
    return plain[0] in _GIVEN | HONORIFICS.keys() | _OFFICES or (bare and not COMMON_WORDS.intersection(plain))


def _words_told(part: re.Match[str], start: int) -> list[tuple[str, int]]:
    """The words of a label's part up to what they are about, and where they stand in the text."""
    told = part.group()[: _topic_start(part.group())]
    return [(m.group(), start + part.start() + m.start()) for m in _WORD.finditer(told)]


def _topic_start(part: str) -> int:
    """Where words on a topic begin; the end where there are none, as in "Committee on Ports chair Ada Holm"."""
    topic = _TOPIC.search(part)
    before = part[: topic.start()].split() if topic else []
    return topic.start() if topic and not (before and _bare(before[-1]) in _ON_SOMETHING) else len(part)


def _asked(words: list[tuple[str, int]], parts: list[re.Match[str]]) -> tuple[Span, Span] | None:
    """Spans of a surname alone beside words that tell of a question: "Holm, asked the same", "Asked of it, Holm"."""
    if len(words) != 1 or not any(_ASKED.match(part.group()) for part in parts):
        return None
    word = words[0][0]
    known = _can_be_surname(word) and word.lower() not in COMMON_WORDS
    return (_span(words, 0), _span(words, 0)) if known else None


def _is_office(words: list[tuple[str, int]]) -> bool:
    """Whether words tell an office, whose bearer may be named after a comma."""
    return any(_bare(word) in _OFFICES for word, _ in words)


def _with_suffix(person: tuple[Span, Span], following: list[re.Match[str]], start: int) -> LabelName:
    """A person's name, with the "Jr." that a comma divides from it."""
    name, titled = person
    if following and is_suffix(following[0].group().strip()):
        end = start + following[0].start() + len(following[0].group().rstrip())
        name, titled = (name[0], end), (titled[0], end)
    return LabelName(name, True, titled)


def _bare(word: str) -> str:
    return word.strip(".,'’\"").lower()


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() and any(c.isalpha() for c in word) and not any(c.isdigit() for c in word)


def _person(words: list[tuple[str, int]], signed: bool) -> tuple[Span, Span] | None:
    """Spans of a personal name at the end of words, alone and with its title; None where there is none.

    It is read from its end: surname, particles, initials, given names.
    """
    words = words[: len(words) - post_nominals([word for word, _ in words])]
    plain = [word for word, _ in words]
    last = max((n for n, word in enumerate(plain) if not is_suffix(word)), default=-1)
    if last < 0 or not _can_be_surname(plain[last]):
        return None
    first = _family_start(plain, last)
    if first > 0 and _bare(plain[first - 1]) in _OFFICES | HONORIFICS.keys():
        titled = _title_start(plain, first)
        return None if _bare(plain[last]) in _OFFICES | GROUPS else (_span(words, first), _span(words, titled))
    given = _given_start(plain, first - 1)
    if given is None or not _is_full_name(plain, given, last, signed):
        return None
    given = 0 if signed and len(plain) <= LONGEST_SIGNED and all(map(_is_own_word, plain)) else given
    return _span(words, given), _span(words, given)


def _of_place(words: list[tuple[str, int]]) -> tuple[Span, Span] | None:
    """Spans of a personal name before a place: "Mayor Jo Pritchett of Alder Gap"; None where none is plain there."""
    place = next((n for n, (word, _) in enumerate(words) if n > 1 and word in {"of", "from"}), None)
    person = _person(words[:place], False) if place else None
    if person is None:
        return None
    before = next(n for n, (_, start) in enumerate(words) if start == person[0][0])
    titled = person[1] < person[0] or any(_bare(word) in _OFFICES for word, _ in words[:before])
    return person if titled or _bare(words[before][0]) in _GIVEN else None


def _family_start(plain: list[str], last: int) -> int:
    """First of the particles and initials before a surname."""
    first = last
    while first > 0 and (re.fullmatch(PARTICLE, plain[first - 1], re.IGNORECASE) or _is_initial(plain[first - 1])):
        first -= 1
    return first


def _span(words: list[tuple[str, int]], first: int) -> Span:
    """From a word to the end of the last one, whose full stop belongs to it only in "Jr."."""
    word, start = words[-1]
    return words[first][1], start + len(word if is_suffix(word) else word.rstrip("."))


def _title_start(plain: list[str], first: int) -> int:
    """First word of the office before a name's first word."""
    titled = first - 1
    while titled > 0 and _bare(plain[titled - 1]) in _OFFICES:
        titled -= 1
    return titled


def _given_start(plain: list[str], given: int) -> int | None:
    """First given name or initial, from the last one back; None where there is none."""
    while given > 0 and _is_initial(plain[given]):
        given -= 1
    if given < 0 or not _can_be_given(plain[given]):
        return None
    if given > 1 and plain[given - 1].lower() in _OBJECT and _bare(plain[given]) not in _GIVEN:
        return None  # "Mayor of New Lindesund"
    if given > 0 and _bare(plain[given - 1]) in _GIVEN and _is_name_word(plain[given - 1]):
        given -= 1
    while given > 0 and _is_initial(plain[given - 1]):
        given -= 1
    return given


def _is_full_name(plain: list[str], given: int, last: int, signed: bool) -> bool:
    """Whether words from a given name on are a name: one is known, an office stands before them, or nothing else."""
    if _bare(plain[given]) in _GIVEN or any(_bare(word) in _OFFICES | HONORIFICS.keys() for word in plain[:given]):
        return True
    if signed and len(plain) <= LONGEST_SIGNED and all(map(_is_own_word, plain)):
        return True
    return given == 0 and (last <= 2 or _is_initial(plain[0]))


def _is_own_word(word: str) -> bool:
    return _can_be_given(word) or _is_initial(word)


def _can_be_surname(word: str) -> bool:
    bare = _bare(word)
    barred = bare in GROUPS or bare in NOT_NAMES or (bare in _OFFICES and bare not in TITLE_SURNAMES)
    return _is_name_word(word) and not barred and len(bare) > 1


def _can_be_given(word: str) -> bool:
    bare = _bare(word)
    named = bare in _GIVEN
    return _is_name_word(word) and (
        named or (bare not in GROUPS | NOT_NAMES | _OFFICES and not word.isupper() and len(bare) > 1)
    )


def _is_initial(word: str) -> bool:
    shape = re.fullmatch(r"(?:[^\W\d_]\.-?){1,3}|[^\W\d_]{1,2}", word)
    return shape is not None and word.isupper() and _bare(word) not in _OFFICES


def _is_branch(plain: list[str]) -> bool:
    """Whether words name a branch of a union by its number: "Carpenters Local 88"."""
    numbered = len(plain) > 2 and _BRANCH_NUMBER.fullmatch(plain[-1]) is not None and _bare(plain[-2]) in _BRANCHES
    return numbered and all(map(_is_name_word, plain[:-1]))


def _body(words: list[tuple[str, int]]) -> Span | None:
    """Span of the name of a body ("Ferries for Estmar"): every word but small ones is a capital's."""
    plain = [word for word, _ in words]
    if plain and plain[0].lower() == "the":
        words, plain = words[1:], plain[1:]
    if not plain or len(plain) > 12 or _bare(plain[0]) in _JOINING | _OFFICES | NOT_NAMES - {"american"}:
        return None
    if len(plain) == 1 and _bare(plain[0]) in COMMON_WORDS | _HEADINGS:
        return None  # "MYTH: …", "FACT: …"
    return (words[0][1], words[-1][1] + len(words[-1][0])) if _is_branch(plain) or _is_of_body(plain) else None


def _is_of_body(plain: list[str]) -> bool:
    """Whether words are those of a body's name, as a noun or a joining word among them shows, or letters alone."""
    if not all(_is_name_word(word) or word.lower() in _JOINING for word in plain) or _bare(plain[-1]) in _OFFICES:
        return False
    shouted = len(plain) > 1 and all(word.isupper() or word.lower() in _JOINING for word in plain)
    marked = any(_bare(word) in GROUPS | BODY_NOUNS | _PAPERS for word in plain) or bool(
        {"for", "of", "&"} & {w.lower() for w in plain}
    )
    lettered = len(plain) == 1 and re.search(r"[a-z][A-Z]|^[A-Z]{3,6}$", plain[0]) is not None
    return not shouted and (marked or lettered)
