"""Web pages: the whole article and nothing else, what they say of it, and what stands in the place of one."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from index import Draft, SourceError
from index.extract.html import from_html, looks_like_html
from index.extract.note_marks import drop_note_marks
from index.model import BlockKind

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
TITLE = "Varga puts the ferry law to the vote"
FIRST = "Transport Minister Elin Varga said on Monday that the ferry law would be put to the vote before the summer."
SECOND = "“We have read every line of the law,” Varga told reporters in Lindesund. “The ferries will sail all winter.”"
THIRD = "Opposition leader Ilo Tamm said that the annex was missing and that the government kept it from the islands."
FOURTH = "“The pier was never ours to sell,” said Maret Holm, who has led the island council for twenty years."
LAST = "The council of Norvale will meet again in June, when the annex is due, and the minister has promised to come."


def p(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}<title>{title}</title></head><body>{body}</body></html>'


def story(inner: str, head: str = "", title: str = TITLE) -> str:
    return page(f"<main><article><h1>{TITLE}</h1>{inner}</article></main>", head, title)


def read(text: str, url: str | None = None) -> Draft:
    return from_html(text, "a.html", url, NOW)


def lines(draft: Draft) -> list[str]:
    return draft.text.split("\n\n")


def linked_data(*objects: dict[str, Any]) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in objects)


# the whole article


def test_marks_of_notes_are_in_no_sentence_and_raised_words_that_lead_nowhere_stay() -> None:
    basin = "The basin holds 400 m<sup>3</sup> of water, and the sill was laid on the 3<sup>rd</sup> of March in rain."
    one, two = '<sup><a href="#n1">1</a></sup>', '[<a href="#n2" role="doc-noteref"><sup>2</sup></a>]'
    three = '<sup>[<a href="#n3">3</a>]</sup>'
    notes = '<ol><li id="n1">The harbour office keeps a log of it. <a href="#r1">↩</a></li></ol>'
    draft = read(story(p(FIRST + one, f"{SECOND}{two}", THIRD + three, basin) + notes))
    assert "↩" not in draft.text
    assert lines(draft)[:3:2] == [FIRST, THIRD]
    assert "2" not in lines(draft)[1]
    assert lines(draft)[3] == basin.replace("<sup>", "").replace("</sup>", "")


@pytest.mark.parametrize(
    "marks", ["<a href='#1'><sup>1</sup></a> x ", "<a href='#1'>1</a> x "], ids=["apart", "in one"]
)
def test_many_marks_of_notes_take_no_more_than_their_time(marks: str) -> None:
    root = etree.fromstring(f"<div><sup>{marks * 30_000}</sup></div>", etree.XMLParser(huge_tree=True))
    begun = time.process_time()
    drop_note_marks(root)
    assert time.process_time() - begun < 8
    assert "1" not in "".join(root.itertext())


@pytest.mark.parametrize(
    "inner",
    [
        f'<div class="article__content">{p(FIRST, SECOND)}</div><div class="ad">Advert</div>'
        f'<div class="article__content">{p(THIRD, FOURTH, LAST)}</div>',
        f'<section class="text">{p(FIRST, SECOND)}</section><section class="text">{p(THIRD)}</section>'
        f'<section class="text">{p(FOURTH, LAST)}</section>',
        f'<div class="story-body">{p(FIRST, SECOND, THIRD)}</div><div class="ad-slot"></div>'
        f'<div class="second-half">{p(FOURTH, LAST)}</div>',
        f'<div class="summary">{FIRST}</div><div class="article-body">{p(SECOND, THIRD, FOURTH, LAST)}</div>',
    ],
    ids=["parts of one class", "three sections", "parts of two classes", "a summary before the body"],
)
def test_a_body_in_several_containers_is_read_as_a_whole(inner: str) -> None:
    assert lines(read(story(inner))) == [FIRST, SECOND, THIRD, FOURTH, LAST]


def test_each_turn_of_a_talk_is_read_where_each_has_its_container() -> None:
    turns = [f"MS. VARGA: {FIRST}", f"MR. TAMM: {THIRD}", f"MS. VARGA: {LAST}"]
    inner = "".join(f'<div class="content"><p>{turn}</p></div>' for turn in turns)
    assert lines(read(page(f"<h1>{TITLE}</h1><div class='turns'>{inner}</div>"))) == turns


@pytest.mark.parametrize(
    "second",
    [
        f"<article class='story'><h1>Herring quota falls</h1><div class='body'>{p(FOURTH, LAST)}</div></article>",
        f"<article class='story'><h2><a href='/2'>Herring quota</a></h2><div class='body'>{p(FOURTH)}</div></article>",
        f"<aside><div class='body'>{p(FOURTH, LAST)}</div></aside>",
        f"<div class='comments'><div class='body'>{p(FOURTH, LAST)}</div></div>",
        f"<div class='related-stories'><div class='teaser'>{p(FOURTH)}</div></div>",
    ],
    ids=["a second story", "a linked story", "an aside", "comments", "teasers"],
)
def test_what_is_not_the_article_is_left_out(second: str) -> None:
    first = f"<article class='story'><h1>{TITLE}</h1><div class='body'>{p(FIRST, SECOND, THIRD)}</div></article>"
    assert lines(read(page(f"<main>{first}{second}</main>"))) == [FIRST, SECOND, THIRD]


def test_a_talk_in_a_table_is_read_cell_by_cell() -> None:
    said = {"VARGA:": FIRST, "TAMM:": THIRD}
    rows = "".join(f"<tr><td>{name}</td><td>{words} {LAST}</td></tr>" for name, words in said.items())
    found = read(story(f"<table>{rows}</table>{p(LAST)}"))
    assert "|" not in found.text
    assert FIRST in found.text


def test_a_table_of_short_cells_is_a_table() -> None:
    table = "<table><tr><th>Port</th><th>Boats</th></tr><tr><td>Lindesund</td><td>40</td></tr></table>"
    found = read(story(p(FIRST, SECOND, THIRD) + table + p(LAST)))
    assert {found.text[block.start : block.end] for block in found.blocks if block.kind is BlockKind.TABLE}


# tails, repeated lines, credits


@pytest.mark.parametrize("heading", ["What’s next", "Latest news", "Recommended"])
def test_a_heading_over_paragraphs_of_the_article_is_kept(heading: str) -> None:
    found = read(story(f"{p(FIRST, SECOND, THIRD)}<h2>{heading}</h2>{p(FOURTH, LAST)}"))
    assert lines(found) == [FIRST, SECOND, THIRD, heading, FOURTH, LAST]


@pytest.mark.parametrize("heading", ["What’s next", "Latest news", "Recommended for you", "Related stories"])
def test_a_heading_over_other_stories_ends_the_article(heading: str) -> None:
    teasers = (
        "<p>Herring quota falls</p><p>The quota is a tenth lower.</p><p>Ferry late again</p><p>It came at noon.</p>"
    )
    assert lines(read(story(f"{p(FIRST, SECOND, THIRD)}<h2>{heading}</h2>{teasers}"))) == [FIRST, SECOND, THIRD]


def test_an_article_goes_on_after_other_stories() -> None:
    box = "<h3>Related stories</h3><p>Herring quota falls</p><p>Ferry late again</p>"
    assert lines(read(story(f"{p(FIRST, SECOND)}{box}{p(THIRD, LAST)}"))) == [FIRST, SECOND, THIRD, LAST]


@pytest.mark.parametrize(
    "teaser",
    [
        "<p><a href='/2'>Herring quota falls by a tenth</a></p>",
        "<p>READ MORE: <a href='/2'>Herring quota falls by a tenth</a></p>",
        "<ul><li><h3><a href='/2'>Herring quota falls</a></h3>The quota is a tenth lower</li></ul>",
    ],
)
def test_a_line_that_leads_to_another_story_is_left_out(teaser: str) -> None:
    assert lines(read(story(f"{p(FIRST, SECOND)}{teaser}{p(THIRD, LAST)}"))) == [FIRST, SECOND, THIRD, LAST]


@pytest.mark.parametrize(
    "content",
    [
        "<p><a href='/2'>“We will sail all winter,” Varga told the council on Sunday.</a></p>",
        "<p>The <a href='/2'>herring quota falls by a tenth</a>, as she had said.</p>",
    ],
)
def test_a_sentence_that_is_a_link_or_holds_one_is_kept(content: str) -> None:
    found = lines(read(story(f"{p(FIRST, SECOND)}{content}{p(THIRD, LAST)}"), "https://post.example/ferry"))
    assert len(found) == 5


def test_a_sentence_that_stands_twice_is_kept_once() -> None:
    said = "“We will see what June brings,” Varga said."
    assert lines(read(story(p(FIRST, SECOND, said, said, THIRD)))) == [FIRST, SECOND, said, THIRD]


def test_short_answers_that_follow_each_other_are_all_kept() -> None:
    assert lines(read(story(p(FIRST, SECOND, "Yes, sir.", "Yes, sir.", THIRD)))).count("Yes, sir.") == 2


@pytest.mark.parametrize(
    "credit",
    [
        "Varga in Lindesund on Monday. Photo: Ola Brekke",
        "The pier at night (AFP)",
        "The ferry. — Courtesy of Port of Norvale",
    ],
)
def test_a_caption_with_a_credit_is_left_out(credit: str) -> None:
    assert lines(read(story(p(FIRST, credit, SECOND, THIRD)))) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "content",
    [
        "There was nothing to hide, Varga told Reuters",
        "They called it a photo opportunity for the minister",
        "It gave the island a better image by the summer",
    ],
)
def test_a_line_that_names_an_agency_or_a_picture_is_kept(content: str) -> None:
    assert lines(read(story(p(FIRST, content, SECOND, THIRD)))) == [FIRST, content, SECOND, THIRD]


def test_a_name_under_the_last_quotation_is_kept() -> None:
    assert lines(read(story(p(FIRST, SECOND, "“The pier was never ours to sell.”", "Maret Holm"))))[-1] == "Maret Holm"


# what a page says of its article


def test_the_date_is_the_articles_own() -> None:
    head = linked_data(
        {"@type": "VideoObject", "name": "The pier", "datePublished": "2019-01-01T00:00:00Z"},
        {"@type": "NewsArticle", "headline": "Herring quota falls", "url": "https://post.example/2",
         "datePublished": "2020-02-02T00:00:00Z"},
        {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": TITLE,
         "datePublished": "2026-03-05T09:00:00Z"}]},
    )  # fmt: skip
    assert read(story(p(FIRST, SECOND), head)).published == datetime(2026, 3, 5, 9, tzinfo=UTC)


DAY = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "inner", "url"),
    [
        ('<meta property="article:published_time" content="2026-03-05">', "", None),
        ('<meta name="pubdate" content="20260305">', "", None),
        ("", "<time datetime='2026-03-05'>last week</time>", None),
        ("", "<p class='date'>Mittwoch, 5. März 2026</p>", None),
        ("", "<p class='date'>5. Mar 2026, 0:00</p>", None),
        ("", "<div class='date'>5 марта 2026, 10:30</div>", None),
        ("", "<p class='date'>2026年3月5日(木)</p>", None),
        ('<meta name="date" content="05.03.2026">', "", None),
        ("", "<p class='dateline'>Published 5 March 2026</p>", None),
        ("", "<div>기사입력 : [ 2026-03-05 ]</div>", None),
        ("", "", "https://post.example/2026/03/05/ferry"),
        ("", "<p>Maret Holm, spokeswoman</p><p>Lindesund</p><p>March 5, 2026</p>", None),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', "<time>5 March 2026</time>", None),
        ('<meta property="article:published_time" content="2031-01-01">', "<time datetime='2026-03-05'></time>", None),
    ],
)
def test_the_first_source_that_states_a_possible_day_dates_the_article(head: str, inner: str, url: str | None) -> None:
    found = read(story(inner + p(FIRST, SECOND, THIRD), head), url)
    assert found.published == DAY
    assert FIRST in found.text


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Speech by Premier Holm, Lindesund, 5 March 2026", DAY),
        ("Department press briefing – March 5, 2026", DAY),
        ("Remarks at the pier (5 March 2026)", DAY),
        ("Remembering the storm, 5 March 2019", None),
        ("Statement on the accord of 5 March 2019 and its annex", None),
        ("Speech by Premier Holm, Lindesund, 5 March 2033", None),
    ],
)
def test_the_day_at_the_end_of_an_occasions_title_is_its_day(title: str, day: datetime | None) -> None:
    assert read(page(f"<main><h1>{title}</h1>{p(FIRST, SECOND, THIRD)}</main>", title=title)).published == day


def test_a_blog_names_itself_before_the_title_and_its_author_and_moment_below_the_post() -> None:
    head = "<meta property='og:title' content='The roof of the pier'>"
    post = (
        "<div class='header'><h1 class='title'>Harbour Notes</h1></div><div class='post hentry'>"
        f"<h3 class='post-title'>The roof of the pier</h3><div class='post-body'>{p(FIRST, SECOND, THIRD)}</div>"
        "<div class='post-footer'><span class='post-author'>Posted by <span class='fn'>Maret Holm</span></span> at "
        "<abbr class='published' title='2026-03-05T20:15:00+01:00'>20:15</abbr></div></div>"
    )
    draft = read(page(post, head, "Harbour Notes: The roof of the pier"))
    assert (draft.title, draft.outlet, draft.author) == ("The roof of the pier", "Harbour Notes", "Maret Holm")
    assert draft.published == datetime(2026, 3, 5, 19, 15, tzinfo=UTC)


def test_a_headline_before_a_colon_is_no_outlet() -> None:
    called = "Ferry stops today: who pays?"
    head = f"<meta property='og:title' content='{called}'>"
    draft = read(page(f"<main><h1>{called}</h1>{p(FIRST, SECOND)}</main>", head, called))
    assert (draft.title, draft.outlet) == (called, None)


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        ('<meta property="article:published_time" content="2031-01-01T00:00:00Z">', ""),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', ""),
        ('<meta name="date" content="0001-01-01">', ""),
        ('<meta name="date" content="03/05/2026">', ""),
        ('<meta name="date" content="05.03.26">', ""),
        ("", "<aside><time datetime='2019-01-01'>then</time></aside>"),
        ("", "<div class='related'><time datetime='2019-01-01'>then</time></div>"),
        ("", "<div itemscope itemtype='VideoObject'><meta itemprop='datePublished' content='2019-01-01'></div>"),
        (linked_data({"@type": "VideoObject", "datePublished": "2019-01-01"}), ""),
        ("", "<p>The law of 5 March 2019 was short.</p>"),
        ("", "<p>5 March 2019</p><p>The pier was sold.</p><p>6 March 2019</p><p>It was bought.</p>"),
        ("", f"<p>Sold</p>{p(FOURTH)}<p>5 March 2019</p>"),
    ],
)
def test_no_other_date_is_taken_for_the_articles(head: str, inner: str) -> None:
    assert read(story(p(FIRST, SECOND, THIRD) + inner, head)).published is None


@pytest.mark.parametrize(
    ("stated", "site", "title"),
    [
        (f"{TITLE} - Harbour News", "Harbour News", TITLE),
        (f"{TITLE} | Harbour News", "Harbour News", TITLE),
        (f"{TITLE} – Harbour News", "Harbour News", TITLE),
        (f"Harbour News: {TITLE}", "Harbour News", TITLE),
        (f"{TITLE} | World | Harbour News", "Harbour News", TITLE),
        ("The law - and what is left of it", "Harbour News", "The law - and what is left of it"),
        ("What is wrong with Harbour News", "Harbour News", "What is wrong with Harbour News"),
    ],
)
def test_the_outlets_name_is_taken_off_the_title(stated: str, site: str, title: str) -> None:
    head = f'<meta property="og:title" content="{stated}"><meta property="og:site_name" content="{site}">'
    found = read(story(p(FIRST, SECOND, THIRD), head))
    assert (found.title, found.outlet) == (title, site)
    assert lines(found)[0] == FIRST


def test_a_headline_that_ends_in_the_outlets_name_by_itself_keeps_it() -> None:
    head = '<meta property="og:site_name" content="Harbour News">'
    title = "A year without a paper – Harbour News"
    found = read(page(f"<article><h1>{title}</h1>{p(FIRST, SECOND, THIRD)}</article>", head, title))
    assert found.title == title


@pytest.mark.parametrize(
    ("head", "inner", "author"),
    [
        (linked_data({"@type": "Article", "headline": TITLE, "author": [{"name": "Ines Falk"}, {"name": "Jo Brandt"}]}),
         "", "Ines Falk; Jo Brandt"),
        (linked_data({"@graph": [{"@type": "Article", "headline": TITLE, "author": {"@id": "#1"}},
                                 {"@type": "Person", "@id": "#1", "name": "Ines Falk"}]}), "", "Ines Falk"),
        ('<meta name="author" content="By Ines Falk and Jo Brandt">', "", "Ines Falk; Jo Brandt"),
        ('<meta name="author" content="admin">', "<span class='byline'>By Ines Falk</span>", "Ines Falk"),
        ("", "<a rel='author' href='/a'>Ines Falk</a>", "Ines Falk"),
        (linked_data({"@type": "VideoObject", "author": {"name": "Ola Brekke"}}), "", None),
        ("", "<div class='comment'><a rel='author' href='/a'>Ola Brekke</a></div>", None),
    ],
)  # fmt: skip
def test_the_author_is_the_articles_own(head: str, inner: str, author: str | None) -> None:
    assert read(story(inner + p(FIRST, SECOND, THIRD), head)).author == author


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        (linked_data({"@type": "NewsArticle", "headline": TITLE, "publisher": {"name": "Harbour News"}})
         + '<meta property="og:site_name" content="HN">', None, "Harbour News"),
        ('<meta property="og:site_name" content="Harbour News">', None, "Harbour News"),
        (linked_data({"@type": "WebSite", "name": "Harbour News"}), None, "Harbour News"),
        ("", "https://www.harbour.example/ferry", "harbour.example"),
        (linked_data({"@type": "VideoObject", "publisher": {"name": "Clips"}}), None, None),
    ],
)  # fmt: skip
def test_the_outlet_is_the_articles_own(head: str, url: str | None, outlet: str | None) -> None:
    assert read(story(p(FIRST, SECOND, THIRD), head), url).outlet == outlet


# texts in JSON


EMPTY = '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'
MARKUP = p(FIRST, SECOND, THIRD, LAST)
OTHER = {
    "headline": "Herring quota falls",
    "body": p(*["Nobody knew how many herrings there were left in the bay."] * 20),
}


TEXT = (FIRST, SECOND, THIRD, LAST)
STATE = json.dumps({"title": TITLE, "content": MARKUP})
NEXT = json.dumps({"props": {"more": [OTHER], "article": {"headline": TITLE, "body": MARKUP}}})
BLOCKS = json.dumps({"title": TITLE, "blocks": [{"type": "p", "text": paragraph} for paragraph in TEXT]})


@pytest.mark.parametrize(
    "script",
    [
        linked_data({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(TEXT)}),
        f'<script id="__NEXT_DATA__" type="application/json">{NEXT}</script>',
        f'<script type="application/json">{BLOCKS}</script>',
        f"<script>window.__APOLLO_STATE__ = {json.dumps({'Article:1': {'title': TITLE, 'body': MARKUP}})};</script>",
        f"<script>window.__STATE__ = JSON.parse({json.dumps(STATE)});</script>",
        f"<script>window.__NUXT__=(function(a){{return {{title:a,body:{json.dumps(MARKUP)}}}}}('it'));</script>",
    ],
    ids=["JSON-LD", "Next", "blocks", "Apollo", "a string of JSON", "Nuxt"],
)
def test_a_text_that_stands_in_json_alone_is_read(script: str) -> None:
    found = read(page(EMPTY + script, title=f"{TITLE} | Harbour News"))
    assert lines(found) == [FIRST, SECOND, THIRD, LAST]


@pytest.mark.parametrize(
    "facts",
    [
        {"publishedAt": "2026-03-05T09:00:00Z", "author": {"name": "Ines Falk"}},
        {"publish_date": "2026-03-05T09:00:00Z", "byline": "By Ines Falk"},
        {"display_date": "2026-03-05T09:00:00Z", "credits": {"by": [{"name": "Ines Falk"}]}},
    ],
)
def test_author_and_day_stand_beside_a_text_in_json(facts: dict[str, Any]) -> None:
    state: dict[str, Any] = {"more": [{**OTHER, "author": "Jo Brandt", "date": "2020-01-01"}]}
    state |= {"article": {"headline": TITLE, "body": MARKUP, **facts}}
    found = read(page(f"{EMPTY}<script>window.__STATE__ = {json.dumps(state)};</script>"))
    assert (found.author, found.published) == ("Ines Falk", datetime(2026, 3, 5, 9, tzinfo=UTC))


def test_what_json_says_of_another_article_is_not_taken() -> None:
    state = json.dumps({"author": "Jo Brandt", "date": "2020-01-01", "parts": [{"body": MARKUP}]})
    found = read(page(f"{EMPTY}<script>window.__STATE__ = {state};</script>"))
    assert (found.author, found.published) == (None, None)


def test_a_text_that_the_page_shows_is_not_taken_from_elsewhere() -> None:
    script = f'<script type="application/json">{json.dumps(OTHER)}</script>'
    assert lines(read(story(p(FIRST, SECOND, THIRD, LAST)) + script)) == [FIRST, SECOND, THIRD, LAST]


# pages that are no articles


REFUSED = [
    ("Page not found", "Sorry, the page you are looking for could not be found. It may have been removed.", "gone"),
    ("404 - Harbour News", "Try our search or go back to the home page to read what happened today.", "gone"),
    (
        "페이지를 찾을 수 없습니다",
        "요청하신 페이지가 없거나 주소가 바뀌었습니다. 주소를 다시 확인해 주시기 바랍니다.",
        "gone",
    ),
    ("Just a moment...", "Checking your browser before you go on. Enable JavaScript and cookies.", "a check"),
    ("Access denied", "Verify you are human by completing the action below. Ray ID: 1234567890.", "a check"),
    ("Before you continue", "We and our partners use cookies and store data on your device. Accept all.", "consent"),
    ("Sign in", "Sign in to continue reading. Already a subscriber? Log in to your account.", "subscribers"),
    ("Harbour News", "You need to enable JavaScript to run this app. Please turn it on now.", "JavaScript"),
]


@pytest.mark.parametrize(("title", "words", "problem"), REFUSED)
def test_a_page_in_the_place_of_an_article_is_refused(title: str, words: str, problem: str) -> None:
    with pytest.raises(SourceError, match=rf"^a\.html: .*{problem}"):
        read(page(f"<main><h1>{title}</h1><p>{words}</p></main>", title=title))


@pytest.mark.parametrize(("title", "words", "_problem"), REFUSED)
def test_an_article_about_such_a_page_is_read(title: str, words: str, _problem: str) -> None:
    told = p(FIRST, SECOND, f"The page said: “{words}”", THIRD)
    found = read(page(f"<main><h1>{title}</h1>{told}</main>", title=title))
    assert FIRST in found.text
    assert words in found.text


def test_a_page_that_leads_on_is_refused_with_the_address() -> None:
    head = '<meta http-equiv="refresh" content="0; url=https://post.example/ferry">'
    with pytest.raises(SourceError, match=r"leads on to https://post\.example/ferry; add that address"):
        read(page("<p>Redirecting you to the article.</p>", head, "Redirecting"))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://post.example/old/7", r"leads on to https://post\.example/ferry; add that address"),
        (None, "leads on to another page; add the address of that one"),
    ],
)
def test_a_page_that_leads_on_within_its_site_is_refused_with_a_whole_address(url: str | None, told: str) -> None:
    head = '<meta http-equiv="refresh" content="0; url=/ferry">'
    with pytest.raises(SourceError, match=told):
        read(page("<p>Redirecting you to the article.</p>", head, "Redirecting"), url)


def test_an_article_that_reloads_itself_is_read() -> None:
    head = '<meta http-equiv="refresh" content="300">'
    assert lines(read(story(p(FIRST, SECOND, THIRD), head))) == [FIRST, SECOND, THIRD]


def test_the_beginning_of_a_closed_article_is_refused() -> None:
    wall = "<div class='paywall'><h2>Subscribe to continue reading</h2><button>Subscribe now</button></div>"
    with pytest.raises(SourceError, match="subscribers only"):
        read(story(p(FIRST) + wall))


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<!DOCTYPE html><p>", True),
        ("\ufeff \n<!-- a --> <!-- b --><HTML lang=en>", True),
        ("<head>", True),
        ("<!-- a <html>", False),
        ("Who said <html>?", False),
    ],
)
def test_a_page_is_known_by_its_beginning(text: str, is_page: bool) -> None:
    assert looks_like_html(text) is is_page


# what a page tells in its title or a line alone


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        (f"{TITLE} - Ministry of Fisheries of Norvale", "Ministry of Fisheries of Norvale"),
        (f"{TITLE} | The Harbour Post", "The Harbour Post"),
        (f"{TITLE} - Press Releases", None),
        (f"{TITLE} - for the second time", None),
        (f"{TITLE} | Politics", None),
        (TITLE, None),
    ],
)
def test_an_outlet_that_the_title_alone_tells_is_told_by_what_stands_over_the_article(
    title: str, outlet: str | None
) -> None:
    assert read(story(f"<h1>{TITLE}</h1>{p(FIRST, SECOND)}", title=title)).outlet == outlet


KOREAN = (
    "한들시의회가 1998년부터 민간 회사가 운영해 온 상수도를 되사기로 결정했다. 표차는 두 표였다.",
    "윤태호 시장은 “물은 파는 물건이 아니다”라고 말했다. 이전 절차는 내년 말까지 마무리될 예정이다.",
)


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>한들=김민재 기자 | 입력 2026.02.20. 오전 9:30 | 수정 2026.02.21. 오후 1:10</p>{p(*KOREAN)}",
        f"<p>김민재 기자</p><p>입력 2026.02.20. 오전 9:30</p>{p(*KOREAN)}",
        f"<p>입력 2026.02.20. 오전 9:30</p>{p(*KOREAN)}<p>김민재 기자 mj@handeul.example</p>",
        f"<p>입력 2026.02.20. 오전 9:30</p><div>{'<br><br>'.join(KOREAN)}<br><br>김민재 기자 mj@handeul.example</div>",
    ],
)
def test_a_korean_byline_tells_who_reported_and_is_no_part_of_the_article(inner: str) -> None:
    draft = read(page(f"<main><article>{inner}</article></main>", title="한들시, 상수도 되산다 : 한들신문"))
    assert (draft.title, draft.outlet, draft.author) == ("한들시, 상수도 되산다", "한들신문", "김민재")
    assert draft.published == datetime(2026, 2, 20, 9, 30, tzinfo=UTC)
    assert lines(draft) == list(KOREAN)


def test_a_reporter_who_is_told_of_in_a_sentence_is_not_its_author() -> None:
    told = "김민재 기자 이야기를 들어 보자."
    draft = read(story(p(KOREAN[0], told, KOREAN[1])))
    assert draft.author is None
    assert told in draft.text


def test_a_line_of_two_dates_is_no_part_of_the_article() -> None:
    stamps = "Published: 3 March 2026, 14:05 CET | Updated: 4 March 2026, 08:00"
    draft = read(story(f"<h1>{TITLE}</h1>{p(stamps, FIRST, SECOND)}"))
    assert "Updated" not in draft.text
    assert FIRST in draft.text
