"""What a question asks.

Quotation marks and dates are taken out first (`quotations`, `dates`). Then everybody is found whom the question names
(`mentions`, `offices`), wherever and however; and `relations` decides from the words around them who is to speak, what
kind of answer is wanted and what is the topic. What is missing is taken over from the question before (`follow_ups`).
"""

from index.answering.reading.question import Articles, understand

__all__ = ["Articles", "understand"]
