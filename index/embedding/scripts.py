"""Which texts a model can read: one whose vocabulary lacks a script spells it letter by letter, and means nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f]")  # letters that are not Latin
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # of which each is a token in any vocabulary
_LETTERS = re.compile(r"[^\W\d_]")
_SHARE = 0.5  # of a text's letters, from which it is in another script than Latin
_SPELT = 0.8  # tokens a letter, from which words are spelt
_UNKNOWN = 0.15  # of tokens that stand for unknown characters


def unknown_token(tokenizer: Tokenizer) -> int | None:
    """The token for unknown characters; None where a tokenizer has none."""
    names = (tokenizer.token_to_id(name) for name in ("[UNK]", "<unk>"))
    return next((number for number in names if number is not None), None)


def is_readable(text: str, encoding: Encoding, unknown: int | None) -> bool:
    """Whether a model's tokens of a text are more than its letters.

    Args:
        text: The text.
        encoding: Its tokens.
        unknown: The token for unknown characters; None where the model has none.

    Returns:
        True of every text that is mostly in Latin letters.
    """
    if text.isascii():
        return True
    letters, foreign = len(_LETTERS.findall(text)), len(_FOREIGN.findall(text))
    if foreign < _SHARE * letters or not foreign:
        return True
    tokens = sum(1 for special in encoding.special_tokens_mask if not special)
    if unknown is not None and encoding.ids.count(unknown) > _UNKNOWN * tokens:
        return False
    read = text[: max((end for _, end in encoding.offsets), default=0)]
    spelt = len(_FOREIGN.findall(read)) - len(_IDEOGRAPHS.findall(read))
    return spelt < _SHARE * len(_LETTERS.findall(read)) or tokens < _SPELT * len(_LETTERS.findall(read))
