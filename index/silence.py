"""Why an answer has no quote, as values: a code and the names that its sentence needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Silence(StrEnum):
    """Why there is no quote."""

    EMPTY = "empty"  # the index holds no article
    NOBODY = "nobody"  # nobody of that name is on record
    AMBIGUOUS = "ambiguous"  # several people bear that name
    SPEAKING_FOR = "speaking-for"  # several people speak for that body or place
    NOTHING = "nothing"  # the speaker is on record, but not on this topic
    NO_TOPIC = "no-topic"  # nothing in the index fits the topic
    NO_SPEAKER = "no-speaker"  # nobody on record spoke about the topic
    NOBODY_DID = "nobody-did"  # nobody on record plainly did what those did who are asked for
    WHO_SPOKE = "who-spoke"  # … but these spoke of it
    OTHER_TIME = "other-time"  # nothing is of the time that was asked about before, but of another one
    NO_QUESTION = "no-question"  # there was nothing to look for
    NOT_SAID = "not-said"  # a quotation to check is not in the index
    OTHERS_WORDS = "others-words"  # a quotation to check is in the index, but as somebody else's
    UNNAMED_WORDS = "unnamed-words"  # … but as nobody's: they are the article's own
    NOTHING_NEW = "nothing-new"  # nothing is of that time
    HELLO = "hello"  # a greeting; these four are no questions
    THANKS = "thanks"
    HELP = "help"  # how to ask
    LIBRARY = "library"  # what there is to be asked about
    OUTSIDE = "outside"  # what will be, and what no article tells
    NOT_DONE = "not-done"  # that the speaker did what the question takes for granted
    NEAREST_WORDS = "nearest-words"  # … but they spoke of it
    UNCLEAR_WORDS = "unclear-words"  # … but the article doesn't tell surely enough whose they are


ASKED_BACK = frozenset({Silence.AMBIGUOUS, Silence.SPEAKING_FOR})  # which of several is to be told
# What was asked for is not on record, which is an answer to hand on.
NOT_ON_RECORD = frozenset({
    Silence.NOBODY, Silence.NOTHING, Silence.NO_TOPIC, Silence.NO_SPEAKER, Silence.NOBODY_DID, Silence.NOT_SAID,
    Silence.NOTHING_NEW, Silence.NOT_DONE,
})  # fmt: skip
OF_SPEAKER = frozenset({Silence.NOTHING, Silence.NOT_DONE})  # who was asked about is on record, and not offered again

SENTENCES: Mapping[Silence, str] = {
    Silence.EMPTY: "The index is empty: add articles first.",
    Silence.NOBODY: "Nobody called {speaker} is on record.",
    Silence.AMBIGUOUS: "Several people called {speaker} are on record: which one?",
    Silence.SPEAKING_FOR: "Several people speak for {speaker}: which one?",
    Silence.NOTHING: "Nothing {speaker} said{about}{when} is on record.",
    Silence.NO_TOPIC: "Nothing on record fits “{topic}”.",
    Silence.NO_SPEAKER: "Nobody on record spoke about {topic}.",
    Silence.NOBODY_DID: "It is not on record who did; ask who spoke about {topic}.",
    Silence.WHO_SPOKE: "It is not on record who did; these spoke of {topic}:",
    Silence.OTHER_TIME: "Nothing is of that time; at another one:",
    Silence.NO_QUESTION: "Ask what somebody said about something, or name a topic.",
    Silence.NOT_SAID: "These words{by} are not on record.",
    Silence.OTHERS_WORDS: "These words are on record, but as {owner}'s, not {speaker}'s.",
    Silence.UNNAMED_WORDS: "These words are on record, but as nobody's we can name, not {speaker}'s.",
    Silence.NOTHING_NEW: "Nothing{about}{when} is on record.",
    Silence.HELLO: "Hello! Ask what somebody said about something, and you get the exact words.",
    Silence.THANKS: "You are welcome. Ask on whenever you like.",
    Silence.HELP: (
        "This looks up who said what in stored articles: ask “What did somebody say about something?”, or name a topic."
    ),
    Silence.LIBRARY: "There are {articles} articles here{dates}{from_outlets}.",
    Silence.OUTSIDE: "I only know what stored articles say: not what will be, nor the world outside them.",
    Silence.NOT_DONE: "Not on record that {speaker} did.",
    Silence.NEAREST_WORDS: "Not on record that {speaker} did; the nearest words:",
    Silence.UNCLEAR_WORDS: "These words are on record, but whether {speaker} said them is not clear.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer, or one side of a comparison, has no quote.

    Attributes:
        silence: The reason's code.
        speaker: Whose words were looked for; empty for anybody's.
        topic: What they were to be about; empty for anything.
        dated: Whether only a certain time was looked at.
        owner: Whose words a quotation to check is instead.
        articles: How many articles there are.
        first: ISO day of the oldest.
        last: ISO day of the newest.
        outlets: Names of the largest outlets.
    """

    silence: Silence
    speaker: str = ""
    topic: str = ""
    dated: bool = False
    owner: str = ""
    articles: int = 0
    first: str = ""
    last: str = ""
    outlets: str = ""

    def __str__(self) -> str:
        """The reason in English, as one sentence."""
        return SENTENCES[self.silence].format(
            speaker=self.speaker,
            topic=self.topic,
            owner=self.owner,
            about=f" about {self.topic}" if self.topic else "",
            when=" in that time" if self.dated else "",
            by=f" by {self.speaker}" if self.speaker else "",
            articles=self.articles,
            dates=f", from {self.first} to {self.last}" if self.first else "",
            from_outlets=f", by {self.outlets}" if self.outlets else "",
        )
