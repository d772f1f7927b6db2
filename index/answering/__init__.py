"""Question in, answer out.

A question is understood (`reading`), its candidates are read (`candidates`) and ranked (`ranking`), or a
quotation is checked (`quotation_check`); `answerer` decides between quotes and a reason for silence.
"""

from index.answering.answerer import Answerer
from index.answering.reading import Articles, understand

__all__ = ["Answerer", "Articles", "understand"]
