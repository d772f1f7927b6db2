"""Invented articles and a transcript whose quotations are checked: no person, country or paper in them exists."""

from __future__ import annotations

from datetime import UTC, datetime

from index import Draft

HOMES = Draft(
    "“We will build ten thousand homes by the spring,” President Elin Varga said on Monday in Lindesund.\n\n"
    "“Nobody in Norvale should have to sleep on a fishing boat,” she told reporters, “and after this winter nobody "
    "will.” Varga said that the long-term plan had been agreed with the five villages.\n\n"
    "“The money comes from the harbour fund,” Varga added. “It will not come from the teachers, the nurses or the "
    "people who keep our ferries running. I gave my word on that in every village along this coast.”",
    title="Norvale to build ten thousand homes",
    url="https://harbour.example/homes",
    outlet="The Harbour Post",
    published=datetime(2031, 3, 3, 9, tzinfo=UTC),
)
TREATY = Draft(
    "“The harbour treaty stays in force through the winter, whatever is said in the markets,” Prime Minister Ilo Tamm "
    "of Estmar told parliament on Tuesday. Tamm’s government has been criticised by farmers.\n\n"
    "“I have never seen a fairer bargain for our farmers,” Tamm said. “My grandfather told me, ‘a port without grain "
    "is only a beach with debts,’ and he was right.”\n\n"
    "“We cannot eat treaties,” said Bela Horn, who leads the opposition. “Show me one farmer who was asked before the "
    "signatures dried.”",
    title="Tamm defends the harbour treaty",
    url="https://daily.example/treaty",
    outlet="Estmar Daily",
    published=datetime(2031, 3, 4, 9, tzinfo=UTC),
)
BRIEFING = Draft(
    "PRESIDENT VARGA: Good morning. Norvale will lay the sea cable this summer, and the first light from it will reach "
    "the Skerry islands before the autumn storms. (Applause.) That was a promise to my mother’s village.\n\n"
    "Q President Varga, who pays for the sea cable?\n\n"
    "PRESIDENT VARGA: The two treasuries pay in equal halves. Not one krone is taken from the hospitals.\n\n"
    "PRIME MINISTER TAMM: Estmar is proud to carry half of the burden. A cable under the sea is worth more than a "
    "hundred speeches above it.",
    title="Remarks by President Varga and Prime Minister Tamm in Joint Press Conference",
    url="https://briefings.example/cable",
    outlet="Norvale Briefings",
    published=datetime(2031, 4, 11, 9, tzinfo=UTC),
)
NAMES = Draft(
    "“Every lighthouse keeper deserves a pension before the first frost,” Transport Minister Joseph R. Landsky said."
    "\n\n"
    "“A bridge that nobody maintains is a promise to the river,” said Viktor Zelinskyi, the mayor of Kivik.\n\n"
    "“Our schools open their doors on the first of August, with warm rooms and full libraries,” said a spokesman for "
    "the education ministry.",
    title="Three voices from Kivik",
    url="https://daily.example/voices",
    outlet="Estmar Daily",
    published=datetime(2031, 5, 6, 9, tzinfo=UTC),
)
HIDDEN = Draft(
    "“The herring quota falls by exactly one tenth, and no minister will bargain about it,” Fisheries Minister Lena "
    "Orvik said.",
    title="Herring quota falls",
    url="https://daily.example/herring",
    outlet="Estmar Daily",
    published=datetime(2031, 5, 9, 9, tzinfo=UTC),
    collection="members",
)
DRAFTS = (HOMES, TREATY, BRIEFING, NAMES, HIDDEN)
