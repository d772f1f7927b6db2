"""Pages that are no articles: what a server sends where a page is gone, closed, or asks for something first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from index.errors import SourceError, SourceProblem

_SHORT = 150  # words of what can be such a page
_LEFT = 40  # words that are no part of such a notice, from which a page is an article all the same
_NOTE = 14  # words of what says so beside an article
_SOONEST = 30  # seconds after which a page leads on by itself
# Titles of such pages, by their words alone.
_THING = r"(?:the |this |that |your |requested )*(?:page|article|story|content|file|post|url|link|document)"
_GONE = re.compile(
    rf"(?:oops |sorry |uh oh |whoops |error |http )*(?:404 )*(?:error )?(?:404|gone|(?:page )?not found|nothing (?:was )?found"
    rf"|{_THING}(?: (?:you(?: a|’|')?re looking for|you requested))?(?: (?:was|is|could|can|does|has|been|no|longer|not|be"
    r"|can[’']?t|couldn[’']?t|doesn[’']?t|isn[’']?t|any|more|anymore|found|available|unavailable|exists?|moved|removed"
    r"|deleted|expired|missing|gone))+|페이지를 찾을 수 없습니다|존재하지 않는 (?:페이지|기사)(?:입니다)?|삭제된 기사입니다"
    r"|seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouv[ée]e)|p[áa]gina n[ãa]o encontrada"
    r"|p[áa]gina no encontrada|pagina non trovata|pagina niet gevonden|ページが見つかりません)(?: 404)*(?: error)?",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"(?:just a moment|attention required|checking your browser|one moment please|please wait|access denied"
    r"|security check|are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|human verification"
    r"|pardon our interruption|ddos protection|bot (?:check|verification)|(?:403 )?forbidden|captcha"
    r"|robot check|request (?:blocked|rejected)|unusual traffic(?: detected)?)(?: cloudflare| 403| please)*",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:before you continue(?: to.*)?|we (?:value|respect|care about) your privacy|your privacy(?: choices| matters)?"
    r"|cookie (?:consent|settings|preferences|policy|notice)|consent|we use cookies|privacy (?:settings|preferences|notice)"
    r"|datenschutz ?einstellungen|accept cookies)",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:log ?in|sign ?in|subscribe|register|members only|(?:subscription|login|registration) required|로그인)"
    r"(?: (?:to|or) (?:continue|read|view|log ?in|sign ?up|register|subscribe).*| required)?",
    re.IGNORECASE,
)
_REDIRECTING = re.compile(
    r"(?:redirecting.*|you are being redirected|moved permanently|page moved|301.*|302 found)", re.IGNORECASE
)
_WORD = re.compile(r"[\w’']+")

# Sentences that such pages are made of.
_NOTICE = re.compile(
    r"(?:enable|requires?|turn on|activate|without|support(?:s)?|disabled|aktivieren|activer) java ?script"
    r"|java ?script (?:is |must be |to be |has been )?(?:enabled|disabled|required|not available|turned off)"
    r"|checking (?:your|if the site) |verify (?:that )?you(?:’|'| a)re (?:a |not a )?(?:human|robot)|not a robot"
    r"|\bray id\b|enable cookies|unusual (?:traffic|activity)|performance (?:&|and) security by|security service to protect"
    r"|complete the (?:security check|captcha)|automated (?:access|requests)"
    r"|(?:we|our|and) .{0,40}(?:partners|vendors) .{0,60}(?:cookies|store|data|devices?)|(?:use|uses|using) cookies"
    r"|cookie (?:policy|settings|preferences)|personali[sz]ed (?:ads|content|advertising)|accept all|reject all"
    r"|manage (?:your )?(?:options|choices|preferences|settings)|your (?:privacy|consent)|legitimate interest"
    r"|(?:page|article|story|link) (?:that )?you(?:’|'| a)?re (?:looking for|trying to)|page you requested"
    r"|(?:page|article|story) (?:could|can|was|is|has|may) ?(?:n[o’']t|not|been|have|no longer)?[^.]{0,20}"
    r"(?:found|moved|removed|deleted|available|exist)|(?:may|might) have (?:been )?(?:moved|removed|deleted|expired|renamed)"
    r"|try (?:our |a |the )?search|(?:go |return |head |back )+(?:back )?to (?:the |our )?home ?page"
    r"|(?:being|automatically) redirected|click here if you are not|redirect(?:s|ing)? (?:you|to)"
    r"|(?:log|sign) ?in (?:to|or|with)|already (?:a )?(?:subscriber|member|have an account|registered)|create (?:a |an )?(?:free )?account"
    r"|(?:to|and) (?:continue|keep) reading|(?:only|exclusively) (?:for|to|available to) (?:our )?(?:subscribers|members)"
    r"|for (?:our )?(?:subscribers|members) only|subscribers[- ]only|subscribe (?:now|to|today|for)|become a (?:member|subscriber)"
    r"|(?:reached|used) (?:your|the) (?:monthly )?(?:free )?(?:limit|articles)|unlimited (?:digital )?access|free trial"
    r"|cancel (?:at )?any ?time|forgot (?:your )?password|subscription",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:log|sign) ?in to (?:continue|read)|(?:to|and) (?:continue|keep) reading|subscribe (?:now )?to (?:read|continue|unlock)"
    r"|(?:only|exclusively) (?:for|to|available to) (?:our )?(?:subscribers|members)|for (?:our )?(?:subscribers|members) only"
    r"|subscribers[- ]only|already (?:a )?subscriber|subscription (?:is )?required|구독자 전용|로그인이 필요",
    re.IGNORECASE,
)
_JAVASCRIPT = re.compile(r"java ?script", re.IGNORECASE)
_REFRESH = re.compile(r"\s*(\d{1,4})[^;,]{0,10}[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'\s]{1,2000})", re.IGNORECASE)
_OUTLET = re.compile(r"\s[-–—|·:]\s|\s?\|\s?")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")


def check_is_article(
    tree: Any, name: str, titles: Sequence[str], lines: Sequence[str], address: str | None = None
) -> None:
    """Refuse a page that stands in the place of an article.

    What a title promises counts only where the page holds next to nothing else: an article may be called so, too.

    Args:
        tree: The page.
        name: What it is called in messages.
        titles: What the page says it is called.
        lines: What was found on it.
        address: The page's own, from which an address that it leads on to is understood.

    Raises:
        SourceError: It is no article.
    """
    sentences = [each for line in lines for each in _SENTENCE_END.split(line)]
    size = _words(sentences)
    if size > _SHORT:
        return
    target = leads_on(tree)
    if target and size <= _LEFT:
        raise _led_on(name, target, address)
    notices = [each for each in sentences if _NOTICE.search(each)]
    left = size - _words(notices)
    problem = _called(_titles(tree, titles)) if left <= _LEFT else None
    if problem is None and notices and 2 * left <= size:
        problem = _told(notices)
    if problem is None and left <= 2 * _LEFT and _is_closed(tree):
        problem = SourceProblem.CLOSED_PAGE
    if problem:
        raise SourceError(name, problem)


def _words(sentences: Sequence[str]) -> int:
    return sum(len(each.split()) for each in sentences)


def _titles(tree: Any, titles: Sequence[str]) -> list[str]:
    """What a page calls itself, also without the name of its outlet."""
    called = [*titles, *(" ".join(each.text_content().split()) for each in tree.iter("title", "h1"))]
    return [part for title in called for part in (title, _OUTLET.split(title[:300])[0])]


def refuse_empty(tree: Any, name: str, address: str | None = None) -> SourceError:
    """Why a page in which no text was found holds none.

    Args:
        tree: The page.
        name: What it is called in messages.
        address: Its own, as in `check_is_article`.
    """
    target = leads_on(tree)
    if target:
        return _led_on(name, target, address)
    words = " ".join(tree.text_content().split())[:4000]
    problem = _called(_titles(tree, ()))
    if problem is None and _JAVASCRIPT.search(words) and _NOTICE.search(words):
        problem = SourceProblem.SCRIPT_PAGE
    return SourceError(name, problem or SourceProblem.NO_TEXT)


def _led_on(name: str, target: str, address: str | None) -> SourceError:
    """The refusal of a page that leads on, with an address that can be added where it tells one."""
    try:
        whole = urljoin(address or "", target)
    except ValueError:
        whole = ""
    if not re.match(r"https?://[^\s/]", whole):
        return SourceError(name, SourceProblem.FORWARDED_PAGE)
    return SourceError(name, SourceProblem.LEADS_ON, address=whole)


def leads_on(tree: Any) -> str | None:
    """The address to which a page leads by itself, at once or soon."""
    for element in tree.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            refresh = _REFRESH.match((element.get("content") or "")[:3000])
            if refresh and int(refresh[1]) <= _SOONEST:
                return refresh[2]
    return None


def _called(titles: Sequence[str]) -> SourceProblem | None:
    """What a page is by one of its titles."""
    for title in titles:
        words = " ".join(_WORD.findall(title[:200]))
        for pattern, problem in (
            (_GONE, SourceProblem.GONE_PAGE),
            (_CHALLENGE, SourceProblem.CHECKED_PAGE),
            (_CONSENT, SourceProblem.CONSENT_PAGE),
            (_CLOSED, SourceProblem.CLOSED_PAGE),
            (_REDIRECTING, SourceProblem.FORWARDED_PAGE),
        ):
            if pattern.fullmatch(words):
                return problem
    return None


def _told(notices: Sequence[str]) -> SourceProblem:
    """What a page is by its sentences."""
    words = " ".join(notices).lower()
    for told, problem in (
        ("javascript", SourceProblem.SCRIPT_PAGE),
        ("robot", SourceProblem.CHECKED_PAGE),
        ("human", SourceProblem.CHECKED_PAGE),
        ("cookie", SourceProblem.CONSENT_PAGE),
        ("privacy", SourceProblem.CONSENT_PAGE),
        ("partners", SourceProblem.CONSENT_PAGE),
        ("redirect", SourceProblem.FORWARDED_PAGE),
        ("page", SourceProblem.GONE_PAGE),
    ):
        if told in words:
            return problem
    return SourceProblem.CLOSED_PAGE


def _is_closed(tree: Any) -> bool:
    """Whether the page says, beside the beginning of an article, that the rest is for those who have signed in."""
    for element in tree.iter("p", "div", "span", "h2", "h3", "button", "a", "strong"):
        words = " ".join((element.text or "").split())
        if words and len(words.split()) <= _NOTE and _PAYWALL.search(words):
            return True
    return False
