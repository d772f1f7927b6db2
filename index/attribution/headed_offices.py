"""Who holds an office that labels tell alone, as the lines above a transcript name them: "with Premier Dale Hutton"."""

from __future__ import annotations

from collections.abc import Iterable

from index.attribution.entity import Entity
from index.text.label_words import SITTING_OFFICES
from index.text.person_names import fold


def headed_bearer(figures: Iterable[Entity], office: str, first_label: int) -> Entity | None:
    """Find the only one whom a record gives an office as a title, where it does so above its first label.

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
    people = (each for each in figures if not each.organisation)
    called = [each for each in people if office in {fold(title).replace("-", " ") for title in each.titles}]
    above = len(called) == 1 and called[0].full and any(place < first_label for place in called[0].at)
    return called[0] if above else None
