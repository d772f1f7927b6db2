"""Words for one office: a club's boss is its manager, a barrister somebody's lawyer."""

from __future__ import annotations

# What else the bearers of an office are called, where nobody is called so.
_ALSO = {
    "boss": ("manager", "coach", "executive"),
    "manager": ("boss",),
    "coach": ("boss", "manager"),
    "skipper": ("captain",),
    "captain": ("skipper",),
    "barrister": ("counsel", "lawyer"),
    "lawyer": ("barrister", "solicitor", "attorney", "counsel"),
    "attorney": ("lawyer",),
    "solicitor": ("lawyer",),
    "lawmaker": ("representative", "senator", "legislator", "mp"),
    "representative": ("lawmaker", "legislator"),
    "legislator": ("lawmaker", "representative"),
    "opponent": ("rival", "challenger"),
    "rival": ("opponent", "challenger"),
    "challenger": ("rival", "opponent"),
    "accused": ("defendant",),
    "neighbour": ("neighbor",),
    "diplomat": ("ambassador", "envoy", "consul"),
    "envoy": ("ambassador",),
    "academic": ("professor", "lecturer"),
    "clergyman": ("priest", "vicar", "bishop", "pastor"),
    "playwright": ("dramatist",),
    "novelist": ("author", "writer"),
    "writer": ("novelist", "author", "poet"),
    "author": ("novelist", "writer"),
}


def also_called(head: str) -> tuple[str, ...]:
    """The other heads of roles that mean the same as one.

    Args:
        head: The head, in small letters; see `role_words`.
    """
    return _ALSO.get(head, ())
