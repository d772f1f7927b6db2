"""Personal names in a text: their words, titles and honorifics, what is said beside them, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from index.attribution.department_names import Piece, behind_office
from index.attribution.roles import KIN, Role, beside_name, is_relative, kin_gender, titles_before
from index.model import Block, BlockKind, Span
from index.text.common_words import COMMON_WORDS
from index.text.letter_case import CAPITAL, SMALL
from index.text.name_lists import (
    CALENDAR,
    COMPANIES_LIKE_PEOPLE,
    DEMONYMS,
    EPITHETS,
    GROUPS,
    NOT_NAMES,
    PARTS_OF_TITLES,
    PLACES,
    PLACES_LIKE_NAMES,
    PLACES_OF_WORDS,
    THINGS,
    TITLES,
)
from index.text.person_names import (
    HONORIFICS,
    NAME,
    POSSESSIVE,
    SHORT_TITLES,
    gender_of_title,
    is_family_first,
    is_given_name,
    is_initials,
    is_korean_name,
    is_particle,
    is_suffix,
    post_nominals,
    split_titles,
    surname,
)
from index.text.quotation_marks import CLOSING, INSIDE, paragraphs

_FEW_LINES, _WIDE_LINE = 3, 55
_LONG_LINE = 40  # code points from which a line is one that the page's width has broken
_LONGEST_NAME = 5  # words
_CAPITALS = 0.7  # share of a headline's longer words that have a capital
_ABBREVIATIONS = frozenset("st ft mt jr sr dr mr mrs ms".split())
_POSTSCRIPTS = frozenset({"P.S.", "PS.", "PS", "P.P.S.", "PPS", "N.B.", "NB", "N.b.", "Ps.", "P.s."})
_SURNAME_LIKE = frozenset(
    """white black north south west east house street king day post hall park lake rivers law church banks march london
    french german england ireland holland paris berlin washington york beach hill price bush israel america britain
    france spain china florida virginia georgia texas iowa guardian may carolina wood green forest field bridge bridges
    young long""".split()
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|across|throughout|inside|outside|toward|towards|downtown|northern|southern)\s$"
)
# "In May Varro said": a month or a place, though both are given names.
_DATE_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|By|"
    r"(?:end|start|middle|beginning|month) of|[0-3]?\d(?:st|nd|rd|th)?(?: of)?)|\b[Mm]id-?)\s$"
)
_WHERE_BEFORE = re.compile(r"\b(?:[Ii]n|At|From|Across|Throughout|Outside|Near)\s$")
_TRUSTING = re.compile(r"\b(?:trust\w*|confiden\w+|faith|interest\w*|belie\w+|confid\w+) in\s$")
_THE_BEFORE = re.compile(r"\b[Tt]he\s$")
_LEADING_PARTICLES = re.compile(
    r"(?<![\w-])((?:(?:bin|bint|ibn|von|vom|van|der|den|de|del|della|di|du|dos|das|ten|ter|op|zu|zur|und|'t|’t)"
    r"[ \u00a0]){1,3})$"
)
_WORD_BEFORE = re.compile(rf"([{CAPITAL}]\w+)[ \u00a0]$")
_WORD_AFTER = re.compile(rf"[ \u00a0]([{CAPITAL}]\w+)")
# "Norhaven-based Elin Varga", "Ten-year-old Alfie Rana"
_COMPOUND_ENDS = ("-based", "-backed", "-led", "-born", "-trained", "-year-old", "-time", "-old")
_POSSESSIVE_ENDS = ("'", "’", "'s", "’s")
_SUFFIX = re.compile(r",[ \u00a0](Jr\.?|Sr\.?)(?!\w)")
_PERSON_AFTER = re.compile(r",\s(?:\d\d[,.]|who\s|a\s[a-z]+\s(?:man|woman)\b)|\s\((?:[DRI]-|[DR]\))|,\sJr\.")
_AGED = re.compile(r",\s\d\d,")
_COUPLE = re.compile(r"\b((?:Mr|Mrs|Ms|Sir|Lord|Lady)\.?)[ \u00a0](?:and|&)[ \u00a0]$")
# "the brothers Emil and Otto Krantz": siblings and couples have one surname.
_PAIR = re.compile(
    rf"\b(?:[Bb]rothers|[Ss]isters|[Tt]wins|[Ss]iblings|[Cc]ousins|[Cc]ouple|[Pp]arents|[Oo]wners|[Nn]ewlyweds)"
    rf"[ \u00a0](?P<given>[{CAPITAL}][\w’-]+)[ \u00a0](?:and|&)[ \u00a0]$"
)
_OCCUPATIONS_END = (
    "diator",
    "vigator",
    "nator",
    "ologist",
    "ographer",
    "nalist",
    "onist",
    "icist",
    "cian",
    "woman",
    "sman",
)
_FIRST_PERSON = re.compile(r"I(?:['’](?:d|ve|ll|m))?")
_SENTENCE = re.compile(rf"[{SMALL}][.!?,][”\"]?\s")
_HEADLINE_WORD = re.compile(
    r"\b(?!Jinping|King|Harding|Fleming|Manning|Browning|Sterling|Keating|Rowling|Beijing|Ming|Ding|Ping|Ling|Wing)"
    r"[A-Z][a-z]+ing\b|\b(?:On|At|In|Before|After|During|To|For|About|With|From|By|And|As|Upon|Of|The|En(?= Route)|"
    r"Aboard|Ahead|Amid|Amidst|Across|Against|Among|Around|Behind|Between|Beyond|Into|Near|Off|Onto|Out|Outside|Over|"
    r"Since|Through|Toward|Towards|Under|Until|Versus|Via|Within|Without|Meets?|Says?|Calls?|Vows?|Urges?|Warns?|"
    r"Signs?|Speaks?|Delivers?|Announces?|Holds?|Visits?|Hosts?|Arrives?|Returns?|Arrival|Return)\b"
)


class Sort(Enum):
    """What capitalised words name."""

    PERSON = "a person"
    NAME = "somebody or something"
    BODY = "an organisation, a group or a place"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text.

    Attributes:
        span: Where it stands, titles included; before 0 in the article's title.
        words: The name's own words.
        sort: What it names.
        titles: Titles before it.
        roles: What the text calls the bearer beside the name, titles included.
        gender: What honorific, title or kin tell: "m", "f" or "".
        honorific: Whether an honorific stands before it.
        block: Number of its block; -1 in the article's title.
        quoted: Whether it stands in quotation marks.
        possessive: Whether it is one: "Vale's".
        name_start: Where its own words begin.
        courtesy: The honorific as it is written: "Mrs.", "Mr".
        relative: Whether it is introduced as somebody's kin: "his son, Aksel Moor".
        nickname: What the bearer is called, where that stands within the name: "Stanzi".
    """

    span: Span
    words: tuple[str, ...]
    sort: Sort
    titles: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    gender: str = ""
    honorific: bool = False
    block: int = -1
    quoted: bool = False
    possessive: bool = False
    name_start: int = 0
    courtesy: str = ""
    relative: bool = False
    nickname: str = ""

    @property
    def name(self) -> str:
        """Its own words in one string."""
        return " ".join(self.words)


class Blocks:
    """The blocks of a text by place.

    Args:
        text: The text.
        blocks: Its blocks, in order; where there are none, its paragraphs are taken.
    """

    def __init__(self, text: str, blocks: Sequence[Block] = ()) -> None:
        self.spans = [(block.start, block.end) for block in blocks] or paragraphs(text) or [(0, len(text))]
        self.headings = {n for n, block in enumerate(blocks) if block.kind in {BlockKind.HEADING, BlockKind.CAPTION}}
        self._starts = [start for start, _ in self.spans]

    def number(self, at: int) -> int:
        """The number of the block at a place; -1 before the text."""
        return max(0, bisect_right(self._starts, at) - 1) if at >= 0 else -1


def read_mentions(text: str, blocks: Blocks, states: bytes, title: str | None = None) -> list[Mention]:
    """Read the names of a text and of its title.

    Args:
        text: The article's text.
        blocks: Its blocks: no name crosses one.
        states: Which code points are quoted; see `quotation_states`.
        title: The article's title.

    Returns:
        Mentions in order of their places; those of the title come first, at places before 0.
    """
    found: list[Mention] = []
    headlines = {-1}
    if title:
        # In a headline every word is a capital: "President Vale Announcing …".
        headline = _HEADLINE_WORD.sub(lambda m: m.group().lower(), title)
        base = -len(title) - 1
        found += [replace(m, span=(m.span[0] + base, m.span[1] + base)) for m in _read(headline, b"", 0, -1)]
    for number, (start, end) in enumerate(blocks.spans):
        part = _joined_lines(text[start:end])
        if number in blocks.headings or _is_headline(part):
            headlines.add(number)
            part = _HEADLINE_WORD.sub(lambda m: m.group().lower(), part)
        found += _read(part, states, start, number)
    return _without_headline_words(found, headlines)


def _is_headline(part: str) -> bool:
    """Whether a block is written as headlines are, with a capital on nearly every word."""
    words = [w for w in part[:300].split() if len(w) > 3 and w[0].isalpha()]
    if len(words) < 3 or len(part) > 250 or _SENTENCE.search(part):
        return False
    capitals = sum(w[0].isupper() for w in words)
    # "Zanthe Quill of the Tidal Survey Office said so." is a sentence: it has a verb and a full stop.
    sentence = capitals < len(words) and part.rstrip('”" \n').endswith(".")
    return capitals >= _CAPITALS * len(words) and not sentence


def _joined_lines(part: str) -> str:
    """A block whose lines were broken by a page's width, with spaces in place of these breaks."""
    if "\n" not in part:
        return part
    lines = part.split("\n")
    if len(lines) <= _FEW_LINES and max(map(len, lines)) < _WIDE_LINE:
        return part  # lines that somebody has set one below the other
    return "".join(line + (" " if len(line) >= _LONG_LINE else "\n") for line in lines[:-1]) + lines[-1]


def _without_headline_words(mentions: list[Mention], headlines: set[int]) -> list[Mention]:
    """Cut what a headline's capitals add to a name: "President Vale Speech", "Elin Varga Vows Peace"."""
    alone = {m.words[0] for m in mentions if len(m.words) == 1 and (m.titles or m.honorific)}
    names = {m.words for m in mentions if m.block not in headlines and m.sort is not Sort.BODY}
    names |= {(surname(words),) for words in names if len(words) > 1}
    return [_cut(m, names, alone) if m.block in headlines and len(m.words) > 1 else m for m in mentions]


def _cut(mention: Mention, names: set[tuple[str, ...]], alone: set[str]) -> Mention:
    """A headline's mention without the words after a name that the article has elsewhere."""
    words = mention.words
    known = next((n for n in range(len(words), 0, -1) if words[:n] in names), 0)
    if known == len(words) or (known == 1 and _is_whole_name(words, names)):
        return mention
    if known:
        return replace(mention, words=words[:known], sort=Sort.PERSON if known > 1 else Sort.NAME)
    if _runs_on(mention, alone):
        return replace(mention, words=words[:1])
    plain = len(words) == 2 and (is_given_name(words[0]) or mention.titles)
    return mention if plain or is_family_first(list(words)) else replace(mention, sort=Sort.BODY)


def _is_whole_name(words: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    """Whether a given name that the article has alone, too, stands before a surname and no verb: "Harriet Bloom"."""
    last = words[-1].lower()
    if len(words) == 2 and words[-1:] in names:
        return True  # the article has the surname, too
    return len(words) == 2 and is_given_name(words[0]) and not last.endswith("s") and last not in COMMON_WORDS


def _runs_on(mention: Mention, alone: set[str]) -> bool:
    """Whether another word follows a surname that is known from "Mr. Vale"."""
    first, *rest = mention.words
    name = is_given_name(first) or is_family_first(list(mention.words))
    return bool(mention.titles and len(rest) == 1 and first in alone and not name and not is_suffix(rest[0]))


def _read(part: str, states: bytes, base: int, block: int) -> Iterator[Mention]:
    """Mentions of one block."""
    for match in NAME.finditer(part):
        for pieces in _runs(match.group(), match.start(), part, states, base):
            mention = _mention(pieces, part, states, base, block) if pieces else None
            if mention is not None:
                yield from _other_of_couple(mention, part, base)
                yield from _other_of_pair(mention, part, base)
                yield mention


def _other_of_couple(mention: Mention, part: str, base: int) -> Iterator[Mention]:
    """Whose name stands once for two: the husband in "Mr and Mrs Vale"."""
    start = mention.span[0] - base
    match = _COUPLE.search(part, max(0, start - 14), start) if mention.honorific and len(mention.words) == 1 else None
    if match is None:
        return
    span = base + match.start(1), base + match.end(1)
    gender = HONORIFICS[match.group(1).lower().strip(".")]
    if gender != mention.gender:
        yield replace(mention, span=span, name_start=span[0], gender=gender, courtesy=match.group(1), possessive=False)


def _other_of_pair(mention: Mention, part: str, base: int) -> Iterator[Mention]:
    """Whose surname stands once for two: the first in "brothers Emil and Otto Krantz"."""
    start = mention.span[0] - base
    match = _PAIR.search(part, max(0, start - 40), start) if len(mention.words) > 1 and not mention.titles else None
    if match is None or not is_given_name(mention.words[0]) or is_family_first(list(mention.words)):
        return
    span = base + match.start("given"), base + match.end("given")
    words = (match["given"], *mention.words[1:])
    yield replace(
        mention,
        span=span,
        name_start=span[0],
        words=words,
        sort=Sort.PERSON,
        gender="",
        roles=(),
        possessive=False,
        relative=True,
    )


def _runs(group: str, start: int, part: str, states: bytes, base: int) -> Iterator[list[Piece]]:
    """Divide capitalised words where a sentence, a possessive or a word that is no name ends them."""
    pieces: list[Piece] = []
    at = start
    for word in group.replace("\u00a0", " ").split(" "):
        pieces.append((word, at))
        at += len(word) + 1
    run: list[Piece] = []
    for number, piece in enumerate(pieces):
        if _is_no_name(pieces, number, part):
            yield run
            run = []
            continue
        run.append(piece)
        if _ends_sentence(piece[0]) or _is_possessive(piece, states, base):
            yield run
            run = []
    yield run


def _is_no_name(pieces: list[Piece], number: int, part: str) -> bool:
    """Whether a capitalised word is none of a name: "But Moon", "Page B1", "On Thursday Blinken"."""
    piece = pieces[number][0]
    if piece.islower() and is_particle(piece) and 0 < number < len(pieces) - 1:
        return False
    if number == 0 and not part[: pieces[0][1]].strip("*_ ") and piece.strip(":") in _POSTSCRIPTS:
        return True
    if " ".join(word.strip(".,").lower() for word, _ in pieces[number : number + 2]) in PLACES_OF_WORDS:
        return False
    if _is_when_or_where(pieces, number, part):
        return True
    told = _is_never_name(piece)
    return not _is_name_after_all(pieces, number, part) if told is None else told


def _is_when_or_where(pieces: list[Piece], number: int, part: str) -> bool:
    """Whether a month or a place, after such a word as "in", only stands before a name: "In May Varro said"."""
    bare = pieces[number][0].lower()
    month = bare in CALENDAR
    if not (month or bare in PLACES_LIKE_NAMES) or number + 1 == len(pieces):
        return False
    at = pieces[number][1]
    before = _DATE_BEFORE if month else _WHERE_BEFORE
    start = max(0, at - 16)
    return bool(before.search(part, start, at)) and not _TRUSTING.search(part, start, at)


@lru_cache(maxsize=16384)  # articles share most of their words
def _is_never_name(piece: str) -> bool | None:
    """Whether a capitalised word is none of a name anywhere; None where that depends on what stands beside it."""
    bare = piece.strip(".,").lower()
    small = piece[0].islower() and piece.isalpha() and not is_particle(piece)
    if (
        small
        or _FIRST_PERSON.fullmatch(piece)
        or any(c.isdigit() for c in piece)
        or piece.lower().endswith(_COMPOUND_ENDS)
    ):
        return True
    if bare not in NOT_NAMES or bare in TITLES or (len(bare) == 1 and piece.endswith(".")):
        return False
    return None


def _is_name_after_all(pieces: list[Piece], number: int, part: str) -> bool:
    """Whether a word that is mostly no name is one here: "Jan Nemec", "Will Reed", "Betty White"."""
    piece, at = pieces[number]
    bare = piece.strip(".,").lower()
    following = pieces[number + 1][0].strip(".,").lower() if number + 1 < len(pieces) else ""
    if bare == "will":
        begins = number == 0 and part[:at].rstrip(' “"')[-1:] in {"", ".", "!", "?"}
        return bool(following) and not begins
    if is_given_name(bare) and following:
        return following not in NOT_NAMES and following not in TITLES and following not in GROUPS
    before = pieces[number - 1][0] if number else ""
    titled = bare in CALENDAR and before.strip(".,").lower() in SHORT_TITLES | HONORIFICS.keys()
    if following and (is_korean_name(bare, pieces[number + 1][0]) or (titled and following not in NOT_NAMES)):
        return True
    month = bare in CALENDAR and bare not in {"may", "march"}
    return bare in _SURNAME_LIKE and not month and is_given_name(before)


def _ends_sentence(piece: str) -> bool:
    """Whether a full stop after a word ends its sentence: it is no initial, title or suffix."""
    if not piece.endswith("."):
        return False
    bare = piece.rstrip(".").lower()
    return not (len(bare) <= 2 or bare in SHORT_TITLES or bare in _ABBREVIATIONS or "." in bare or is_suffix(bare))


def _is_possessive(piece: Piece, states: bytes, base: int) -> bool:
    word, at = piece[0].rstrip("."), piece[1]
    if not word.endswith(_POSSESSIVE_ENDS):
        return False
    match = POSSESSIVE.search(word)
    if match is None or len(word) <= 2:
        return False
    mark = base + at + match.start()
    return not (mark < len(states) and states[mark] == CLOSING)  # ‘Reed’: a quotation ends


def _mention(pieces: list[Piece], part: str, states: bytes, base: int, block: int) -> Mention | None:
    """The mention of one run of capitalised words; None where it holds no name."""
    pieces = _without_outer_particles(pieces)
    possessive, whole_end = bool(pieces) and _is_possessive(pieces[-1], states, base), _end(pieces)
    whole = _without_post_nominals(pieces, part)
    pieces = behind_office(whole, part)
    written = [piece for piece, _ in pieces]
    own_words, titles, honorific = _split_titles(tuple(written))
    words = list(own_words)
    if not words:
        return None
    start, end = pieces[0][1], whole_end
    office_start, office = titles_before(part, start, titles)
    # The "Labor" of a secretary.
    bound = office_start < start and not titles and not is_given_name(words[0]) and len(pieces) == len(whole)
    if office_start < start:
        start, titles = office_start, office
    elif titles and not honorific and _is_no_title(titles[0]):
        words, titles = written, ()
    name_start = pieces[len(written) - len(words)][1]
    own = [*filter(None, map(_own_word, words[:-1])), _own_word(words[-1], last=True)]
    # Only a small letter before the name can be a particle's.
    lower = name_start == start and part[start - 2 : start - 1].islower()
    particles = _LEADING_PARTICLES.search(part, max(0, start - 16), start) if lower else None
    if particles:
        own = [*particles.group(1).split(), *own]
        start = name_start = particles.start(1)
    suffix = None if possessive else _SUFFIX.match(part, end)
    if suffix:
        own, end = [*own, suffix.group(1)], suffix.end()
    roles = (*(Role.of_title(t) for t in titles), *beside_name(part, start, end))
    place = min(base + name_start, max(0, len(states) - 1))
    mention = Mention(
        (base + start, base + end),
        tuple(own),
        Sort.NAME,
        titles,
        roles,
        honorific or kin_gender(part, start, end) or _gender_of_roles(roles),
        bool(honorific),
        block,
        bool(states) and states[place] == INSIDE,
        possessive,
        base + name_start,
        _courtesy(written) if honorific else "",
        is_relative(part, start, end),
    )
    return replace(mention, sort=Sort.BODY if bound else _sort(mention, part, start, end))


def _begins_with_occupation(words: tuple[str, ...]) -> bool:
    """Whether what somebody is stands before a full name with a capital: "Mediator Astri Holmboe"."""
    first = words[0].lower() if len(words) > 2 else ""
    return bool(first) and (first in EPITHETS or first.endswith(_OCCUPATIONS_END)) and not is_given_name(words[0])


def is_company(written: Sequence[str]) -> bool:
    """Whether capitalised words that could be somebody's name are a company's: "J.P. Morgan", "Dr Pepper"."""
    plain = " ".join(written).lower().replace(".", "").replace("’", "'").removesuffix("'s")
    return plain in COMPANIES_LIKE_PEOPLE or f"{plain}'s" in COMPANIES_LIKE_PEOPLE


def _end(pieces: list[Piece]) -> int:
    return pieces[-1][1] + len(pieces[-1][0]) if pieces else 0


def _without_post_nominals(pieces: list[Piece], part: str) -> list[Piece]:
    """A run without what is written after a name: "Noel Abernathy KC"; "the South Ludlow MP" is no name."""
    count = post_nominals([piece for piece, _ in pieces])
    if not count or _THE_BEFORE.search(part, max(0, pieces[0][1] - 5), pieces[0][1]):
        return pieces
    return pieces[:-count]


@lru_cache(maxsize=16384)
def _split_titles(written: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    words, titles, honorific = split_titles(list(written))
    if is_company(written):
        return written, (), ""
    if not titles and not honorific and _begins_with_occupation(written):
        return written[1:], written[:1], ""  # "Fly-half Tevita Lomu"
    if titles and all(word.lower() in KIN for word in words):
        return (), titles, honorific  # "the Queen Mother of the market"
    return tuple(words), titles, honorific


def _without_outer_particles(pieces: list[Piece]) -> list[Piece]:
    """A run without particles at its end, and without small ones at its beginning: "What do Varga's friends want?"."""
    first, last = 0, len(pieces)
    while last > first and is_particle(pieces[last - 1][0]) and pieces[last - 1][0].islower():
        last -= 1
    while first < last and is_particle(pieces[first][0]) and pieces[first][0].islower():
        first += 1
    return pieces[first:last]


def _courtesy(written: Sequence[str]) -> str:
    return next((word for word in written if word.lower().strip(".") in HONORIFICS), "")


def _is_bound(words: tuple[str, ...], part: str, start: int, end: int) -> bool:
    """Whether what stands beside a name makes it a place's or a body's: "in Kivik", "the Kremlin", "Paris Baguette"."""
    if _THE_BEFORE.search(part, max(0, start - 5), start) or _PLACE_BEFORE.search(part, max(0, start - 12), start):
        return True
    before, after = _WORD_BEFORE.search(part, max(0, start - 20), start), _WORD_AFTER.match(part, end)
    return len(words) == 1 and any(m is not None and m.group(1).lower() in PLACES | DEMONYMS for m in (before, after))


def _gender_of_roles(roles: tuple[Role, ...]) -> str:
    return next((gender for role in roles if (gender := gender_of_title(role.name))), "")


def _is_no_title(title: str) -> bool:
    """Whether words that titles consist of are none by themselves: "Foreign Ministry", "National Review"."""
    return all(word in PARTS_OF_TITLES for word in title.lower().split())


@lru_cache(maxsize=16384)
def _own_word(word: str, *, last: bool = False) -> str:
    """A word of a name without what only stands beside it; initials and suffixes keep their full stops."""
    bare = word.strip(",;")
    if len(bare) > 2:
        bare = POSSESSIVE.sub("", bare.rstrip(".") if bare.rstrip(".").endswith(_POSSESSIVE_ENDS) else bare)
    if is_initials(bare) and not (last and len(bare.strip(".")) > 2):
        return bare
    return bare if is_suffix(bare) else bare.rstrip(".")


def _sort(mention: Mention, part: str, start: int, end: int) -> Sort:
    """What a mention names, by its words and what stands around them."""
    words = mention.words
    if _is_called(mention):
        return Sort.PERSON
    if len(words) > _LONGEST_NAME + sum(map(is_particle, words)) or _names_group(words):
        return Sort.BODY
    if _is_shouted(words):
        return Sort.BODY if len(words) == 1 else Sort.NAME
    if any(role.before for role in mention.roles):
        return Sort.PERSON
    if is_initials(words[-1]):
        return Sort.NAME
    if _looks_personal(words):
        return Sort.PERSON
    if _is_bound(words, part, start, end):
        return Sort.BODY
    return Sort.PERSON if _is_told_person(mention, part, end) else Sort.NAME


def _is_told_person(mention: Mention, part: str, end: int) -> bool:
    """Whether a role, a gender or an age beside a name makes it a person's; of a given name alone, only an age."""
    if len(mention.words) == 1:
        return is_given_name(mention.words[0]) and _AGED.match(part, end) is not None
    return bool(mention.roles or mention.gender or _PERSON_AFTER.match(part, end))


@lru_cache(maxsize=16384)
def _is_shouted(words: tuple[str, ...]) -> bool:
    """Whether a word of a name is in capitals, or all of it is a letter or two."""
    return _is_letters(words) or any(w.isupper() and len(w.strip(".")) > 2 and not is_suffix(w) for w in words)


def _is_called(mention: Mention) -> bool:
    """Whether a mention is a person's for sure: by an honorific, a title with a given name, a Korean name."""
    words = mention.words
    if mention.honorific:
        return True
    if mention.titles and len(words) == 2 and words[1].lower() not in NOT_NAMES:
        # "Rep. Jun Magsal"
        month = words[0].lower() in CALENDAR and mention.titles[0].lower().strip(".") in SHORT_TITLES
        if month or is_given_name(words[0]):
            return True
    return is_family_first(list(words)) and not any(w.lower() in GROUPS for w in words[1:])


def _is_letters(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0].isupper()


@lru_cache(maxsize=16384)
def _looks_personal(words: tuple[str, ...]) -> bool:
    """Whether several words begin with a given name or initials, or have these between them."""
    first = is_given_name(words[0]) or is_initials(words[0])
    return len(words) > 1 and (first or any(map(is_initials, words[1:-1])))


@lru_cache(maxsize=16384)
def _names_group(words: tuple[str, ...]) -> bool:
    """Whether a name is a place's, a company's or a group's: "Harbour Board", but not "Bill Reed" or "Betty White"."""
    if " ".join(words).lower() in PLACES_OF_WORDS or is_company(words):
        return True
    # "Roberta A. Kaplow": an initial is no word.
    words = tuple(w for w in words if not ((w.islower() and is_particle(w)) or (len(w) == 2 and w[1] == "."))) or words
    bare = [w.lower().strip(".") for w in words]
    if len(words) == 1 and bare[0] in _SURNAME_LIKE and bare[0] not in NOT_NAMES:
        return False
    if len(words) > 1 and (is_given_name(words[0]) or is_initials(words[0])):
        bare = bare[1:-1] if bare[-1] in _SURNAME_LIKE else bare[1:]
    return any(w in GROUPS or w in NOT_NAMES or w in THINGS for w in bare if w not in HONORIFICS)
