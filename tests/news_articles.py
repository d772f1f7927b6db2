"""Invented news for the library's tests: no person, country or paper in it exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from index import Draft

CONFERENCE = Draft(
    "PRESIDENT HALVORSEN: Good morning. Norvale will build four lighthouses on the north coast, and the first of "
    "them will shine before winter. (Applause.)\n\n"
    "We owe that to every crew that comes home in the dark.\n\n"
    "Q President Halvorsen, who pays for the lighthouses?\n\n"
    "PRESIDENT HALVORSEN: The harbour fund pays. Nobody will pay a new tax for a lighthouse.\n\n"
    "MINISTER ADEYEMI: (As interpreted.) The tender for the lighthouses opens on Monday.",
    title="Remarks by President Halvorsen and Minister Adeyemi in a Press Conference",
    url="https://briefings.example/lighthouses",
    outlet="Norvale Briefings",
    published=datetime(2031, 3, 3, 9, 30, tzinfo=timezone(timedelta(hours=1))),
)
NEWS = Draft(
    "President Sigrun Halvorsen on Tuesday defended the price of the lighthouses in a speech to sailors.\n\n"
    "“A dark coast costs more than a lighthouse,” Halvorsen said. “I will not haggle over the lives of crews.”\n\n"
    "Opposition leader Bram Okonkwo said that the money would be better spent on trawlers. "
    "“Lighthouses don't catch fish,” Okonkwo told reporters.\n\n"
    "The sailors' union has asked for lighthouses for twenty years.",
    title="Halvorsen defends price of lighthouses",
    url="https://post.example/lighthouses",
    outlet="The Harbour Post",
    author="Ines Falk",
    published=datetime(2031, 3, 4, 8, tzinfo=UTC),
)
TRAWLERS = Draft(
    "Bram Okonkwo promised cheaper diesel for trawlers at a rally in Kivik on Friday. "
    "“A trawler that stays in port feeds no one,” he said.\n\n"
    "Okonkwo added that the diesel tax would fall by half.",
    title="Okonkwo promises cheaper diesel",
    url="https://post.example/diesel",
    outlet="The Harbour Post",
    published=datetime(2031, 4, 11, 8, tzinfo=UTC),
)
SCHOOLS = Draft(
    "“No child should walk an hour to school in the snow,” Education Minister Femi Adeyemi said on Monday. "
    "Adeyemi said that three village schools would open again in autumn.",
    title="Village schools to open again",
    url="https://daily.example/schools",
    outlet="Kivik Daily",
    published=datetime(2031, 5, 6, 8, tzinfo=UTC),
    collection="members",
)
UNDATED = Draft(
    "The tide tables of the Skerry Bank hang in every boathouse. Nobody remembers who drew them first.",
    title="Tide tables",
    url="https://daily.example/tides",
    outlet="Kivik Daily",
)

DRAFTS = (CONFERENCE, NEWS, TRAWLERS, SCHOOLS, UNDATED)
QUESTIONS = (
    "What did Halvorsen say about the lighthouses?",
    "Okonkwo on trawlers",
    "who talked about lighthouses?",
    "Halvorsen vs Okonkwo on lighthouses",
    "what has changed in what Halvorsen says about the lighthouses?",
    "did Okonkwo say “lighthouses don't catch fish”?",
    "tide tables of the Skerry Bank",
    "What did Adeyemi say about schools?",
    "What did Halvorsen say?",
)
