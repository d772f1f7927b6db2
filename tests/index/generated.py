"""Texts such as nobody would write, of all scripts, marks and line ends, as strategies of hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    *"the harbour lighthouse treaty crews said that will not on of and a in He She they told reporters".split(),
    *"President Halvorsen Okonkwo Ms. Adeyemi Mr. U.S. Jan. 3.5 10,000 p.m. No. Inc. O'Dell".split(),
    *"한국의 등대는 밝다 日本語の 灯台 مرحبا العالم שלום עולם ελληνικά Кивик".split(),
    *"🙂 👩‍👩‍👧‍👦 🇳🇴 e\u0301te\u0301 n\u0303 a\u200db \u202eabc\u202c \ufeff x\u00ady \u200b \u0000".split(" "),
    *"\" “ ” „ « » ' ‘ ’ '' `` ( ) [ ] — – - … : ; , !? 」 「 ＂".split(),
)
ENDS = (".", "!", "?", ".”", '."', "…", "。", "?»", ".)", "", ",”")
BREAKS = ("\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n", "\n\u00a0\n", "\n", "\r\n", "\r", "\u2028", "\n\u3000\n")
LABELS = ("", "", "PRESIDENT HALVORSEN: ", "Q ", "MS. ADEYEMI: (As interpreted.) ", "- ", "“", "\u3000")
SPACES = (" ", " ", " ", "  ", "\u00a0", "\t", "\u3000", "\n")

_word = st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6))


# Made once, since hypothesis checks each strategy when it is first drawn from.
_words = st.lists(_word, min_size=1, max_size=14)
_spaces = st.sampled_from(SPACES)
_ends = st.sampled_from(ENDS)
_beginnings = st.sampled_from(("", "", " ", "\n", "\ufeff", "\r\n\r\n"))
_labels = st.sampled_from(LABELS)
_breaks = st.sampled_from(BREAKS)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = draw(_words)
    space = draw(_spaces)
    return space.join(words) + draw(_ends)


_paragraphs = st.lists(sentences(), min_size=1, max_size=5)


@st.composite
def texts(draw: st.DrawFn, most: int = 5) -> str:
    """Text of an article; holds one letter at least."""
    parts = [draw(_beginnings)]
    for _ in range(draw(st.integers(1, most))):
        parts.append(draw(_labels))
        parts.append(draw(_spaces).join(draw(_paragraphs)))
        parts.append(draw(_breaks))
    text = "".join(parts)
    return text if any(c.isalpha() for c in text) else text + "harbour"


runs_on = st.builds(
    lambda unit, count: unit * count,
    st.sampled_from(("harbour ", "한국", "a\u0301", "🙂", "word,\u00a0", "x  ")),
    st.integers(200, 1500),
)
