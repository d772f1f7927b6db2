"""Who said what in Korean articles: direct quotations by rule, with who said them."""

from __future__ import annotations

from index.attribution.korean.reader import korean_statements
from index.attribution.korean.script import is_korean

__all__ = ["is_korean", "korean_statements"]
