"""Whether what somebody wants to be checked is a text with quotations, or nothing but a quotation."""

from __future__ import annotations

from index.attribution.quotations import Quotation, find_quotations
from index.model import Block, BlockKind
from index.text.quotation_marks import quotation_states

MOST_AROUND = 15  # words around the one quotation of a question: "did Varga say '…' in March?"
LONGEST_QUOTATION = 60  # words without a quotation mark that may be one
WORDS_OF_QUOTATION = 5  # from which what stands in marks is no title or term
LONGEST_QUESTION = 1000  # code points


def is_of_quotations(text: str) -> bool:
    """Whether a text asks nothing and gives several quotations, like what is copied from an article.

    Args:
        text: As it was written.
    """
    quoted = _quoted(text)
    around = list(text)
    for each in reversed(quoted):
        del around[each.start : each.end]
    whole = [each for each in quoted if len(text[each.start : each.end].split()) >= WORDS_OF_QUOTATION]
    return len(whole) > 1 and not {"?", "？"}.intersection(around)


def is_text_to_check(text: str) -> bool:
    """Whether the quotations of a text are to be checked; else all of it is one, or a question about one.

    Args:
        text: As it was pasted.
    """
    if len(text) > LONGEST_QUESTION:
        return True
    quoted = _quoted(text)
    if not quoted:
        return len(text.split()) > LONGEST_QUOTATION
    around = len(text.split()) - sum(len(text[each.start : each.end].split()) for each in quoted)
    return len(quoted) > 1 or around > MOST_AROUND or "\n\n" in text.strip()


def _quoted(text: str) -> list[Quotation]:
    return find_quotations(quotation_states(text), [Block(0, len(text), BlockKind.PARAGRAPH)])
