"""Turn what is wrong with a feed from an English sentence into a code with facts, as JSON.

Only sentences that release 0.1.0 wrote can be there.  One that is not recognised becomes the code "unknown", until
the feed is read again.
"""

from __future__ import annotations

import json
import re

import sqlalchemy as sql
from alembic import op

revision = "0003"
down_revision = "0002"

# Sentences with facts come as patterns whose groups name the facts.
PATTERNS = (
    ("http-status", r"answered (?P<status>\d{3})(?: (?P<phrase>.+))?"),
    ("no-host", r"is unreachable: no such host, or no network"),
    ("unreachable", r"is unreachable \((?P<cause>.+)\)"),
    ("timeout", r"did not answer within (?P<seconds>\d+) seconds"),
    ("damaged-answer", r"answered with damaged data"),
    ("private-network", r"(?P<host>\S+) leads into a private network; .+"),
    ("not-http", r"is no http or https address"),
    ("packed-twice", r"answered with data that is packed more than once"),
    ("too-large", r"is larger than (?P<most>\d+) MB"),
    ("too-many-redirects", r"redirects more than (?P<most>\d+) times"),
    ("empty-answer", r"answered with nothing where a feed should be"),
    ("web-page-with-feed", r"is a web page where a feed should be; its feed may be (?P<feed>\S+)"),
    ("web-page", r"is a web page where a feed should be.*"),
    ("broken-feed", r"is a broken feed \((?P<cause>.+)\)"),
    ("not-a-feed", r"is no feed; On Record reads RSS, Atom and JSON Feed"),
    ("not-a-feed-or-page", r"is neither a feed nor a web page; On Record reads RSS, Atom and JSON Feed"),
    ("truncated-feed", r"is a broken feed: it breaks off or is damaged before its first entry"),
    ("truncated-json-feed", r"is a broken JSON Feed: it breaks off or is damaged"),
    ("not-a-json-feed", r'is JSON but no JSON Feed, whose "version" names jsonfeed\.org'),
    ("json-feed-without-items", r'is a broken JSON Feed: it has no list of "items"'),
    ("feed-without-entries", r"is a feed without entries"),
    ("gone", r"is gone for good \((?P<status>\d{3})\)"),
    ("unreadable", r"could not be read \((?P<cause>.+)\)"),
)


def upgrade() -> None:
    """Rewrite the problem of every feed that has one."""
    connection = op.get_bind()
    feed = sql.table("feed", sql.column("id", sql.Integer), sql.column("problem", sql.Text))
    rows = connection.execute(sql.select(feed.c.id, feed.c.problem).where(feed.c.problem.is_not(None))).all()
    for id, sentence in rows:
        connection.execute(feed.update().where(feed.c.id == id).values(problem=_as_code(sentence)))


def _as_code(sentence: str) -> str:
    for problem, pattern in PATTERNS:
        if match := re.fullmatch(pattern, sentence, re.DOTALL):
            texts = match.groupdict(default="")
            facts = {name: int(text) if text.isdecimal() else text for name, text in texts.items()}
            return json.dumps({"problem": problem, "facts": facts})
    return json.dumps({"problem": "unknown", "facts": {}})
