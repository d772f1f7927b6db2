"""What a single line of a text shows by itself: list item, caption, signature, label, table row, heading, prose."""

from __future__ import annotations

import re

from index.model import BlockKind
from index.text.label_heads import LabelKind
from index.text.letter_case import INITIAL
from index.text.turn_labels import LONGEST_LABEL, TurnLabel, read_alone, read_label

LONGEST_HEADING = 16  # words
SHORTEST_PROSE = 14  # words of a line that needs no full stop to be prose

_CAPITAL = rf"(?:{INITIAL}|Mc|Mac)[\w.'’\-]*"  # any script's capital, or one that has none
_JOINING = r"(?:de|da|du|van|von|der|den|bin|al|el|la|le|of|the|for|and|y|zu|ter|ten)"
_NAME = rf"{_CAPITAL}(?:[ \u00a0](?:{_JOINING}[ \u00a0]){{0,3}}{_CAPITAL}){{0,6}}"
_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lord|Lady|Baroness|Hon|Rev|Sen|Rep|Gov|Gen|Madam|Madame|Senator|President|"
    r"Minister|Secretary|Speaker|Chair|Chairman|Chairwoman|Chairperson|Judge|Justice|Governor|Ambassador|General)"
)

_QUOTED_LINE = re.compile(r">")
_BULLET = re.compile(
    r"(?:[*•·●○▪■◦‣⁃►▶✓+–-][ \t\u00a0]+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})\)[ \t\u00a0]+|\d{1,3}\.[ \t\u00a0]+)(?=\S)"
)
_DASHED = re.compile(r"(?P<dash>[―—–~-]|--)[ \u00a0]*(?P<rest>(?P<name>" + _NAME + r")(?P<after>.*))$", re.DOTALL)
_TWO_CAPITALS = re.compile(rf"(?<!\w){_CAPITAL}[ \u00a0]{_CAPITAL}")
_SENTENCE_WITHIN = re.compile(r"(?:[^\W\d_]{3}|[)\]])[.!?]['\"’”)]*\s|—.*—")
_SIGNED = re.compile(
    r"(?:Signed|Sincerely|Yours|Respectfully|Regards|Best regards|Kind regards|Faithfully)\b[^.!?]{0,60}[,:]",
    re.IGNORECASE,
)
_FULL_NAME = _NAME.replace("{0,6}", "{1,6}")  # two words at least
_FULL_NAME_ALONE = re.compile(rf"{_FULL_NAME}$")
_NAME_AND_TITLE = re.compile(rf"{_FULL_NAME}(?:[ \u00a0]?\([^()\n]{{1,80}}\))?(?:,[ \u00a0][^.!?:“”\"\n]{{2,160}})?$")
_CAPTION = re.compile(
    r"\(?(?:file |stock |handout |undated )?"
    r"(?:photo(?:graph)?s?|image|picture|illustration|graphic|video|caption|pictured)"
    r"(?: (?:credit|courtesy|by|caption))?(?: of)?\s*[:/—–]\s*\S"
    r"|\(?(?:file|stock|handout) (?:photo|picture|image)\b"
    r"|(?:photo|photograph|picture|image)s? (?:by|courtesy of) (?-i:[A-Z])",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\((?:AP|AFP|EPA|Reuters|Getty|Yonhap|UPI|Xinhua|Kyodo)\b[^()\n]{0,60}(?:Photo|Images|Pool|File|/)[^()\n]{0,60}\)"
    r"|\((?:Photo|Image|Picture|Credit)s?[:/ ][^()\n]{1,80}\)"
    r"|\b(?:Getty Images|AP Photo/[^\n]{1,40}|Photo/[^\n]{1,40}))\.?$"
)
_CREDITING = ("/", "Photo", "Image", "Picture", "Credit", "Pool", "File")
_ROW = re.compile(r"\|?(?:[^|\n]{0,400}\|){2,}[^|\n]{0,400}$")
# A dash after a full stop, or a full stop after a title with a name: labels without a colon.
_LABEL_STOP = re.compile(
    rf"\.[ \u00a0]?[–—-]|^(?:{_TITLES}\.?|(?-i:The[ \u00a0][A-Z]{{2,}}))[ \u00a0][^.]{{1,80}}\.", re.IGNORECASE
)
# "Elin Varga (Lindesund) (Ind)": some words, then nothing but brackets.
_BRACKETS_LAST = re.compile(r"[^()\[\]:?!—]{2,80}(?:[(\[][^()\[\]]{1,80}[)\]][ \u00a0]*){1,3}$")
_ABBREVIATION = re.compile(rf"(?<!\w)(?:{_TITLES}|St|Lt|Col|Sgt|Capt|Maj|Adm|Atty|vs|No|[A-Z])\.$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"’”»)\]]*$")
_CLOSES = re.compile(r"[\"”»」』’'][.,]?$")
_CLOSES_SINGLE = re.compile(r"[.!?,…]['’][.,]?$")  # elsewhere it is an apostrophe
_OPENS = re.compile(r"[\"“„«「『‘]")
_QUOTES = re.compile(r"[\"“”„«»「」『』]|^[‘'].*['’]$")
_WORD = re.compile(r"[^\W\d_]+")
# "Ada Holm, chief executive of the Harbour Trust, said:" is a clause.
_TELLS = re.compile(r"[ ,](?:said|says|added|commented|explained|stated|wrote|told us|noted|continued|remarked):$")


def line_kind(line: str) -> BlockKind | None:
    """What a line is, whatever stands around it; None where it doesn't show."""
    if _QUOTED_LINE.match(line):
        return BlockKind.QUOTATION
    if is_label(line):
        return BlockKind.TURN_LABEL
    if is_caption(line):
        return BlockKind.CAPTION
    if _BULLET.match(line):
        return BlockKind.LIST_ITEM
    if _SIGNED.fullmatch(line) or (len(line) < 120 and re.match(r"(?:Signed(?: by)?|/s/)[:,]?\s+[A-Z]", line)):
        return BlockKind.SIGNATURE
    if is_dashed_name(line) and not line.startswith("-"):
        return None  # a signature where there is something above it to sign
    return BlockKind.HEADING if is_capitals(line) else None


def is_label(line: str) -> bool:
    """Whether a line is nothing but the label of a speaker's turn; a bare name may as well be a heading."""
    if line in {"Q", "A", "Q.", "A."}:
        return True
    if len(line) > LONGEST_LABEL or line[-1] in ".!?…,;":
        return False
    if line[-1] == ":" and not _TELLS.search(line):
        label = read_label(line, 0, len(line))
        if label is None or label.kind is LabelKind.UNREAD or label.end < len(line):
            return False
        # "Finally, a week ahead:" is a word with something after a comma, too.
        return " " in line[slice(*label.name)] or not label.asides
    label = read_alone(line, 0, len(line)) if _BRACKETS_LAST.match(line) else None
    return label is not None and label.sure


def opens_with_label(line: str) -> bool:
    """Whether a line begins as a speaker's turn may, whoever is meant."""
    return _label(line) is not None


def opens_with_full_label(line: str) -> bool:
    """Whether a line begins as a turn surely does: with capitals or two words at least, which can be read."""
    label = _label(line)
    if label is None or label.kind is LabelKind.UNREAD:
        return False
    name = line[slice(*label.name)]
    return label.sure or name.isupper() or _FULL_NAME_ALONE.match(name) is not None


def _label(line: str) -> TurnLabel | None:
    """The label with which a line begins; most lines show at once that there is none."""
    start = line[:LONGEST_LABEL]
    if ":" in start or "：" in start or start[0] in "QA○◯〇" or _LABEL_STOP.search(start):
        return read_label(line, 0, len(line))
    return None


def is_caption(line: str) -> bool:
    """Whether a line belongs to a picture."""
    if _CAPTION.match(line):
        return True
    end = line[-160:]
    return any(word in end for word in _CREDITING) and _CREDIT.search(end) is not None


def is_dashed_name(line: str) -> bool:
    """Whether a line is a dash with a name and perhaps a title: "— Elin Varga, minister of ports"."""
    match = _DASHED.match(line) if len(line) <= 300 else None
    if match is None:
        return False
    after = match["after"].strip()
    named = len(match["name"].split()) > 1 or not after
    return named and (not after or after[0] in ",(|/[@" or after[0].isdigit()) and not _OPENS.search(after)


def is_dashed_words(line: str) -> bool:
    """Whether a line is a dash with somebody's name among a few words: "— ministry spokesperson Elin Varga"."""
    rest = line.lstrip("―—–~- \u00a0")
    return (
        line[0] in "―—–~-"
        and len(rest) < 200
        and len(rest.split()) <= 20
        and _TWO_CAPITALS.search(rest) is not None
        and not ends_sentence(rest)
        and not _OPENS.search(rest)
    )


def is_name_and_title(line: str) -> bool:
    """Whether a line is a name and, after a comma, what its bearer is."""
    return " " in line and len(line) < 200 and _NAME_AND_TITLE.match(line) is not None


def is_capitals(line: str) -> bool:
    """Whether a line is a heading in capitals."""
    if len(line) > 160 or line.upper() != line or line.lower() == line or line[-1] in ".!…" or ": " in line:
        return False
    letters = sum(map(len, _WORD.findall(line)))
    return letters > 3 and len(line.split()) <= LONGEST_HEADING and not _OPENS.match(line)


def is_heading(line: str) -> bool:
    """Whether a line above a paragraph reads as a heading does."""
    words = line.split()
    return (
        len(words) <= LONGEST_HEADING
        and len(line) <= 140
        and not line[0].islower()
        and not opens_with_label(line)
        and not _SENTENCE_WITHIN.search(line)
        and line[-1] not in ".!?…;:,—–-"
        and not ends_sentence(line)
        and not _QUOTES.search(line)  # headlines quote in single marks; a line that quotes may be speech
        and _WORD.search(line) is not None
    )


def is_prose(line: str) -> bool:
    """Whether a line is a sentence or more."""
    return ends_sentence(line) or len(line.split()) >= SHORTEST_PROSE


def is_row(line: str) -> bool:
    """Whether a line is the row of a table, by its bars or its tabs."""
    return line.count("\t") > 1 or (line.count("|") > 1 and _ROW.match(line) is not None)


def has_cells(line: str) -> bool:
    """Whether a tab stands between words of a line that opens with no label."""
    return "\t" in line.strip() and not opens_with_label(line)


def ends_sentence(line: str) -> bool:
    """Whether a line ends with a full stop or the like, quotation marks and brackets aside."""
    end = line[-20:]  # a pattern that must end with the line would be tried at each of its characters
    if _ABBREVIATION.search(end):
        return False
    return _SENTENCE_END.search(end) is not None or closes_quotation(end)


def closes_quotation(line: str) -> bool:
    """Whether a line ends with a closing quotation mark."""
    end = line[-4:]
    closes = _CLOSES.search(end)
    return closes is not None and (closes[0][0] not in "'’" or _CLOSES_SINGLE.search(end) is not None)


def opens_quotation(line: str) -> bool:
    """Whether a line begins with an opening quotation mark."""
    return _OPENS.match(line) is not None
