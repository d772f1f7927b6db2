"""What a question asks.

Quotation marks, asides and dates are taken out first (`quotations`, `asides`, `dates`), and mistyped words read as
meant (`spelling`). Then everybody is found whom the question names (`mentions`, `short_forms`), wherever and however,
by the office held at the time asked about, too (`offices`, `terms_of_office`); and `relations` decides from the words
around them who is to speak, what kind of answer is wanted and what is the topic. What is missing is taken over from
the question before (`follow_ups`, `pronouns`).
"""

from index.answering.reading.question import Articles, understand

__all__ = ["Articles", "understand"]
