"""Whom the words before a label's colon mean: a person, an office, a crowd, or nobody that can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.model import Span
from index.text.common_words import COMMON_WORDS
from index.text.department_ends import name_behind
from index.text.given_names import GIVEN_NAMES, KOREAN_FAMILY_NAMES
from index.text.label_asides import (
    OFFICE_LINKS,
    SMALL_WORDS,
    SPEECH_ASIDE,
    TIME,
    asides_of,
    end_of_name,
    is_aside,
)
from index.text.label_words import (
    ANSWERERS,
    CONNECTIVES,
    DEPARTMENTS,
    GROUP_WORDS,
    LABEL_TITLES,
    OFFICE_MODIFIERS,
    OFFICES,
    ONE_OF_MANY,
    PERSONAL_TITLES,
    QUESTIONERS,
    UNNAMED,
)
from index.text.letter_case import INITIAL
from index.text.name_lists import CALENDAR, NOT_NAMES
from index.text.person_names import is_family_first

MOST_WORDS = 12
_LONGEST_DESCRIPTION = 6  # words of a label that describes a voice
_LONGEST_FOREIGN = 7  # words of a name with a particle that isn't known
# Parts of a programme or a text, which a number follows.
_PARTS = frozenset(
    "panel episode session part chapter season volume issue lecture workshop day round track keynote plenary "
    "section annex appendix act scene book article lesson unit module item agenda block roundtable debate".split()
)
_ROMAN = re.compile(r"[IVX]{1,5}")
# What is played or read in a programme between what people say: "Sponsor message:", "Archive clip:".
_PROGRAMME = frozenset(
    """sponsor sponsored ad advert advertisement advertising promo jingle archive archival recorded pre-recorded
    voice-over voiceover music theme clip recording audio video soundbite automated station news""".split()
)
_MOST_FURNITURE = 3  # words of a label for such
_FLOOR = frozenset("floor public question wife husband son daughter gallery".split())
# What begins a sentence rather than a name.
_LEADING = frozenset(
    "on in at to for from by with and but so if when as or nor yet now then here there this that these those what who "
    "why how where no not yes also a the of it he she they we i you his her its our their my your first second "
    "third".split()
)


class LabelKind(StrEnum):
    """Whom a label means."""

    PERSON = "person"  # a name, perhaps with a title
    OFFICE = "office"  # who holds an office: "The President"
    QUESTION = "question"  # whoever asks: "Q", "Reporter:"
    ANSWER = "answer"  # whoever is asked: "A."
    EXAMINER = "examiner"  # who asks the questions that follow: "BY MS. LUND:"
    UNNAMED = "unnamed"  # a single voice without a name: "Speaker 1:", "Moderator:"
    GROUP = "group"  # "Hon. Members", "AUDIENCE:"
    INITIALS = "initials"  # "AB:", which the text may explain
    UNREAD = "unread"  # it looks like a label, and nobody can be read from it


@dataclass(frozen=True, slots=True)
class LabelHead:
    """What stands before the mark that ends a label.

    Attributes:
        name: Span of the name or office, without its asides.
        kind: Whom it means.
        asides: Spans of what is added in brackets or after a comma.
        sure: Whether it is a label whatever stands around it.
    """

    name: Span
    kind: LabelKind
    asides: tuple[Span, ...] = ()
    sure: bool = False


_STRANGE = re.compile(r"[?!;“”\"«»=/\\<>{}|@%$]")
_NUMBER = re.compile(r"#?\d{1,3}|[A-Z]|I{1,3}|one|two|three|four|five", re.IGNORECASE)
_INITIALS = re.compile(rf"(?:{INITIAL}\.?){{2,3}}")
_SMALL_START = re.compile(
    rf"(?:Mc|Mac|Mhic|Ní|Nic|De|Le|La|Di|Du|Van|Von|Fitz|Ó|O['’]|D['’]|[a-z]{{1,2}}['’]|al-|el-|h)(?={INITIAL}{{2}})"
)
_PREFIXED = re.compile(rf"[a-z]{{1,4}}-{INITIAL}")  # "Yang di-Pertua"
# "Hon. (Ms.) Ada Holm", "Dr. (Smt.) Pia Rao", "Gen. (ret.) Ilo Tamm": what stands in the brackets is a second title.
_SECOND_TITLE = re.compile(
    r"(?:(?:Hon|Rt|Sen(?:ator)?|Rep|Dr|Prof|Adv|Eng|Engr|Rev|Gen|Lt|Col|Maj|Capt|Brig|Adm|Amb)\.? ?){1,3}"
    r"(?:\((?:Ms|Mrs|Mr|Dr|Prof|Smt|Shrimati|Adv|Eng|Engr|Rev|Gen|Col|Maj|Capt|Brig|Bishop|Amb|Retd?|Rtd)\.?\) ?){1,3}"
    r"(?<=[) ])(?=\w)",
    re.IGNORECASE,
)
# "El señor TAMM", "A SRA. HOLM": the article of a title.
_ARTICLE = re.compile(
    r"(?:el|la|o|a)[ \u00a0](?=(?:señora?|senhora?|sra?\.?|diputad[oa]|deputad[oa])[ \u00a0]\w)", re.IGNORECASE
)
_HEADING_ENDING = re.compile(r"(?i)\w{3,}(?:ing|tion|tions|ment|ments|ity|ness|ism|ships?)$")
_FOR_THE_TIME = frozenset("the pro tem tempore protem".split())  # within a title: "Mayor Pro Tem"
_DETERMINERS = frozenset("the an a some several many other of".split())
_PREDICATE = re.compile(r"(?i)(?:i|it|that|he|she|we|you|they|here|there|what|who|let)['’]\w{1,2}$")
_VOICES = frozenset("aide staffer interpreter moderator operator translator announcer".split())
_BODIES = frozenset("audience crew committee board council panel jury team staff cabinet cast band".split())
_PLACING = frozenset("in at from on with near behind".split())
_HONOURABLE = frozenset("hon honourable honorable opposition government".split())
_ROMANCE_OFFICES = frozenset("ministro ministra secretario secretaria vicepresidente vicepresidenta presidenta".split())
_RULING = frozenset("king queen prince pope marshal judge justice".split())  # surnames as well: "Mr. King"
_CIVIC = frozenset("city county town village district borough parish township".split())
_COUNCILS = frozenset("council board committee commission assembly".split())
# "RDML.", "TSgt.": a rank has no vowels.
_RANK = re.compile(r"(?!(?:St|Wm|Th|Ch)\.)[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{1,4}\.")
# Peers and bishops whom their places name: "The Earl of Tavener", "The Lord Bishop of Marrick".
_OF_SEE = re.compile(
    r"(?i:the )?(?i:lord |most reverend |right reverend )?(?P<rank>(?i:archbishop|bishop|duke|duchess|earl|countess|"
    r"marquess|marchioness|viscount|viscountess)) "
    rf"(?P<place>(?i:of) (?:[a-z]+ ){{0,2}}{INITIAL}[\w’'-]+(?: (?:and |& )?{INITIAL}[\w’'-]+){{0,3}})"
)
_NEVER_IN_A_NAME = frozenset("on at the is are and as for to in of".split())


def read_head(text: str, start: int, end: int, *, any_aside: bool = False) -> LabelHead | None:
    """Read what stands before the mark that ends a label.

    Args:
        text: The text.
        start: Code point at which it starts.
        end: Code point at which the mark stands, or the line ends.
        any_aside: Whether the mark shows that what is added to the name is no prose, whatever its language.

    Returns:
        What it names; None where it is prose.
    """
    while end > start and text[end - 1] in " \t\u00a0*_":
        end -= 1
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    second = _SECOND_TITLE.match(text, start, end)
    start = second.end() if second else start
    name_end = end_of_name(text, start, end)
    core = text[start:name_end].replace("\u00a0", " ")
    words = (core[:1].upper() + core[1:] if article else core).split()  # "La señora HOLM"
    if not words or len(words) > MOST_WORDS or _STRANGE.search(core):
        return None
    asides = tuple(asides_of(text, name_end, end))
    bracketed = bool(asides) and text[asides[0][0] - 1] in "(["
    kind = _kind(words, bracketed=bracketed)
    if kind is None:
        return None
    if not any_aside and not all(is_aside(text, a, b) for a, b in asides):
        return None
    return LabelHead((start, name_end), kind, asides, _is_sure(words, kind, [text[a:b] for a, b in asides]))


def is_capitals(name: str) -> bool:
    """Whether a name is written in capitals, small prefixes (McBRIDE) and titles (Mr STEPHEN JONSSON) left aside."""
    words = [w for w in name.split() if w.lower().strip(".") not in LABEL_TITLES and w.lower() not in SMALL_WORDS]
    return bool(words) and all(in_capitals(w) for w in words) and any(len(w.strip(".")) > 1 for w in words)


def in_capitals(word: str) -> bool:
    """Whether a word is written in capitals: "LUND", "McBRIDE", "O’DELL"."""
    small = _SMALL_START.match(word)
    return word[small.end() if small else 0 :].isupper()


def peer(name: str) -> str | None:
    """What a peer or a bishop is called whom the place names.

    Args:
        name: A label's name: "The Lord Bishop of Marrick".

    Returns:
        "Bishop of Marrick"; None for everybody else.
    """
    match = _OF_SEE.fullmatch(name.replace("\u00a0", " "))
    return f"{match['rank'].capitalize()} {match['place']}" if match else None


# kinds


def _kind(words: list[str], *, bracketed: bool) -> LabelKind | None:
    if not words[0][:1].isalnum() or (words[0][:1].islower() and not in_capitals(words[0])):
        return None
    if peer(" ".join(words)):
        return LabelKind.PERSON
    plain = [w.lower().strip(".,#") for w in words]
    return _voice_without_name(plain, capitals=_all_begin_with_capitals(words)) or _named(
        words, plain, bracketed=bracketed
    )


def _voice_without_name(plain: list[str], *, capitals: bool) -> LabelKind | None:
    """Kind of a label that names nobody."""
    exchanged = _question_or_answer(plain)
    if exchanged is not None:
        return exchanged
    held = [w for w in plain if w not in _DETERMINERS]
    if _is_group(held) and (capitals or held[0] in _HONOURABLE or plain[0] in _DETERMINERS):
        return LabelKind.GROUP
    if not _is_unnamed(held, definite=plain[0] == "the") or not (capitals or held[:1] == ["hon"]):
        return _described(plain, capitals=capitals)
    return LabelKind.QUESTION if held[0] in QUESTIONERS or held[-1] in QUESTIONERS else LabelKind.UNNAMED


def _question_or_answer(plain: list[str]) -> LabelKind | None:
    """Kind of a label that only tells that somebody asks or answers: "Reporter", "Question from Anna K."."""
    asks = plain[0] in QUESTIONERS
    if len(plain) > 2 and asks and plain[1] in {"from", "by"}:
        return LabelKind.QUESTION
    if len(plain) != 1 or len(plain[0]) < 2 or not (asks or plain[0] in ANSWERERS):
        return None
    return LabelKind.QUESTION if asks else LabelKind.ANSWER


def _described(plain: list[str], *, capitals: bool) -> LabelKind | None:
    """Kind of a label in small letters that describes a voice, of which no name can be read."""
    told = _describes_voice(plain) or (len(plain) <= _MOST_FURNITURE and plain[0] in _PROGRAMME)
    return LabelKind.UNREAD if not capitals and told else None


def _describes_voice(plain: list[str]) -> bool:
    """Whether words in small letters describe somebody who speaks: "Man in the third row", "Castel's aide"."""
    if not 2 <= len(plain) <= _LONGEST_DESCRIPTION or plain[0] in _LEADING - {"the", "a", "first", "second", "third"}:
        return False
    return any(w in ONE_OF_MANY or w in GROUP_WORDS or w in _FLOOR for w in (*plain[:2], plain[-1]))


def _named(words: list[str], plain: list[str], *, bracketed: bool) -> LabelKind | None:
    if len(words) == 1 and words[0].isupper() and _INITIALS.fullmatch(words[0]):
        return LabelKind.INITIALS  # of "TO:" and "DE:", too
    if not _all_begin_with_capitals(words):
        return LabelKind.UNREAD if bracketed and _may_be_foreign(words, plain) else None
    if plain[0] in _PARTS and all(_NUMBER.fullmatch(w) or _ROMAN.fullmatch(w) for w in words[1:]):
        return LabelKind.UNREAD  # "Panel III:", "Episode 4:"
    if _is_prose(words):
        # "Said Karim:", "An Nguyen:" may be names all the same: then the words are at least not the last speaker's.
        described = len(words) > 1 or plain[0] in ONE_OF_MANY  # "Parent:" is somebody, if nobody of a name
        return LabelKind.UNREAD if described and plain[0] not in _LEADING else None
    return LabelKind.OFFICE if _is_office(words, plain) else _person(words, plain, bracketed=bracketed)


def _may_be_foreign(words: list[str], plain: list[str]) -> bool:
    """Whether one small word stands in what else is a name, with its place in brackets: "Ilo abir Tamm (Northbay)"."""
    small = [w for w in words if w[:1].islower() and w not in SMALL_WORDS]
    common = any(w in COMMON_WORDS or w in _LEADING for w in plain)
    return 3 <= len(words) <= _LONGEST_FOREIGN and len(small) == 1 and words[-1][:1].isupper() and not common


def _is_prose(words: list[str]) -> bool:
    """Whether words before a colon are prose: "First: we sail.", "On Norvale: yes"; they aren't if they are shouted."""
    bare = words[0].lower()
    if (words[0].isupper() and len(words[0]) > 1) or bare in OFFICES or bare == "the" or words[-1].lower() in OFFICES:
        return False
    if _begins_with_given_name(words):
        return False
    return bare in NOT_NAMES or bare in CONNECTIVES or (bare in COMMON_WORDS and len(words) == 1)


def _begins_with_given_name(words: list[str]) -> bool:
    """Whether a name's first word is no name elsewhere: "Jan Novak", "May Stein", "So Hyun-jin"."""
    first = words[0].lower().strip(".,'’")
    if len(words) < 2 or words[-1].lower().strip(".,'’") in CALENDAR:
        return False
    return first in GIVEN_NAMES or (first in KOREAN_FAMILY_NAMES and "-" in words[-1])


def _all_begin_with_capitals(words: list[str]) -> bool:
    """Whether all words but the small ones begin with capitals."""
    named = [w for w in words if w.lower() not in SMALL_WORDS]
    return bool(named) and all(
        w[:1].isupper() or _PREFIXED.match(w) or in_capitals(w) or w[0].isdigit() or w[0] in "#’'&" for w in named
    )


def _is_group(held: list[str]) -> bool:
    if not held:
        return False
    if held[0] in _HONOURABLE and len(held) <= 3:
        return held[-1] in {"members", "senators", "gentlemen", "ladies"}
    if held[0] in {"audience", "crowd", "members", "chorus"} and held[-1] != "member":
        return not _NUMBER.fullmatch(held[-1])
    return held[-1] in GROUP_WORDS and len(held) <= 3


def _is_unnamed(held: list[str], *, definite: bool) -> bool:
    """Whether a label means one voice and gives no name: "Speaker 1", "Senior Administration Official"."""
    if not held:
        return False
    if held[-1] == "member" and (held[0] in _HONOURABLE or _BODIES.intersection(held[-2:-1])):
        return True
    if held[-1] in _VOICES or _are_officials(held):
        return True
    if len(held) > 1 and _NUMBER.fullmatch(held[-1]):
        return _is_one_of_many([w for w in held[:-1] if w not in {"no", "number"}])
    if _is_described(held):
        return True
    if not all(w in UNNAMED or w in QUESTIONERS for w in held):
        return False
    return len(held) > 1 or not (definite or held[0] in {"speaker", "witness"})


def _are_officials(held: list[str]) -> bool:
    """Whether words mean officials, "Senior Official from the Ministry", and no "Official Record of Proceedings"."""
    noun = next((i for i, w in enumerate(held) if w in {"official", "officials"}), len(held))
    behind = held[noun + 1 : noun + 2]
    return noun < len(held) and all(w in OFFICE_LINKS | _PLACING or _NUMBER.fullmatch(w) for w in behind)


def _is_one_of_many(bare: list[str]) -> bool:
    """Whether words before a number or a letter mean one of many: "Audience Member", "WOMAN IN BLUE"."""
    if not bare or _is_described(bare) or bare[-1] == "member":
        return bool(bare)
    return all(w in ONE_OF_MANY or w in QUESTIONERS or w in OFFICES for w in bare)


def _is_described(held: list[str]) -> bool:
    """Whether a voice is told by its looks or its place: "WOMAN IN BLUE", "Voice from the Gallery"."""
    return held[0] in ONE_OF_MANY and len(held) > 2 and held[1] in _PLACING and not any(w in OFFICES for w in held)


def _is_office(words: list[str], plain: list[str]) -> bool:
    """Whether a label names an office and no person: "The Minister of Ports", "Madam Deputy Speaker"."""
    definite = plain[0] == "the"
    links = ((i, w) for i, w in enumerate(plain) if i)
    link = next((i for i, w in links if w in OFFICE_LINKS or _is_romance_link(plain, i)), len(plain))
    front = [w for w in plain[:link] if w not in {"pro", "tempore", "tem", "assisting"}]
    if front[-1] not in OFFICES or (len(front) > 1 and not definite and front[-1] in _RULING):
        return False
    if not definite and not all(w in OFFICES or w in OFFICE_MODIFIERS or w in DEPARTMENTS for w in front):
        return False
    tail = [w for w in words[link:] if w.lower() not in CONNECTIVES]
    return definite or len(tail) < 3 or not _ends_in_name(tail)


def _is_romance_link(plain: list[str], number: int) -> bool:
    """Whether a word joins an office with its department: "Ministro de Fomento", unlike "Director de Vries"."""
    return plain[number] in {"de", "del", "da", "do"} and plain[number - 1] in _ROMANCE_OFFICES


def _ends_in_name(tail: list[str]) -> bool:
    """Whether a department's words run on into a name: "Secretary of the Coast Pia Hegren"."""
    return not any(w.lower().strip(",.") in DEPARTMENTS for w in tail[-2:])


def _person(words: list[str], plain: list[str], *, bracketed: bool) -> LabelKind:
    """PERSON, or UNREAD where the words are no name."""
    first = plain[1] if plain[0] == "the" and len(plain) > 1 else plain[0]
    name = bare_name(words)
    titled = (
        first in PERSONAL_TITLES
        or (_is_civic(plain) and len(name) < len(words))
        or (first in LABEL_TITLES and (len(name) == 1 or words[0].endswith(".")) and len(words) > 1)
        or _is_member(words)
        or _behind_office(plain) > 0
    )
    return LabelKind.PERSON if _is_name(name, titled=titled, bracketed=bracketed) else LabelKind.UNREAD


def bare_name(words: list[str]) -> list[str]:
    """The words of a name in a label without the titles before it and the place after it.

    Args:
        words: Words of the label's name, at least one: "Mr. SMITH of Ohio", "Secretary of the Coast Pia Hegren".

    Returns:
        At least one word: "SMITH", "Pia Hegren".
    """
    plain = [w.lower().strip(".,") for w in words]
    if "of" in plain[1:-1] and plain[0] in PERSONAL_TITLES and plain[1] not in OFFICES:
        return bare_name(words[: plain.index("of")])
    if _is_civic(plain):
        return bare_name(words[2:])
    named = _after_department(words, plain)
    if named:
        return named
    return words[_first_of_name(words, plain) :]


def _first_of_name(words: list[str], plain: list[str]) -> int:
    """Number of the first word behind titles, ranks and a body's offices: "NATO Secretary General Ilo Tamm"."""
    first = next((i for i, w in enumerate(plain) if w not in LABEL_TITLES | _FOR_THE_TIME), len(plain) - 1)
    if len(plain) > 3 and words[0].isupper() and not words[1].isupper():
        first = max((i + 1 for i, w in enumerate(plain[:-2]) if w in OFFICES), default=first)
    first = _behind_office(plain) or (1 if _is_member(words) else first)
    while first < len(words) - 1 and _RANK.fullmatch(words[first]):
        first += 1
    return first


def _is_member(words: list[str]) -> bool:
    """Whether a surname in capitals stands behind "MEMBER"."""
    named = len(words) == 2 and words[0].lower() == "member" and in_capitals(words[1])
    return named and words[1].lower() not in COMMON_WORDS | NOT_NAMES | GROUP_WORDS


def _behind_office(plain: list[str]) -> int:
    """Number of the first word of a full name behind an office of several words: "Public Works Director Ada Holm"."""
    last = max((i for i, w in enumerate(plain[:-2]) if i and w in OFFICES), default=-1)
    return last + 1 if last > 0 and plain[last + 1] in GIVEN_NAMES and not OFFICE_LINKS.intersection(plain) else 0


def _is_civic(plain: list[str]) -> bool:
    """Whether a name stands behind a town's office: "City Attorney Holm", "Council Member Tamm"."""
    if len(plain) < 3 or plain[1] not in OFFICES or plain[-1] in OFFICES:
        return False
    return plain[0] in _CIVIC or (plain[0] in _COUNCILS and not COMMON_WORDS.intersection(plain[2:]))


def _after_department(words: list[str], plain: list[str]) -> list[str]:
    """The name behind an office with its department, "Minister for Ports Ilse Quell"; empty where there is none."""
    link = next((i for i, w in enumerate(plain) if w in {"of", "for"} and 0 < i < len(plain) - 1), None)
    if link is None or not any(w in OFFICES for w in plain[:link]):
        return []
    department = max(i for i, w in enumerate(plain) if i == link or w in DEPARTMENTS or w in OFFICE_LINKS)
    behind = words[department + 1 :] if department < len(words) - 2 else words[-2:]
    return behind[name_behind(behind) :]


def _is_name(words: list[str], *, titled: bool, bracketed: bool) -> bool:
    plain = [w.lower().strip(".,'’") for w in words]
    if (
        _PREDICATE.match(words[0])
        or len(words) > 6
        or any(c.isdigit() for w in words for c in w)
        or any(w in _NEVER_IN_A_NAME for w in plain)
    ):
        return False
    if titled:
        return True
    if _begins_with_given_name(words) or is_family_first([w.capitalize() for w in plain]):
        return True  # "Tian Liping", too
    if any(w in NOT_NAMES or w in CALENDAR or w in COMMON_WORDS for w in plain):
        return False
    # A surname may end as a heading's word does: "Keeling". What is in brackets behind it shows that it is one.
    return not any(map(_HEADING_ENDING.match, plain[:-1] if bracketed and len(plain) > 1 else plain))


def _is_sure(words: list[str], kind: LabelKind, asides: list[str]) -> bool:
    """Whether a head is a label whatever stands around it: a title with a name in capitals, THE and an office."""
    first = words[0].lower().strip(".")
    if kind is LabelKind.OFFICE:
        shouted = any(len(w.strip(".")) > 1 and in_capitals(w) for w in words[1:])
        return bool(asides) or (shouted and first in {"the", "mr", "madam", "hon"})
    if kind is not LabelKind.PERSON:
        return False
    if first == "the" and peer(" ".join(words)):
        return True
    if first == "the":
        words, first = words[1:], words[1].lower().strip(".")
    if len(words) > 1 and first in LABEL_TITLES and is_capitals(" ".join(words[1:])) and len(words) <= 6:
        return first in PERSONAL_TITLES or not any(_HEADING_ENDING.match(w) for w in words[2:])
    return any(TIME.search(aside) or SPEECH_ASIDE.search(aside) for aside in asides)
