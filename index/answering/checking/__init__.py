"""Are quotations on record?  Their words are found in articles, and who said them is compared.

`article_words` and `matches` find words, `same_person` compares names, `checker` checks one quotation and `findings`
holds what came of it, `text_quotations` finds the quotations of a text that somebody wants to be checked.
"""

from index.answering.checking.checker import QuotationChecker
from index.answering.checking.findings import CheckedQuotation, Finding, Found, tally

__all__ = ["CheckedQuotation", "Finding", "Found", "QuotationChecker", "tally"]
