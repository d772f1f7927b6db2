"""Checks one quotation against the articles of a library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from index.answering.checking.article_words import ArticleWords
from index.answering.checking.findings import CheckedQuotation, Finding, Found
from index.answering.checking.joined import joined_pieces
from index.answering.checking.matches import Match, exact_matches, near_match
from index.answering.checking.places import Place, as_quotes, found_at
from index.answering.checking.same_person import Likeness, compare
from index.answering.checking.span_speakers import is_quoted_within, speaker_of, speaker_of_all, voice_of
from index.model import Article, Filter, Person, Quote, Span, Statement
from index.search.fusion import within
from index.search.speakers import SpeakerDirectory
from index.search.text_index import Texts
from index.store.article_columns import Ids
from index.store.store import Store
from index.text.quoted_words import Part, parts_of, quoted_words
from index.text.sentences import sentences
from index.text.terms import content_stems

DEPTH = 80  # passages by their words that are compared
DEPTH_OF_SENTENCE = 20  # the same for each sentence of a quotation
MOST_SENTENCES = 8  # of a quotation that are looked for one by one
LEAST_WORDS = 3  # in a row: fewer are on record everywhere
LEAST_CONTENT = 3  # content words from which finding them under another name says something
LEAST_OF_ANOTHER = 6  # words from which it does, where nobody has asked about these very words
LONG_ENOUGH = 8  # words from which it does, however common they are
# Similarity from which words are an altered quotation, by how sure it is that they are the same speaker's.
ALTERED = {Likeness.SAME: 0.6, Likeness.UNCLEAR: 0.7, Likeness.DIFFERENT: 0.85}
LEAST_ALTERED_OF_ANOTHER = 8  # words
LEAST_ALTERED = 4  # words
FEW_CHANGES = 3  # words put in and left out, up to which words are altered and not joined
MOST_ARTICLES = 300  # whose words are remembered from one quotation to the next
OVERFETCH = 4  # times as many passages are looked for where some are out of bounds


@dataclass
class QuotationChecker:
    """Checks quotations; what it reads of articles is remembered from one to the next.

    Attributes:
        store: Where articles and statements are read.
        passages: BM25 over passages.
        directory: Everyone on record.
        bounds: What of the library is looked at.
    """

    store: Store
    passages: Texts
    directory: SpeakerDirectory
    bounds: Filter
    _articles: dict[int, tuple[Article, ArticleWords, list[Statement]]] = field(default_factory=dict)

    def check(self, pieces: Sequence[str], credited: Person | None = None, *, strict: bool = True) -> CheckedQuotation:
        """Check a quotation.

        Args:
            pieces: Its words; several pieces where its text interrupts it.
            credited: Whose words they are said to be; None for anybody's.
            strict: Whether so few words that they prove nothing are left unchecked.
        """
        if len(self._articles) > MOST_ARTICLES:
            self._articles.clear()
        parts = parts_of(pieces)
        blank = CheckedQuotation(
            " … ".join(pieces),
            tuple(pieces),
            Finding.TOO_SHORT,
            credited.name if credited else None,
            breaks=frozenset(part.after for part in parts if part.after),
        )
        if not parts or (strict and max(len(part.forms) for part in parts) < LEAST_WORDS):
            return blank
        around = self._candidates(pieces, parts)
        places = self._exact(parts, around, credited)
        if whole := [place for place in places if self._is_one_quotation(place)]:
            return self._as_found(blank, whole, strict=strict)
        if places:
            return replace(blank, finding=Finding.JOINED, found=self._one_by_one(places[0]))
        near = list(self._near_places(parts, around, credited))
        size = sum(len(part.forms) for part in parts)
        if any(_changed_words(place, size) <= FEW_CHANGES for place in near):
            return self._nearly(blank, near, size, strict=strict)
        return self._joined(blank, parts, around) or self._nearly(blank, near, size, strict=strict)

    def spoken(self, quote: Quote) -> list[Span]:
        """Where the words of a quote stand that somebody speaks, in its article; all of it where nobody does.

        Args:
            quote: The whole sentences around the words.
        """
        statements = self.store.statements([quote.article.id])[quote.article.id]
        spans = {
            (max(start, quote.start), min(end, quote.end))
            for statement in statements
            if statement.kind is quote.kind and _id(statement.person) == _id(quote.speaker)
            for start, end in statement.content
        }
        return sorted((start, end) for start, end in spans if start < end) or [(quote.start, quote.end)]

    def places(self, quote: Quote, pieces: Sequence[str], sentences: Sequence[str] = ()) -> list[Place]:
        """Where the words of a quote stand or nearly so, its own place among them; of each article the nearest place.

        Args:
            quote: A quote; words of somebody who is certainly another are none of it.
            pieces: Its words, without what interrupts them.
            sentences: Of them, which are looked for alone in an article that does not have all.
        """
        parts = parts_of(pieces)
        if not parts or not _is_telling(" ".join(pieces), LEAST_OF_ANOTHER):
            return []
        around = self._candidates(pieces, parts)
        around.setdefault(quote.article.id, []).append((quote.start, quote.end))
        for article in quote.also:
            around.setdefault(article.id, [(0, len(article.text))])
        found = self._wordings(parts, around, quote)
        elsewhere = {id: spans for id, spans in around.items() if id not in found}
        for sentence in sentences:
            for id, place in self._wordings(parts_of((sentence,)), elsewhere, quote).items():
                found[id] = _together(found.get(id), place)
        return [place for place in found.values() if place.likeness is not Likeness.DIFFERENT]

    def _wordings(self, parts: Sequence[Part], around: dict[int, list[Span]], quote: Quote) -> dict[int, Place]:
        """By article where words of a quote stand that are near enough to be called the same."""
        stems = {stem for part in parts for stem in content_stems(part.text)}
        size = sum(len(part.forms) for part in parts)
        near = self._near_places(parts, around, quote.speaker)
        return {place.article.id: place for place in near if _is_altered(place, stems, size)}

    # Where to look

    @cached_property
    def _allowed(self) -> Ids | None:
        return self.store.matching(self.bounds) if self.bounds.bounds_articles else None

    def _candidates(self, pieces: Sequence[str], parts: Sequence[Part]) -> dict[int, list[Span]]:
        """Spans of passages that share words with a quotation, by article, the best first."""
        wanted = {" ".join(pieces): DEPTH}
        lines = [text[start:end] for text in (part.text for part in parts) for start, end in sentences(text)]
        if len(lines) > 1:
            wanted |= dict.fromkeys(lines[:MOST_SENTENCES], DEPTH_OF_SENTENCE)
        ids: dict[int, None] = {}
        for text, depth in wanted.items():
            hits = self.passages.search(text, depth if self._allowed is None else depth * OVERFETCH)
            ids |= dict.fromkeys(within([hit.id for hit in hits], self._allowed)[:depth])
        around: dict[int, list[Span]] = {}
        for passage in self.store.passages(list(ids)):
            around.setdefault(passage.article, []).append((passage.start, passage.end))
        return around

    def _read(self, id: int, around: Sequence[Span]) -> tuple[Article, ArticleWords, list[Statement]] | None:
        """An article with its words, at least those near some spans."""
        known = self._articles.get(id)
        if known is None:
            article = self.store.article(id)
            if article is None:
                return None
            statements = [each for each in self.store.statements([id])[id] if not each.question]
            known = self._articles[id] = article, ArticleWords(article.text, around), statements
        elif not known[1].holds(around):
            known = self._articles[id] = known[0], ArticleWords(known[0].text, [*around, *known[1].windows]), known[2]
        return known

    # The very words

    def _exact(self, parts: Sequence[Part], around: dict[int, list[Span]], credited: Person | None) -> list[Place]:
        """Where the words stand in order; those of a known speaker first."""
        places = []
        for id, spans in around.items():
            read = self._read(id, spans)
            if read is None:
                continue
            article, words, statements = read
            found = exact_matches(parts, words)
            places += [self._placed(match, article, statements, credited) for match in found]
        return sorted(places, key=lambda place: (place.person is None, -place.article.id))

    def _is_one_quotation(self, place: Place) -> bool:
        """Whether nothing but a short interruption stands in a match, and no two parts are different people's."""
        _, words, statements = self._articles[place.article.id]
        voices = [speaker_of(span, statements, words.text) for span in place.match.spans]
        are_different = len({voice.person.id for voice in voices if voice and voice.person}) > 1
        return not place.match.apart and (
            not are_different or speaker_of_all(place.match.spans, statements, words.text) is not None
        )

    def _one_by_one(self, place: Place) -> tuple[Found, ...]:
        """The parts of a match, each with whose words it is."""
        article, words, statements = self._articles[place.article.id]
        alone = [Place(Match((span,)), article, voice_of([span], statements, words.text)) for span in place.match.spans]
        return tuple(found for each in alone for found in as_quotes(each))

    def _placed(
        self, match: Match, article: Article, statements: Sequence[Statement], credited: Person | None
    ) -> Place:
        statement = voice_of(match.spans, statements, article.text)
        return Place(match, article, statement, self._likeness(credited, match, article, statement))

    def _likeness(
        self, credited: Person | None, match: Match, article: Article, statement: Statement | None
    ) -> Likeness:
        """Whether words are the credited speaker's, as far as the article tells."""
        if credited is None:
            return Likeness.SAME
        if statement is None or statement.person is None:
            return Likeness.UNCLEAR
        people = [person for person in (statement.person, statement.via) if person]
        all_read = [compare(credited, person, self.directory) for person in people]
        if Likeness.SAME in all_read:
            return Likeness.SAME
        if Likeness.UNCLEAR in all_read or is_quoted_within(match.spans, statement, article.text):
            return Likeness.UNCLEAR
        return Likeness.DIFFERENT

    def _as_found(self, blank: CheckedQuotation, places: Sequence[Place], *, strict: bool) -> CheckedQuotation:
        """Words that are on record: by whom they should be, by another, or by nobody knows whom."""
        theirs = [place for place in places if place.likeness is Likeness.SAME]
        if theirs:
            return replace(blank, finding=Finding.ON_RECORD, found=found_at(theirs))
        doubtful = [place for place in places if place.likeness is Likeness.UNCLEAR and place.person]
        others = [place for place in places if place.likeness is Likeness.DIFFERENT]
        if doubtful or not others:
            return replace(blank, finding=Finding.UNCLEAR, found=found_at(doubtful or places))
        if not _is_telling(blank.text, LEAST_OF_ANOTHER if strict else 1):
            return blank
        return replace(blank, finding=Finding.ANOTHERS, found=found_at(others))

    # Other words

    def _joined(
        self, blank: CheckedQuotation, parts: Sequence[Part], around: dict[int, list[Span]]
    ) -> CheckedQuotation | None:
        """Words that stand on record in several places; of articles with a piece the one that has most of the words."""
        read = [each for id, spans in around.items() if (each := self._read(id, spans))]
        forms = {form for part in parts for form in part.forms}
        read.sort(key=lambda each: (-sum(bool(each[1].written.positions(form)) for form in forms), -each[0].id))
        pieces = joined_pieces(parts, [words for _, words, _ in read])
        if pieces is None:
            return None
        found = [
            as_quotes(Place(piece, read[number][0], voice_of(piece.spans, read[number][2], read[number][0].text)))
            for number, piece in pieces
        ]
        return replace(blank, finding=Finding.JOINED, found=tuple(each for one in found for each in one))

    def _nearly(self, blank: CheckedQuotation, places: Sequence[Place], size: int, *, strict: bool) -> CheckedQuotation:
        """Words that are nearly on record, or not at all; `size` is how many they are."""
        if exact := [place for place in places if place.match.similarity == 1.0]:
            return self._as_found(blank, exact, strict=strict)
        if size < LEAST_ALTERED:
            return replace(blank, finding=Finding.NOT_ON_RECORD)
        stems = set(content_stems(blank.text))
        likely = [place for place in places if _is_altered(place, stems, size)]
        likely.sort(key=lambda p: (p.likeness is Likeness.DIFFERENT, -p.match.similarity, -p.article.id))
        if not likely:
            return replace(blank, finding=Finding.NOT_ON_RECORD)
        is_anothers = likely[0].likeness is Likeness.DIFFERENT
        finding = Finding.ANOTHERS if is_anothers else Finding.ALTERED
        return replace(blank, finding=finding, found=found_at([p for p in likely if p.likeness is likely[0].likeness]))

    def _near_places(
        self, parts: Sequence[Part], around: dict[int, list[Span]], credited: Person | None
    ) -> Iterator[Place]:
        for id, spans in around.items():
            read = self._read(id, spans)
            match = near_match(parts, read[1], spans) if read else None
            if read and match:
                yield self._placed(match, read[0], read[2], credited)


def _id(person: Person | None) -> int:
    return person.id if person else 0


def _together(one: Place | None, other: Place) -> Place:
    """Both places as one; the less sure of both is told of who speaks."""
    if one is None:
        return other
    spans = tuple(sorted({*one.match.spans, *other.match.spans}))
    doubtful = max((one, other), key=lambda place: place.likeness is not Likeness.SAME)
    return replace(doubtful, match=replace(other.match, spans=spans))


def _is_telling(text: str, least: int) -> bool:
    """Whether a quotation has enough words of its own for it to say something that another has said them."""
    size = len(quoted_words(text))
    return size >= LONG_ENOUGH or (size >= least and len(content_stems(text)) >= LEAST_CONTENT)


def _is_altered(place: Place, stems: set[str], size: int) -> bool:
    """Whether words are so near that they may be called a quotation's."""
    if place.match.similarity < ALTERED[place.likeness]:
        return False
    if place.likeness is Likeness.DIFFERENT and size < LEAST_ALTERED_OF_ANOTHER:
        return False
    words = " ".join(place.article.text[start:end] for start, end in place.match.spans)
    return 2 * len(stems & set(content_stems(words))) >= len(stems)


def _changed_words(place: Place, size: int) -> int:
    """How many words a quotation of some words lacks and has more than a match."""
    words = sum(len(quoted_words(place.article.text, *span)) for span in place.match.spans)
    return round((1 - place.match.similarity) * (size + words))
