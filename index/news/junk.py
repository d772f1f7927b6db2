"""Pages that are no news, by their form: newsletters, quizzes, menus of tickers, sales, horoscopes, pictures, lists.

A title alone condemns nothing: a report may be about a quiz show or a sale.  What the title promises, the form of the
text has to confirm.  In doubt a page is news.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from index.model import Article, Filter
from index.news.listings import is_listing

if TYPE_CHECKING:
    from index.store.store import Store

MAX_COUNTED = 1_000  # articles that are looked at to say what an outlet loses
READ = 12_000  # code points of a text that are looked at
ENDS = 1_500  # code points of its beginning and of its end, where newsletters are offered


class JunkKind(StrEnum):
    """What a page is that is no news."""

    NEWSLETTER = "newsletter"
    QUIZ = "quiz"
    LIVE_MENU = "live menu"
    SALE = "sale"
    HOROSCOPE = "horoscope"
    PICTURES = "pictures"
    FACT_LIST = "fact list"
    LISTICLE = "listicle"
    LISTING = "listing"
    CONTEST = "contest"
    EXCERPT = "excerpt"


_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"

_NEWSLETTER_TITLE = re.compile(
    rf"\bnewsletter\b|^(?:the )?{_NUMBER} things (?:you need )?to know (?:for|on|this|about (?:today|this))\b"
    r"|\b(?:morning|evening|daily|weekend|weekly|[a-z]+day['’]?s?) (?:e-?mail|briefing|digest|round-?up|wrap)\b"
    r"|^(?:news |world |sports |business )?(?:in brief|briefs|round-?up)$|뉴스레터|뉴스 ?브리핑",
    re.IGNORECASE,
)
_NEWSLETTER_WORDS = re.compile(
    r"\b(?:in|to) your inbox\b|\bsign(?:ing)? up\b.{0,60}\b(?:newsletter|e-?mail|inbox|here|below)\b"
    r"|\bsubscribe\b.{0,40}\b(?:newsletter|here|button|e-?mail)\b"
    r"|\b(?:newsletter|weekly digest|daily look at|get up to speed|start your day|what you need to know today)\b"
    r"|^\W*(?:top stories|today['’]s top|good (?:morning|evening)\b)|구독",
    re.IGNORECASE | re.MULTILINE,
)
_NEWSLETTER_START = re.compile(
    r"^\W*(?:welcome to|this is|you['’]re reading) [^.\n]{2,80}?(?:,? (?:a|the|our|your) (?:daily|weekly|monthly"
    r"|twice-weekly)(?: [\w-]+)? (?:newsletter|digest|round-?up|briefing|look)|newsletter)\b",
    re.IGNORECASE,
)
_NEWSLETTER_SELF = re.compile(  # how a page speaks of itself to who gets it by mail; no offer to sign up does
    r"\byou(?:['’]re| are) reading [^.\n]{2,60}\bnewsletter\b"
    r"|\b(?:(?:was|is) this (?:e-?mail |newsletter )?|been )forwarded (?:to you|this)\b"
    r"|\bforwarded (?:you )?this (?:e-?mail|newsletter)\b|\bview (?:this|it) in your browser\b",
    re.IGNORECASE,
)
_QUIZ_TITLE = re.compile(
    r"^(?:the )?(?:(?:big |weekly |daily )?(?:news |pop |sports |football |general knowledge )?quiz|crossword|sudoku)\b"
    r"|\b(?:news quiz|quiz of the (?:week|day|year)|take (?:our|the|this) quiz|test your knowledge|how (?:well|much) "
    r"do you (?:know|remember)|wordle (?:hints?|answers?|today))\b|\bquiz[!:.]?$|퀴즈",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"^\W{0,2}[a-dA-D][).:] ?\S", re.MULTILINE)
_QUIZ_WORDS = re.compile(
    r"\b(?:quiz|your (?:score|answers?|knowledge)|correct answers?|answers? (?:below|at the (?:end|bottom))|puzzles?"
    r"|clues?|정답|문제)\b",
    re.IGNORECASE,
)
_LIVE_TITLE = re.compile(
    r"^(?:live ?[:|–—-]|(?:read|follow|watch) live\b|live ?blog)|\blive (?:updates?|blog|results|score|ticker)\b"
    r"|[-–—:|] live$|\bas it happened\b|\[(?:실시간|생중계|라이브)\]",
    re.IGNORECASE,
)
_LIVE_NAMED = re.compile(r"^[^:|]{3,60} live ?[:|] ", re.IGNORECASE)  # "Budget live: …", and "Where they live: …"
_SALE_TITLE = re.compile(
    r"\b(?:deals?|sales?|discounts?|bargains?|coupons?|promo codes?|gifts?|gift guide|to buy|black friday|cyber monday"
    r"|prime day|% off|under \$\d+)\b|특가|할인",
    re.IGNORECASE,
)
_SALE_WORDS = re.compile(
    r"\b(?:(?:shop|buy|order|grab) (?:it |them |this )?(?:now|here|at)|promo(?:tional)? code|coupon code|add to cart"
    r"|at checkout|affiliate|earn (?:a|an) (?:small )?commission|free shipping|was \$\d|originally \$\d|list price"
    r"|\d+ ?% off|save (?:up to )?[$£€]?\d+)",
    re.IGNORECASE,
)
_SIGN = r"(?:aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces)"
_PRICE = re.compile(
    r"[$£€₩¥] ?\d|\d ?[$€£]|\b\d[\d.,]* ?(?:dollars?|pounds?|euros?|crowns?|kr|usd|eur|gbp)\b|\d ?원", re.IGNORECASE
)
_HOROSCOPE_TITLE = re.compile(r"\bhoroscopes?\b|\bzodiac\b|\bstar signs?\b|운세|별자리", re.IGNORECASE)
_SIGNS = re.compile(rf"\b{_SIGN}\b|[가-힣]{{1,3}}띠", re.IGNORECASE)
_SIGN_LINE = re.compile(rf"^\W{{0,3}}{_SIGN}\b(?: ?[:.(|–—-]|$)", re.IGNORECASE | re.MULTILINE)
_PICTURES_TITLE = re.compile(
    r"^\W*(?:(?:more |our )?(?:photos?|pictures?|in (?:pictures|photos)|photo gallery|gallery|slideshow|video|podcast"
    r"|watch|listen|cartoons?)(?: ?[:|–—]| of the (?:day|week|month|year)\b)|watch the (?:best|funniest|full|moment)\b)"
    r"|\bin (?:pictures|photos)$|\bphoto galler(?:y|ies)\b|\[(?:포토|사진|영상|화보|만평)[^\]]*\]|화보",
    re.IGNORECASE,
)
_CONTEST_TITLE = re.compile(
    r"^(?:your chance to )?win\b(?! (?:back|over|against|for|in|at|or|by|the|on)\b)"
    r"|\b(?:giveaway|competition|prize draw|sweepstakes?|raffle)\b"
    r"|이벤트|경품",
    re.IGNORECASE,
)
_CONTEST_WORDS = re.compile(
    r"\b(?:to enter|terms (?:and|&) conditions|entrants?|closing date|chosen at random|lucky (?:reader|winner)s?"
    r"|no purchase necessary|teamed up with|prize draw)\b"
    r"|응모|추첨",
    re.IGNORECASE,
)
_CONTEST_CALL = re.compile(  # how readers are asked to take part; a report on a contest calls nobody
    r"\bto enter,|\b(?:enter (?:here|now|below|our|the (?:draw|competition))|(?:your|a) chance to win|you could win"
    r"|(?:simply|just) (?:answer|fill|tell|send|click|e-?mail)|(?:e-?mail|send) (?:us )?your (?:answer|name|entry))\b"
    r"|응모(?:하세요|해 주세요|하시면)",
    re.IGNORECASE,
)
_SAYING = re.compile(r"\b(?:said|told|announced|warned)\b|말했|밝혔|전했")
_CLUE_LINE = re.compile(r"^\W*\d{1,2}[.):]?\s.{2,90}\(\d{1,2}(?:[,-]\d{1,2})*\)\s*$", re.MULTILINE)
_CLUES_HEADING = re.compile(r"^\W*(?:across|down)\W*$", re.IGNORECASE | re.MULTILINE)
_CREDIT = re.compile(r"\b(?:Getty|Reuters|AFP|EPA|Shutterstock|photo(?:graph)? by|AP Photo)\b|(?:사진|연합)[=/]")
_EXCERPT_TITLE = re.compile(
    r"^(?:an? |book |exclusive |first )*(?:excerpts?|extracts?|short story|fiction|serial)\b ?[:|–—-]"
    r"|\b(?:excerpts?|extracts?) from\b|[:|–—-] ?(?:an? )?(?:excerpt|extract|short story)$"
    r"|^(?:연재|단편) ?소설|책 속으로",
    re.IGNORECASE,
)
_EXCERPT_END = re.compile(  # whose it is and where it comes out
    r"^\W*(?i:(?:this is )?(?:an )?(?:(?:edited|abridged) )?(?:(?:excerpt|extract)(?:ed)? )?from) "
    r"[“\"‘'*_]?[A-Z][^\n]{2,90}?\bby [A-Z]"
    r"|\b(?i:excerpted|extracted|adapted) (?:with permission )?from\b|\bis published by\b",
    re.MULTILINE,
)
_FACTS_TITLE = re.compile(r"\bfast facts\b|^fact ?box\b|\bby the numbers$", re.IGNORECASE)
_FACTS_START = re.compile(r"^\W*here(?:['’]s| is| are) (?:a look|some (?:background|facts|information))", re.IGNORECASE)
_FACT_LINE = re.compile(
    r"^(?:[A-Z][\w ’'-]{2,30}: ?\S|\W*(?:\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?) ?[-–—:])", re.MULTILINE
)
_LISTICLE_TITLE = re.compile(
    rf"^(?:the )?(?:top |best )?{_NUMBER}(?: \(?more\)?)?(?: of the| of our)? (?:\w+ ){{0,2}}?(?:most|best|worst"
    r"|biggest|funniest|cutest|greatest|craziest|weirdest|coolest|favou?rite|things|times|reasons|gifts|photos|pictures|memes"
    r"|tweets|recipes|hacks)\b",
    re.IGNORECASE,
)
_NUMBERED_LINE = re.compile(r"^\W*(?:\d{1,3})(?:[.):]|$|\s+[A-Z])", re.MULTILINE)
_CLOCK_LINE = re.compile(
    r"^\W*\d{1,2}[:.h]\d{2} ?(?:[ap]\.?m\.?)?,? ?(?:[A-Z]{2,4})?\b"
    r"|^\W*\d{1,3} ?(?:min(?:ute)?s?|h(?:ours?|rs?)?) ago\b",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"[“\"][^“”\"\n]{30,}[”\"]")
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?。…][\"”’'）)\]]*$")

MIN_CHOICES = 6  # answers to choose from that make a quiz of a page titled as one
MIN_SIGN_LINES = 6  # of the twelve signs, each at the beginning of a line
MIN_OFFERS = 3  # lines with a price and what to do for it
MIN_SENTENCE = 40  # code points of the shortest paragraph that is more than an item
MAX_CAPTIONS = 60  # words in sentences of a page that has captions and no report
MAX_SHORT_PAGE = 130  # words of a page of pictures or of a menu that has no more than a caption
MAX_POST = 35  # words between two times of a ticker's menu
MIN_CLUES = 4  # of a crossword
MIN_CONTEST_WORDS = 2  # different ones, of how to take part
MIN_LISTED = 60  # words without a sentence around them that make a listing


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the rules see it.

    Attributes:
        title: Its title, on one line.
        text: Its text without the title.
        lines: Those of the text that are not empty.
    """

    title: str
    text: str
    lines: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def ends(self) -> str:
        """Its beginning and its end."""
        return self.text[:ENDS] + "\n" + self.text[-ENDS:]

    @property
    def words_in_sentences(self) -> int:
        """How many of its words stand in paragraphs that end as sentences do."""
        paragraphs = (paragraph.strip() for paragraph in _BETWEEN_PARAGRAPHS.split(self.text))
        return sum(len(each.split()) for each in paragraphs if len(each) > MIN_SENTENCE and _SENTENCE_END.search(each))


def junk_kind(article: Article) -> JunkKind | None:
    """What a page is that is no news.

    Args:
        article: The page.

    Returns:
        The first kind whose rule it fulfils; None for news, and for whatever is in doubt.
    """
    return _kind(article.title or "", article.text[:READ])


def junk_by_outlet(store: Store, since: date, most: int = MAX_COUNTED) -> dict[str | None, Counter[JunkKind]]:
    """What digests leave out of each outlet's newest articles.

    Args:
        store: The articles, as far as the asker may see them.
        since: The first day of publication that counts.
        most: Articles that are looked at, the newest ones.

    Returns:
        How many pages of which kind, by outlet; outlets that lose nothing are not in it.
    """
    counts: dict[str | None, Counter[JunkKind]] = {}
    for article in store.articles(store.window(Filter(since))[-most:]).values():
        if (kind := junk_kind(article)) is not None:
            counts.setdefault(article.outlet, Counter())[kind] += 1
    return counts


@lru_cache(maxsize=1000)  # subscribers who are due at one minute share a window
def _kind(title: str, text: str) -> JunkKind | None:
    title = " ".join(title.split()).rstrip(". ")
    if title and text.startswith(title):
        text = text[len(title) :]
    page = _Page(title, text.lstrip(". \n"), tuple(filter(None, map(str.strip, text.split("\n")))))
    return next((kind for kind, is_one in _RULES if is_one(page)), None)


def _is_newsletter(page: _Page) -> bool:
    """Titled as one and made of many small matters, or introducing itself as one."""
    if _NEWSLETTER_START.search(page.text[:ENDS]) or _NEWSLETTER_SELF.search(page.ends):
        return True
    items = sum(len(line.split()) <= 14 for line in page.lines) + len(_NUMBERED_LINE.findall(page.text))
    if not _NEWSLETTER_TITLE.search(page.title):
        return False
    return items >= 3 or bool(_NEWSLETTER_WORDS.search(page.ends))


def _is_contest(page: _Page) -> bool:
    """Something to be won, with how to take part, and nobody who says anything about it."""
    if not _CONTEST_TITLE.search(page.title) or _SAYING.search(page.text):
        return False
    words = set(map(str.lower, _CONTEST_WORDS.findall(page.text)))
    return len(words) >= MIN_CONTEST_WORDS and bool(_CONTEST_CALL.search(page.text))


def _is_quiz(page: _Page) -> bool:
    """Questions under a title that promises them, or the clues of a crossword, whatever the title."""
    if len(_CLUE_LINE.findall(page.text)) >= MIN_CLUES and _CLUES_HEADING.search(page.text):
        return True
    if not _QUIZ_TITLE.search(page.title):
        return False
    is_asking = page.text.count("?") >= 3 or page.words < MAX_SHORT_PAGE
    return is_asking and bool(_QUIZ_WORDS.search(page.text) or len(_CHOICE.findall(page.text)) >= MIN_CHOICES)


def _is_live_menu(page: _Page) -> bool:
    """The page of a ticker with hardly a post in it; posts that tell something are news."""
    times = len(_CLOCK_LINE.findall(page.text))
    is_titled = _LIVE_TITLE.search(page.title) or (times and _LIVE_NAMED.search(page.title))
    if is_titled and page.words_in_sentences < MAX_CAPTIONS:
        return True
    return times >= 6 and page.words < MAX_POST * times and page.words_in_sentences < page.words / 2


def _is_sale(page: _Page) -> bool:
    if not _SALE_TITLE.search(page.title):
        return False
    offers = sum(bool(_PRICE.search(line) and _SALE_WORDS.search(line)) for line in page.lines)
    return offers >= MIN_OFFERS or len(set(map(str.lower, _SALE_WORDS.findall(page.text)))) >= 3


def _is_horoscope(page: _Page) -> bool:
    """Signs under a title that tells of them, or most of them one below the other, whatever the title."""
    if len(set(map(str.lower, _SIGN_LINE.findall(page.text)))) >= MIN_SIGN_LINES:
        return True
    return bool(_HOROSCOPE_TITLE.search(page.title)) and len(set(map(str.lower, _SIGNS.findall(page.text)))) >= 4


def _is_picture_page(page: _Page) -> bool:
    if not _PICTURES_TITLE.search(page.title):
        return False
    has_report = page.words_in_sentences > MAX_CAPTIONS or page.words > MAX_SHORT_PAGE
    return not has_report or len(_CREDIT.findall(page.text)) >= max(4, page.words / 60)


def _is_fact_list(page: _Page) -> bool:
    titled, starts = _FACTS_TITLE.search(page.title), _FACTS_START.search(page.text)
    facts = len(_FACT_LINE.findall(page.text))
    return bool(titled and (starts or facts >= 3)) or bool(starts and facts >= 6)


def _is_listicle(page: _Page) -> bool:
    headings = sum(len(line.split()) <= 14 for line in page.lines)
    return bool(_LISTICLE_TITLE.search(page.title)) and headings >= 5 and page.words < 60 * headings


def _is_listing(page: _Page) -> bool:
    """Hardly a sentence: results, schedules, menus; names one below the other may be appointments, which are news.

    Nor is a list of what people said.
    """
    if is_listing(page.title, page.text, page.lines):
        return True
    if page.words < MIN_LISTED or len(_QUOTED.findall(page.text)) >= 3 or page.words_in_sentences > page.words / 8:
        return False
    figures = sum(bool(re.search(r"\d", line)) for line in page.lines)
    return len(page.lines) >= 12 and page.words < 9 * len(page.lines) and figures > len(page.lines) / 2


def _is_excerpt(page: _Page) -> bool:
    """A piece of a book: what is said in it was said to nobody."""
    return bool(_EXCERPT_TITLE.search(page.title) and _EXCERPT_END.search(page.ends))


_RULES = (
    (JunkKind.HOROSCOPE, _is_horoscope),
    (JunkKind.QUIZ, _is_quiz),
    (JunkKind.FACT_LIST, _is_fact_list),
    (JunkKind.SALE, _is_sale),
    (JunkKind.NEWSLETTER, _is_newsletter),
    (JunkKind.PICTURES, _is_picture_page),
    (JunkKind.LIVE_MENU, _is_live_menu),
    (JunkKind.CONTEST, _is_contest),
    (JunkKind.LISTICLE, _is_listicle),
    (JunkKind.LISTING, _is_listing),
    (JunkKind.EXCERPT, _is_excerpt),
)
