"""Who holds an office that labels tell alone, as the lines above a transcript name them: "with Premier Dale Hutton"."""

from __future__ import annotations

from collections.abc import Iterable

from index.attribution.entity import Entity
from index.text.label_words import SITTING_OFFICES
from index.text.person_names import fold


def headed_bearer(figures: Iterable[Entity], office: str, first_label: int) -> Entity | None:
    """Find the only one whom a record gives an office as a title before the name, where it does so above its labels.

    An office of the sitting ("President", "Speaker") is left out: who of its name is told of may be another's.

    Args:
        figures: Everyone and every body named in the record.
        office: The office in small letters, such as "premier".
        first_label: Code point at which the first label starts.

    Returns:
        Its bearer; None where nobody, or more than one, is called so.
    """
    if office.split()[-1:] and office.split()[-1] in SITTING_OFFICES:
        return None
    called = [each for each in figures if not each.organisation and office in _folded(each.titles)]
    if len(called) != 1 or not called[0].full:
        return None
    above = (mention for mention in called[0].mentions if mention.span[0] < first_label)
    return called[0] if any(office in _folded(mention.titles) for mention in above) else None


def _folded(titles: Iterable[str]) -> set[str]:
    return {fold(title).replace("-", " ") for title in titles}
