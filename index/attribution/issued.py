"""Texts that one person issued: statements, messages, remarks as prepared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.attribution.bylines import bylined_writer
from index.attribution.coreference import Coreference
from index.attribution.headings import below_heading
from index.attribution.label_names import name_in_label
from index.attribution.letters import SignedLetter, signed_letter
from index.model import Block, Kind, Span, Statement
from index.text.closings import is_closing, is_dateline, tells_of
from index.text.given_names import GIVEN_NAMES
from index.text.label_names import known_titles, proper_case
from index.text.label_words import CONNECTIVES, DEPARTMENTS, LABEL_TITLES, OFFICE_MODIFIERS, OFFICES, PARTICLES
from index.text.letter_case import INITIAL, SMALL
from index.text.name_lists import GROUPS, PLURAL_TITLES
from index.text.person_names import fold, is_given_name, split_titles
from index.text.preambles import preamble_end, tells_how
from index.text.quotation_marks import OUTSIDE, quotation_states
from index.text.stage_directions import spoken

_ISSUED = re.compile(
    r"^(?:pre-?taped |excerpts? (?:from|of) |joint |full |written |press |video |virtual |sentencing |first |second |"
    r"third |supplementary |witness |doorstep ){0,3}"
    r"(?:(?:statement|remarks|message|letter|speech|address|testimony|op-?ed|toast|transcript of remarks|"
    r"opening remarks|closing remarks|prepared remarks)s?)\b(?P<between>[^:]{0,40}?)\s(?P<link>by|from|of)\s+"
    r"(?P<who>.+)$",
    re.IGNORECASE,
)
# "Remarks at the opening [of the lock]": who speaks may stand further on.
_OCCASION = re.compile(r"(?i)\b(?:at|on|to|in|about|after|before|during|following|marking|upon)\b")
_FURTHER_ON = re.compile(r"\bby (?P<who>.+)$")
# What several issue, of whom a title may name the first alone.
_JOINT = re.compile(
    r"(?:\w+ ){0,2}joint (?:\w+ )?"
    r"(?:statement|declaration|communiqu[eé]|message|letter|op-?ed|remarks|press release)\b",
    re.IGNORECASE,
)
# "President Vale’s Statement on …", "Op-Ed: Minister Elin Varga on …": so may a headline of news begin.
_POSSIBLY_ISSUED = re.compile(
    r"^(?:op-?ed: (?P<writer>[^:]+?) on\b|(?P<first>[^:,—–|]+?)(?:, (?P<held>[^—–|]{3,80}))? [—–|] (?:\w+ )?"
    r"(?:keynote|speech|remarks|address|statement)\b|(?:(?:the )?(?:full )?(?:text|transcript)(?: of|:) )?"
    r"(?P<who>[^:,]+?)(?:['’]s?)? (?:full |video |written |inaugural |opening |closing |keynote |acceptance |farewell |"
    r"televised |victory |concession |maiden ){0,2}(?:statement|remarks|message|letter|op-?ed|testimony|address|speech|"
    r"eulogy|toast|homily|sermon)\b(?: (?:as prepared|to|on|at|for|in|before|regarding|about|"
    r"marking|following|honoring|concerning|upon)\b|$))",
    re.IGNORECASE,
)
_HONOURABLE = re.compile(r"^(?:the )?(?:(?:rt\.?|right|most) )?hon(?:ou?rable|\.)? ", re.IGNORECASE)
_ISSUED_END = re.compile(
    r"\s+(?:on|at|in|before|after|during|to|for|about|regarding|following|marking|as|honoring|celebrating|commemorating|"
    r"announcing|welcoming|with|upon|from|ahead|and (?:first|vice)|,? — | [–—-] )\s*.*$",
    re.IGNORECASE,
)
# "Statement by President Vale Congratulating …": the headline's participle ends the name.
_PARTICIPLE = re.compile(r"\s+[A-Z][a-z]{3,}ing\s+(?=[A-Z]).*$")
_OFFICE = (
    "President|Vice President|Prime Minister|Premier|Governor|Lieutenant Governor|Mayor|Minister|Secretary|Chancellor|"
    "King|Queen|Governor[- ]General|Commissioner|Speaker"
)
# "I, ELIN VARGA, President of Norvale, … do hereby proclaim"
_PROCLAIMED = re.compile(
    rf"\bI, (?P<who>{INITIAL}[\w.’' -]{{3,50}}?)(?:,? (?:Jr|Sr)\.)?, (?:the )?(?P<office>{_OFFICE})\b"
)
# A text in whose first person somebody orders, proclaims or transmits; his name stands at its end.
_FORMULA = re.compile(
    r"\b(?:I (?:do )?hereby|I transmit herewith|I hereby transmit|by the authority vested in me|"
    r"I have hereunto set my hand|by virtue of the authority vested in me)\b",
    re.IGNORECASE,
)
_OFFICE_FOR = re.compile(
    r"(?i:(?:the )?(?:\w+ ){0,3}?(?:minister|secretary(?: of state)?|commissioner|representative|envoy)) (?:for|of|to) "
    r"(?:the )?(?P<rest>[A-Z].+)"
)
# "Remarks by the Prime Minister, Ada Holm, at the dinner"
_OFFICE_APPOSED = re.compile(
    rf"(?P<office>(?:(?i:the) |{INITIAL})[^,]{{3,60}}), (?P<who>(?:{INITIAL}[\w’'.-]* ){{1,3}}{INITIAL}[\w’'-]+)"
    r"(?=$|, (?:at|on|to|in|before|after|for|during|following|about|ahead|regarding)\b)"
)
# “…,” said Governor Ada Holm: an office without a name reports it.
_SAID_BY_NAME = re.compile(rf"[,?!.][”\"] (?:(?:said|says) {INITIAL}|(?:{INITIAL}[\w’'-]+ ){{1,4}}(?:said|says)\b)")
_DOES = re.compile(rf"{INITIAL}[\w.'’-]* {INITIAL}[\w.'’-]* (?P<verb>[a-z]{{3,}})\b")
_LINKS = frozenset("of for on to in at from the".split())
_LONGEST_NAME = 5  # words
_BETWEEN_NAMES = re.compile(r",? and |, |;| & ")
_SAID = r"(?:also |later )?(?:said|says|told|wrote|added)\b"
_OFTEN = 4  # times for each "he said"
_FIRST_BLOCKS = 4  # of a text, among which a line tells whose speech it is
_LONGEST_HEAD = 300  # code points of that line
_LAST_BLOCKS = 6  # of a text, among which its signature is
_LONGEST_LINE = 120  # code points of a signature's line
_DASHES = re.compile(r"(?:/s/)?[ \u00a0–—―~-]*")
_WORD = re.compile(r"\w+")
_LESSER = frozenset("deputy assistant associate former vice under acting senior".split())
_CAPITALS = rf"{INITIAL}[^\W\d_{SMALL}.'’-]*"
# An order that begins with it, whoever signs.
_ORDERED = re.compile(r"By (?:virtue of )?the (?:authority|power)s? vested in me\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_SIGNED_IN_CAPITALS = re.compile(rf"(?:/s/ )?(?P<who>{_CAPITALS}\.?(?: {_CAPITALS}\.?){{1,4}},?)$", re.MULTILINE)


# The headings of such texts in capitals, and the paragraphs that stand above what they order.
_ORDER_HEADING = re.compile(
    r"\b(?:ORDER|PROCLAMATION|DECREE|MEMORANDUM|DIRECTIVE|DECLARATION|RESOLUTION|DETERMINATION|EDICT|REGULATION|MESSAGE)\b"
)
_RECITAL = re.compile(r"\W*(?:WHEREAS|Whereas|CONSIDERING|Considering|HAVING|NOTING)\b")
_SHORTEST_TOLD = 10  # words of a paragraph that is prose
# What a reporter puts beside a quotation; who may be "he" and "she" there stands above it.
_TOLD = r"(?:also |later |then |\w+ly )?(?:said|says|told|wrote|added|asked|replied|explained|warned)\b"
_MOST_TITLES = 4  # words of somebody's titles and first names before a surname
# A heading under which somebody else's words begin.
_ANOTHER = re.compile(
    r"(?i)[*_#\s]*(?:(?:the )?(?:reply|response|answer|rejoinder) (?:from|by|of)\b[^.!?]{2,120}|"
    r"(?:frequently asked questions|faqs?|questions (?:and|&) answers|q ?(?:and|&) ?a)\b[^.!?]{0,60})[*_]*"
)


def issued_by(title: str | None) -> str | None:
    """Who issued a text.

    Args:
        title: The article's title, such as "Statement by President Vale on …".

    Returns:
        The name with its title ("President Vale"); None where the title names no single person.
    """
    if not title:
        return None
    match = _ISSUED.match(title.strip())
    if not match or re.match(r"(?i)read ?out", title):
        return None
    if match["link"].lower() == "of" and _OCCASION.search(match["between"]):
        match = _FURTHER_ON.search(match["who"])
    if match is None:
        return None
    who = match.group("who")
    held = _OFFICE_APPOSED.match(who)
    if held is not None and _is_office(held["office"].lower().split()):
        return str(held["who"])
    if _JOINT.match(title.strip()) or _is_of_several(_ISSUED_END.sub("", who)):
        return None
    who = re.sub(r",.*$", "", who)
    if placed := _behind_department(who):
        return placed
    who = _HONOURABLE.sub("", _PARTICIPLE.sub("", _ISSUED_END.sub("", who)).strip(" .,:;"))
    who = _before_verb(who)
    if re.search(r"\band\b|&", who) or len(who.split()) > 8 or not re.search(r"[A-Z]", who):
        return None
    return " ".join(known_titles(proper_case(who).split())) if who.isupper() else who


def _is_office(words: list[str]) -> bool:
    """Whether words name an office and nobody: "the Minister of Ports", "Foreign Secretary"."""
    return words[-1] in OFFICES or (words[0] == "the" and not OFFICES.isdisjoint(words))


def _before_verb(who: str) -> str:
    """Words up to what a name does in a title; "" where a headline tells it: "Minister Ada Holm angers farmers"."""
    does = _DOES.search(who)
    if does is None or does["verb"] in PARTICLES | CONNECTIVES:
        return who
    return who[: does.start("verb")].rstrip() if does["verb"].endswith("ing") else ""


def _behind_department(who: str) -> str | None:
    """The name behind an office with its department: "Minister for Rivers [Ada Holm] at the opening"."""
    office = _OFFICE_FOR.match(who)
    rest = _ISSUED_END.sub("", office["rest"]) if office else ""
    last = rest.split()[-2:]
    named = len(last) > 1 and is_given_name(last[0]) and last[1][0].isupper()
    return " ".join(last) if named else None


def _is_of_several(who: str) -> bool:
    """Whether words behind "by" name more than one: "Ministers Ada Holm, Ilo Tamm and Kari Lund"."""
    first, *others = [part.strip() for part in _BETWEEN_NAMES.split(who) if part.strip()]
    if not PLURAL_TITLES.isdisjoint(first.lower().split()[:3]):
        return True
    return any(map(_is_another, others))


def _is_another(part: str) -> bool:
    """Whether a part of a heading names somebody, with a title or a first name, and tells no office or body."""
    words = part.split()
    plain = [word.lower().strip(".,") for word in words]
    if len(words) < 2 or plain[-1] in OFFICES | DEPARTMENTS | GROUPS or not _LINKS.isdisjoint(plain) or "’s" in part:
        return False
    if "'s" in part or not all(word[:1].isupper() for word in words):
        return False
    titled = plain[0] in LABEL_TITLES or any(word in OFFICES for word in plain[:-1])
    return titled or (plain[0] in GIVEN_NAMES and len(words) < _LONGEST_NAME)


def _possibly_issued_by(title: str | None, text: str) -> str | None:
    """Who issued a text whose title could be a headline about them: it speaks in the first person, and not of them."""
    match = _POSSIBLY_ISSUED.match(title.strip()) if title else None
    if match is None:
        return None
    who = _HONOURABLE.sub("", (match["writer"] or match["first"] or match["who"]).strip())
    name = name_in_label(who, 0, len(who))
    words, titles, honorific = split_titles(who.split())
    called = titles or honorific or is_given_name(words[0]) or not OFFICES.isdisjoint(fold(match["held"] or "").split())
    return who if name is not None and name.person and called and _is_in_first_person(text, who) else None


def _headed_by(text: str, blocks: Sequence[Block]) -> str | None:
    """Who speaks, as a line below the title tells: "Speech by Ada Holm, Governor of the Bank of Norvale, at …"."""
    for block in blocks[:_FIRST_BLOCKS]:
        words = text[block.start : block.end].strip("*_# \t\n")
        who = issued_by(words) if len(words) < _LONGEST_HEAD else None
        name = name_in_label(who, 0, len(who)) if who else None
        if who and name is not None and name.person and len(who.split()) > 1:
            return who if _is_in_first_person(text, who, mostly=True) else None
        if len(words.split()) >= _SHORTEST_TOLD and _is_finished(words):
            return None
    return None


def _written_by(text: str, blocks: Sequence[Block]) -> str | None:
    """The holder of an office who writes in the first person, as a line above the text tells."""
    writer = bylined_writer(text, blocks)
    return writer if writer and _is_in_first_person(text, writer, mostly=True) else None


def _is_in_first_person(text: str, who: str, *, mostly: bool = False) -> bool:
    """Whether a text speaks in the first person outside quotation marks, and doesn't tell what somebody said.

    Args:
        text: The text.
        who: Whose it may be.
        mostly: Whether it may tell that, too, where it speaks in the first person far more often.
    """
    own = _outside_quotations(text)
    if re.search(rf"\b{re.escape(who.split()[-1])} {_SAID}", own):
        return False
    told = len(re.findall(rf"\b(?:he|she|who) {_SAID}", own))
    first = len(_FIRST_PERSON.findall(own))
    return first > _OFTEN * told if mostly else bool(first) and not told


def _outside_quotations(text: str) -> str:
    return "".join(c for c, state in zip(text, quotation_states(text), strict=True) if state == OUTSIDE)


def _proclaimer(text: str) -> str | None:
    """Who orders or proclaims in the first person, as the text itself says, with his office where it tells that."""
    proclaimed = {(match["office"], proper_case(match["who"])) for match in _PROCLAIMED.finditer(text)}
    if len(proclaimed) == 1:
        return " ".join(proclaimed.pop())
    if proclaimed or not _FORMULA.search(text):
        return None
    signed = [match["who"] for match in _SIGNED_IN_CAPITALS.finditer(text.rstrip()[-80:])]
    names = [name.rstrip(",") for name in signed if not name.startswith("THE ")]
    return proper_case(names[-1]) if names else None


def issued_statements(
    text: str, title: str | None, blocks: Sequence[Block], coreference: Coreference
) -> list[Statement] | None:
    """The statement of a text that one person issued; an order that doesn't say who gives it is nobody's.

    Args:
        text: The article's text.
        title: Its title, which tells who issued it.
        blocks: Its parts.
        coreference: Who is named in the text.

    Returns:
        One statement of all the prose, or none where there is no prose; None where the title names no single person,
        or where an order stands below another text, whose words aren't the signer's.
    """
    issuer = _titled_issuer(title, text)
    if issuer is None and _stands_below_another(text, blocks):
        return None
    begin = below_heading(text, title or "")
    below = [block for block in blocks if block.start >= begin]
    issuer = issuer or _proclaimer(text) or _headed_by(text, below) or _written_by(text, below)
    if issuer is None:
        letter = signed_letter(text, blocks)
        return _of_letter(text, letter, blocks, coreference) if letter else _ordered(text, below)
    return _of_issuer(text, issuer, blocks, below, coreference)


def _of_issuer(
    text: str, issuer: str, blocks: Sequence[Block], below: Sequence[Block], coreference: Coreference
) -> list[Statement]:
    """The statement of all that stands below the heading, down to the signature."""
    signature = _signature(text, blocks, issuer)
    figure = coreference.name(text[slice(*signature[0])] if signature else issuer)
    if signature:
        below = [block for block in below if block.end <= signature[1][0]]
    content = tuple(_content(text, below, issuer))
    if not content:
        return []
    return [Statement(content, Kind.DIRECT, None, None, figure.person() if figure else None, None, 1.0)]


def _titled_issuer(title: str | None, text: str) -> str | None:
    """Whom a title names as the issuer, unless the text below it reports on them."""
    issuer = issued_by(title)
    if issuer is None:
        return _possibly_issued_by(title, text)
    others = _is_office(issuer.lower().split()) and _SAID_BY_NAME.search(text)
    return None if others or _is_report_on(issuer, text) else issuer


def _is_report_on(issuer: str, text: str) -> bool:
    """Whether a text tells what its issuer said, and nobody speaks in the first person outside quotations."""
    states = quotation_states(text)
    own = "".join(c if state == OUTSIDE else '"' for c, state in zip(text, states, strict=True))
    if _FIRST_PERSON.search(own):
        return False
    surname = re.escape(issuer.split()[-1])
    named = rf"(?:(?:[\w.’'-]+ ){{0,{_MOST_TITLES}}}{surname}|[Hh]e|[Ss]he)"
    behind = rf"\"[ \u00a0]?(?:{named} {_TOLD}|(?:said|says) {named}\b)"
    before = rf"\b{named} {_TOLD}[^\"\n]{{0,40}}[:,] \""
    return re.search(rf"\b{surname} {_SAID}|{behind}|{before}", own) is not None


def issued_opening(
    text: str, title: str | None, blocks: Sequence[Block], end: int, coreference: Coreference
) -> Statement | None:
    """What somebody says above the questions and answers that follow, as the heading tells.

    Args:
        text: The text.
        title: Its title.
        blocks: Its parts.
        end: Code point at which the first label of a speaker stands.
        coreference: Who is named in the text.

    Returns:
        The statement; None where the heading names nobody, or nothing is said there in the first person.
    """
    issuer = issued_by(title)
    name = name_in_label(issuer, 0, len(issuer)) if issuer else None
    above = [block for block in blocks if below_heading(text, title or "") <= block.start and block.end <= end]
    if issuer is None or name is None or not name.person or not above:
        return None
    if not _is_in_first_person(text[above[0].start : above[-1].end], issuer, mostly=True):
        return None
    content = tuple(_content(text, above, issuer))
    figure = coreference.name(issuer)
    person = figure.person() if figure else None
    return Statement(content, Kind.DIRECT, None, None, person, None, 1.0) if content and person else None


def _of_letter(text: str, letter: SignedLetter, blocks: Sequence[Block], coreference: Coreference) -> list[Statement]:
    """The statement of a letter, as the signer's."""
    start, end = letter.words
    parts = (replace(b, start=max(b.start, start), end=min(b.end, end)) for b in blocks)
    content = tuple(_content(text, [b for b in parts if text[b.start : b.end].strip()], None))
    figure = coreference.name(" ".join(text[slice(*letter.name)].split()))
    person = figure.person() if figure else None
    return [Statement(content, Kind.DIRECT, letter.name, None, person, None, 1.0)] if content else []


def _stands_below_another(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the heading of an order has prose above it, as where a fact sheet or news stands over its text."""
    formula = min((m.start() for m in (_PROCLAIMED.search(text), _FORMULA.search(text)) if m), default=0)
    told = False
    for block in blocks:
        words = text[block.start : block.end]
        if block.end >= formula:
            return False
        if told and _ORDER_HEADING.search(words) and words.upper() == words:
            return True
        told = told or (len(words.split()) >= _SHORTEST_TOLD and _is_finished(words) and not _RECITAL.match(words))
    return False


def _ordered(text: str, blocks: Sequence[Block]) -> list[Statement] | None:
    """The statement of an order that doesn't name who gives it; None where the text is none."""
    if not any(_ORDERED.match(text, block.start, block.end) for block in blocks):
        return None
    content = tuple(_content(text, blocks, None))
    return [Statement(content, Kind.DIRECT, None, None, None, None, 1.0)] if content else None


def _signature(text: str, blocks: Sequence[Block], issuer: str) -> tuple[Span, Span] | None:
    """Spans of a name and of its line with which an office's holder signs below: "Ilo Tamm, Press Secretary"."""
    office = set(re.split(r" (?:of|for) ", fold(issuer))[0].split()) - {"the"}
    if not office or not office <= OFFICES | OFFICE_MODIFIERS | DEPARTMENTS:
        return None  # a name stands in the title
    lines = [line for block in blocks[-_LAST_BLOCKS:] for line in _short_lines(text, block)]
    for (start, end), (_, below) in pairwise([*lines, (0, 0)]):
        dashes = _DASHES.match(text, start, end)
        name = name_in_label(text, dashes.end() if dashes else start, end, signed=True)
        if name is None or not name.person or len(text[slice(*name.name)].split()) < 2:
            continue
        beside = set(_WORD.findall(fold(text[name.name[1] : max(end, below)])))
        if office <= beside and not (_LESSER & beside) - office:
            return name.name, (start, end)
    return None


def _short_lines(text: str, block: Block) -> Iterator[Span]:
    """The lines of a block that may be a signature's: short ones that end no sentence and give no contact."""
    start = block.start
    for line in text[block.start : block.end].split("\n"):
        bare = line.strip()
        if bare and len(line) < _LONGEST_LINE and bare[-1] not in '.!?:;”"' and not is_closing(bare):
            yield start, start + len(line)
        start += len(line) + 1


def _content(text: str, blocks: Sequence[Block], issuer: str | None) -> Iterator[Span]:
    """Spans of what an issuer says, from below what stands above it to the contacts and notes under it."""
    surnames = {fold(issuer.split()[-1])} if issuer else set()
    begun = False
    for block in blocks:
        start = block.start if begun else preamble_end(text, block.start, block.end, surnames)
        words = text[start : block.end]
        if not words or tells_how(words):
            continue
        if begun and (is_closing(words) or tells_of(words, surnames) or _begins_another(words, issuer)):
            return
        if _is_said(words) and (begun or _is_finished(words)):
            begun = True
            yield from spoken(text, start, block.end)


def _is_said(words: str) -> bool:
    """Whether a block is prose of the issuer's, and no contact or place and day."""
    return not is_closing(words) and _is_prose(words) and not is_dateline(words)


def _begins_another(words: str, issuer: str | None) -> bool:
    """Whether a line heads the words of somebody else: "Statement by Mayor Tamm", "Reply from the Ministry"."""
    if len(words) > _LONGEST_LINE or _is_finished(words):
        return False
    other = issued_by(words)
    same = other is not None and issuer is not None and fold(other).split()[-1] == fold(issuer).split()[-1]
    return (other is not None and not same) or bool(_ANOTHER.fullmatch(words))


def _is_finished(words: str) -> bool:
    """Whether a block ends as a sentence does; the heading above the first one doesn't."""
    return words.rstrip()[-1:] in ".!?:;”\"’')…"


def _is_prose(words: str) -> bool:
    """Whether a block is prose: no place, time, rule or heading."""
    return len(words.split()) > 5 or bool(re.search(r"[a-z][.!?]$", words))
