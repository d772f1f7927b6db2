"""Pure functions of text: sentences and passages, personal names, topics and their matches, and quotes cut from it.

Knows the domain types and nothing of storage or search.
"""

from __future__ import annotations

from index.text.common_words import COMMON_PAIRS, COMMON_WORDS
from index.text.name_lists import CALENDAR, FEMALE_NAMES, MALE_NAMES, NOT_NAMES, ROLES, TITLES
from index.text.person_names import fold, parse_name
from index.text.quotation_marks import paragraphs, quotation_states
from index.text.quote_dedupe import FULL_QUOTE_WORDS, Slice, deduplicate
from index.text.quote_spans import (
    best_sentences,
    cut_passage,
    cut_statement,
    extend_quotation,
    paragraph_span,
    sentences_around,
    sentences_in_passage,
    whole_sentences,
    without_turn_label,
    word_limit,
)
from index.text.sentences import passages
from index.text.terms import STOPWORDS, content_stems, stem, synonyms, words
from index.text.topic_matches import TopicMatches, TopicQuery, matchable_stems, mean_weight

__all__ = [
    "CALENDAR",
    "COMMON_PAIRS",
    "COMMON_WORDS",
    "FEMALE_NAMES",
    "FULL_QUOTE_WORDS",
    "MALE_NAMES",
    "NOT_NAMES",
    "ROLES",
    "STOPWORDS",
    "TITLES",
    "Slice",
    "TopicMatches",
    "TopicQuery",
    "best_sentences",
    "content_stems",
    "cut_passage",
    "cut_statement",
    "deduplicate",
    "extend_quotation",
    "fold",
    "matchable_stems",
    "mean_weight",
    "paragraph_span",
    "paragraphs",
    "parse_name",
    "passages",
    "quotation_states",
    "sentences_around",
    "sentences_in_passage",
    "stem",
    "synonyms",
    "whole_sentences",
    "without_turn_label",
    "word_limit",
    "words",
]
