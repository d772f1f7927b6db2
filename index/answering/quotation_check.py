"""Is this quotation real? Looking for given words, exactly or nearly."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Answer, Article, Filter, Kind, Question, Quote, Silence, Span, Statement, Verdict
from index.search.fusion import within
from index.search.text_index import TextIndex
from index.store.store import Store
from index.text.quote_spans import sentences_around

LEAST = 0.6  # likeness under which a passage is no near match


@dataclass(frozen=True, slots=True)
class Match:
    """Where quoted words stand in a text, and how alike they are (1: the same words in order)."""

    span: Span
    likeness: float


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in re.finditer(r"\w+(?:['’]\w+)?", text)]


def locate(quotation: str, text: str, start: int, end: int) -> Match | None:
    """The best match of `quotation` in text[start:end], or None when nothing is alike.

    Case, marks and white space don't count; words and their order do.
    """
    wanted = [w for w, _, _ in _tokens(quotation)]
    held = [(w, a + start, b + start) for w, a, b in _tokens(text[start:end])]
    if not wanted or not held:
        return None
    size = len(wanted)
    best: Match | None = None
    for i in range(len(held)):
        if [w for w, _, _ in held[i : i + size]] == wanted:
            return Match((held[i][1], held[i + size - 1][2]), 1.0)
    bag = set(wanted)
    for i in range(len(held)):
        for length in {size, size + max(1, size // 4), max(1, size - size // 4)}:
            window = [w for w, _, _ in held[i : i + length]]
            if len(window) < length or sum(w in bag for w in window) < LEAST * size:
                continue
            ratio = difflib.SequenceMatcher(None, wanted, window, autojunk=False).ratio()
            if ratio >= LEAST and (best is None or ratio > best.likeness):
                best = Match((held[i][1], held[i + length - 1][2]), min(ratio, 0.999))
    return best


def difference(quotation: str, text: str) -> tuple[tuple[str, str], ...]:
    """Runs of ("=" same, "-" asked only, "+" article only) words."""
    a, b = quotation.split(), text.split()
    bare = [[re.sub(r"\W+", "", w).lower() for w in side] for side in (a, b)]
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("=", " ".join(b[k:m])))
            continue
        if j > i:
            runs.append(("-", " ".join(a[i:j])))
        if m > k:
            runs.append(("+", " ".join(b[k:m])))
    return tuple(runs)


def check(asked: Question, people: Sequence[int] | None, limit: int, store: Store, words: TextIndex) -> Answer:
    """Whether the words of a question are on record, and whose they are.

    people: whose they should be (None: anyone's).
    """
    wanted = asked.quotation or ""
    exact: list[Quote] = []
    near: list[tuple[Match, Quote]] = []
    seen = set()
    allowed = store.matching(Filter(collections=asked.collections, after=asked.after, upto=asked.upto))
    held = within([hit.id for hit in words.search(wanted, 80)], allowed)
    for passage in store.passages(held):
        article = store.article(passage.article)
        if article is None:
            continue
        match = locate(wanted, article.text, passage.start, min(len(article.text), passage.end + 2 * len(wanted)))
        if match is None or (article.id, match.span) in seen:
            continue
        seen.add((article.id, match.span))
        quote = _quoted(store, article, match.span)
        if match.likeness == 1.0:
            exact.append(quote)
        else:
            near.append((match, quote))
    if people is not None:
        theirs = [q for q in exact if q.speaker is not None and q.speaker.id in people]
        others = [q for q in exact if q not in theirs]
        if theirs:
            return Answer(asked, tuple(theirs[:limit]), verdict=Verdict.EXACT)
        if others:
            said = others[0].speaker
            whose = f"{said.name}'s" if said else "nobody's we can name"
            return Answer(
                asked,
                tuple(others[:limit]),
                verdict=Verdict.EXACT,
                reason=f"These words are on record, but as {whose}, not {asked.speaker}'s.",
            )
        near = [n for n in near if n[1].speaker is not None and n[1].speaker.id in people]
    elif exact:
        return Answer(asked, tuple(exact[:limit]), verdict=Verdict.EXACT)
    if near:
        near.sort(key=lambda n: -n[0].likeness)
        match, quote = near[0]
        return Answer(
            asked,
            tuple(q for _, q in near[:limit]),
            verdict=Verdict.NEAR,
            difference=difference(wanted, quote.article.text[match.span[0] : match.span[1]]),
        )
    who = f" by {asked.speaker}" if asked.speaker else ""
    return Answer(asked, reason=f"These words{who} are not on record.", silence=Silence.NOT_SAID)


def _quoted(store: Store, article: Article, span: Span) -> Quote:
    """The whole sentences around found words, with whose words they are."""
    holding = [
        s
        for s in store.statements([article.id])[article.id]
        if not s.question and any(a <= span[0] + 1 and span[1] - 1 <= b for a, b in _envelopes(s))
    ]
    statement = min(holding, key=lambda s: s.end - s.start, default=None)
    start, end = sentences_around(article.text, span)
    return Quote(
        article,
        start,
        end,
        speaker=statement.person if statement else None,
        via=statement.via if statement else None,
        kind=statement.kind if statement else Kind.PASSAGE,
        score=1.0,
    )


def _envelopes(statement: Statement) -> tuple[Span, ...]:
    return (*statement.content, (statement.start, statement.end))
