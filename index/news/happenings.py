"""Whether a report begins with what an institution did: a decision, a vote, an arrest, a death.

A feature asks many people and an opinion argues, but neither begins with a court that ruled or a ministry that
announced.  The words are those of beginnings in whatever country.
"""

from __future__ import annotations

import re

_BEGINNING = 400  # code points of a text in which it says who acts
_LEAD = 600  # code points in which it says what was done

_INSTITUTION = re.compile(
    r"\b(?:administration|government|cabinet|ministry|ministers?|president|premier|court|judges?|prosecutors?|congress"
    r"|parliament|senate|house|lawmakers|federal|police|officials|authorities|department|agency|commission|council"
    r"|committee|regulators?|central bank|army|military|united nations|governor|mayor)\b"
    r"|정부|대통령|총리|장관|국회|법원|재판부|검찰|경찰|당국|위원회|여야|군은|합참|외교부|국방부|한국은행|시장은|지사는",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:announced|approved|ruled|signed|voted|won|released|passed|arrested|charged|sentenced|killed|died|ordered"
    r"|resigned|agreed|apologi[sz]ed|declared|nominated|appointed|elected|endorsed|suspended|launched|unveiled|rejected"
    r"|confirmed|banned|dismissed|withdrew|published|opened|closed|raised|cut)\b"
    r"|발표했|발표한|의결했|통과시켰|통과됐|선고했|선고받|체포했|체포됐|구속됐|기소했|숨졌|사망했|임명했|지명했|서명했|합의했"
    r"|사퇴했|사임했|결정했|승인했|거부했|가결됐|부결됐|당선됐",
    re.IGNORECASE,
)


def names_institution(title: str, text: str) -> bool:
    """Whether a report says at once that an institution or an office acts.

    Args:
        title: Of the article.
        text: Of the article.
    """
    return _INSTITUTION.search(f"{title} {text[:_BEGINNING]}") is not None


def tells_act(text: str) -> bool:
    """Whether a report begins with something that was done.

    Args:
        text: Of the article.
    """
    return _DONE.search(text[:_LEAD]) is not None
