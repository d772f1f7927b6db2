"""Pure functions of text: sentences and passages, personal names, topics and their matches, and quotes cut from it.

Knows the domain types and nothing of storage or search.
"""

from __future__ import annotations

from index.text.common_words import COMMON_PAIRS, COMMON_WORDS
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.name_forms import is_short_form
from index.text.name_lists import CALENDAR, GROUPS, NOT_NAMES, ROLES, TITLES
from index.text.person_names import (
    HONORIFICS,
    NAME,
    PARTICLE,
    POSSESSIVE,
    fold,
    gender_of,
    is_family_first,
    is_possessor,
    is_suffix,
    name_words,
    parse_name,
    split_titles,
    surname,
)
from index.text.quotation_marks import CLOSING, INSIDE, OPENING, OUTSIDE, paragraphs, quotation_states
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
    "CLOSING",
    "COMMON_PAIRS",
    "COMMON_WORDS",
    "FEMALE_NAMES",
    "FULL_QUOTE_WORDS",
    "GROUPS",
    "HONORIFICS",
    "INSIDE",
    "MALE_NAMES",
    "NAME",
    "NOT_NAMES",
    "OPENING",
    "OUTSIDE",
    "PARTICLE",
    "POSSESSIVE",
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
    "gender_of",
    "is_family_first",
    "is_possessor",
    "is_short_form",
    "is_suffix",
    "matchable_stems",
    "mean_weight",
    "name_words",
    "paragraph_span",
    "paragraphs",
    "parse_name",
    "passages",
    "quotation_states",
    "sentences_around",
    "sentences_in_passage",
    "split_titles",
    "stem",
    "surname",
    "synonyms",
    "whole_sentences",
    "without_turn_label",
    "word_limit",
    "words",
]
