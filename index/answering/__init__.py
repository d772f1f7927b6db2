"""Question in, answer out.

A question is understood (`reading`), its candidates are looked up (`lookup`): they are read (`candidates`), if need be
by what tells that they are about a topic (`aboutness`), and ranked (`ranking`). Or a quotation is checked
(`quotation_check`, by `checking`, which checks whole texts, too). `answerer` decides between quotes and a reason for
silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from index.answering.answerer import Answerer
    from index.answering.lookup import Lookup
    from index.answering.reading import Articles, understand

__all__ = ["Answerer", "Articles", "Lookup", "understand"]

# Half of a library's import is the patterns of questions, which whoever adds or lists articles needs not.
__getattr__ = lazy_exports(
    __name__, {"answerer": ("Answerer",), "lookup": ("Lookup",), "reading": ("Articles", "understand")}
)
