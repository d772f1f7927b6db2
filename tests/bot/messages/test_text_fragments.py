"""Links open at the words, as a browser finds them: checked by a browser's rules written down here once more."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.text_fragments import LONGEST, address_at, plain_address, web_address_at
from index.model import Article, Quote

PAGE = "https://post.example/harbour"
WORDS = "pier, ferry; toll-free R&D “harbour” 항만 50% O’Dell grün".split()


def quote(text: str, words: str, url: str | None = PAGE, title: str | None = None, nth: int = 0) -> Quote:
    article = Article(1, text, title, None, None, None, None, "public", (url,) if url else ())
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    return Quote(article, start, start + len(words))


def highlighted(page: str, address: str) -> tuple[int, int] | None:
    """What a browser marks on a page, by the directive of an address: white space counts as one blank."""
    parts = address.partition(":~:text=")[2].split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else ""
    assert "\n" not in prefix + start + end + suffix  # a browser looks within a block

    def places(words: str, after: int, bounded: bool) -> list[tuple[int, int]]:
        pattern = re.compile(rf"(?=({re.escape(words).replace(chr(92) + ' ', chr(92) + 's+')}))", re.IGNORECASE)
        found = [match.span(1) for match in pattern.finditer(page, after)]
        return [(a, b) for a, b in found if not bounded or _is_whole(page, a, b)]

    for first in places(start, 0, bounded=bool(end) or not suffix):
        if prefix and not page[: first[0]].rstrip().casefold().endswith(prefix.casefold()):
            continue
        # A browser goes on to the next place of the last words where the suffix doesn't follow.
        for last in [first] if not end else places(end, first[1], bounded=not suffix):
            if not suffix or page[last[1] :].lstrip().casefold().startswith(suffix.casefold()):
                return first[0], last[1]
    return None


def _is_whole(page: str, start: int, end: int) -> bool:
    before, after = page[start - 1 : start], page[end : end + 1]
    return not re.match(r"\w", before) and not re.match(r"\w", after)


def marked(found: Quote) -> str | None:
    """The words that are highlighted on the page, below its headline."""
    page = f"{found.article.title or ''}\n\n{found.article.text}"
    span = highlighted(page, address_at(found) or "")
    return page[slice(*span)] if span else None


def test_a_short_quotation_is_named_in_full_without_the_marks_around_it() -> None:
    said = quote("Before.\n\n“Where is the money?” she asked.", "“Where is the money?”")
    assert address_at(said) == f"{PAGE}#:~:text=Where%20is%20the%20money"


def test_commas_dashes_and_ampersands_in_the_words_are_no_commas_of_the_address() -> None:
    said = quote("He said: first, R&D - then toll-free piers. Next.", "first, R&D - then toll-free piers.")
    assert address_at(said) == f"{PAGE}#:~:text=first%2C%20R%26D%20%2D%20then%20toll%2Dfree%20piers"
    assert marked(said) == "first, R&D - then toll-free piers"


def test_a_long_quotation_is_named_by_its_first_and_last_words() -> None:
    words = "The quay will be built by May. " + "Nobody has to move. " * 6 + "Every berth stays free of charge."
    said = quote(f"Intro here. {words} More.", words)
    assert address_at(said) == f"{PAGE}#:~:text=The%20quay%20will%20be,stays%20free%20of%20charge"


def test_words_over_several_paragraphs_are_found_though_no_block_holds_them() -> None:
    said = quote(
        "Intro.\n\nYes.\nThe quay stays.\n\nSo does the ferry, I say.\n\nEnd.",
        "Yes.\nThe quay stays.\n\nSo does the ferry, I say.",
    )
    assert marked(said) == "Yes.\nThe quay stays.\n\nSo does the ferry, I say"


def test_what_is_said_twice_opens_at_the_place_that_is_quoted() -> None:
    text = "Tamm said: No deal today. Varga left. Later Varga said: No deal today. All left."
    first, second = (quote(text, "No deal today.", nth=nth) for nth in (0, 1))
    assert address_at(first) == f"{PAGE}#:~:text=No%20deal%20today"
    assert "-,No%20deal%20today" in (address_at(second) or "")
    page = f"\n\n{text}"
    assert highlighted(page, address_at(second) or "") == (second.start + 2, second.end + 1)


def test_a_headline_with_the_same_words_is_not_what_is_marked() -> None:
    said = quote("The mayor was brief. “No deal today,” he said.", "No deal today", title="No deal today: mayor")
    page = f"No deal today: mayor\n\n{said.article.text}"
    span = highlighted(page, address_at(said) or "")
    assert span == (page.rindex("No deal today"), page.rindex("No deal today") + len("No deal today"))


@pytest.mark.parametrize(
    "url",
    [
        None, "mid:20310303.1@post.example", "notes/harbour.txt", "ftp://post.example/harbour",
        "https://post.example/report.PDF", "https://post.example/report.pdf#page=3", "https://post.example/#!/harbour",
        "https://post.example/app#/harbour", "https://t.me/harbour/12", "https://[bad/harbour",
        "https://post.example/" + "a" * LONGEST,
    ],
)  # fmt: skip
def test_an_address_that_takes_no_words_stays_as_it_is(url: str | None) -> None:
    assert address_at(quote("The quay stays.", "The quay stays.", url)) == url


def test_a_record_has_no_link_to_what_no_browser_opens() -> None:
    assert web_address_at(quote("The quay stays.", "The quay stays.", "mid:1@post.example")) is None


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        (f"{PAGE}#speech", f"{PAGE}#speech:~:text=The%20quay%20stays"),
        (f"{PAGE}?a=1&b=2", f"{PAGE}?a=1&b=2#:~:text=The%20quay%20stays"),
        (f"{PAGE}#:~:text=other", f"{PAGE}#:~:text=The%20quay%20stays"),
        (f"{PAGE}#speech:~:text=other", f"{PAGE}#speech:~:text=The%20quay%20stays"),
        (f"{PAGE}#", f"{PAGE}#:~:text=The%20quay%20stays"),
    ],
)
def test_what_an_address_has_already_is_kept(url: str, opened: str) -> None:
    assert address_at(quote("The quay stays.", "The quay stays.", url)) == opened


def test_a_part_of_a_long_quotation_opens_at_the_part() -> None:
    said = quote("First the quay. Then the ferry.", "First the quay. Then the ferry.")
    assert address_at(said, (16, 31)) == f"{PAGE}#:~:text=Then%20the%20ferry"


def test_an_address_without_its_words_is_the_article_s_own() -> None:
    for url in (PAGE, f"{PAGE}#speech", f"{PAGE}?a=1"):
        assert plain_address(address_at(quote("The quay stays.", "The quay stays.", url)) or "") == url


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n\n", "\n"]), min_size=3, max_size=60), st.data())
def test_a_browser_marks_the_words_that_are_quoted_or_none(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    begins = len(" ".join(words[:start])) + bool(start)
    said = Quote(Article(1, text, None, None, None, None, None, "public", (PAGE,)), begins, len(" ".join(words[:end])))
    address = address_at(said) or ""
    if ":~:" not in address:
        return
    bare = re.sub(r"^\W+|\W+$", "", said.text)
    assert " ".join((marked(said) or "").casefold().split()) == " ".join(bare.casefold().split())
    assert len(address) <= LONGEST


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://post.example/report.pdf", "https://post.example/report.pdf#page=3"),
        ("https://post.example/download?id=7", "https://post.example/download?id=7#page=3"),
        ("https://post.example/report.pdf#page=1", "https://post.example/report.pdf#page=1"),
        ("report.pdf", "report.pdf"),
    ],
)
def test_a_pdf_opens_at_the_page_of_the_words(url: str, opened: str) -> None:
    text = "First page.\n\nThe quay stays."
    article = Article(1, text, None, None, None, None, None, "public", (url,), ((0, 2), (13, 3)))
    assert address_at(Quote(article, 13, 28)) == opened
