"""Words that a speaker retells are the inner teller's, or nobody's: "Holm said a nurse told her it was “full”"."""

from __future__ import annotations

import time

import pytest

from index.attribution.retold_words import retelling
from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers

RETOLD = [
    "Ada Holm, 41, said a nurse told her the ward was “full by noon” and sent her away.",
    "Ada Holm recalled her mother saying “full by noon, as ever”.",
    "According to Ada Holm, the minister had said at the meeting that the ward was “full by noon”.",
    "Ada Holm said residents had told her they were “sick of the smell” and wanted it gone.",
    "Ada Holm said one man had written to her that his ward was “full by noon”.",
    "Ada Holm said that the President had assured her in person that no ward was “full by noon”.",
    "Ada Holm alleged that the constable on duty had asked her to “settle it at home”.",
    "Ada Holm said a colleague had put it to her this way: “We are the last ones here.”",
    "Ada Holm said she had been told that the ward was “full by noon”.",
    "Ada Holm claimed Jan Novak had called the ward “a promise made in a hurry”.",
    "Ada Holm said her father used to tell guests, “If it smudges, you don't pay.”",
    "Ada Holm said the report described the ward as “full by noon”.",
    "Ada Holm remembers her brother, then seven, asking: “Is the war on our street?”",
    "Ada Holm noted that the driver, in his own words, had wanted “to see it burn”.",
    "Ada Holm left the hall, booed by the crowd, shouting “shame on the council”.",
    "Ada Holm left the hall past students chanting “shame on the council”.",
    "Ada Holm, the mayor, marched with the workers, who chanted “save our steel works”.",
]
RETOLD += [
    "Ada Holm said dispatchers kept telling the caller to “stay calm, sir” for nine minutes.",
    "Ada Holm said children at the border had drawn her a bus and written on its side “home, please, now”.",
    "Ada Holm said the department's own files described the delay as “good for the character”.",
    "Ada Holm said a caller from Ostwick had phoned her to say that the minister was “fooling us all”.",
    "Ada Holm said her professor never gave advice but once left a note on her desk saying “once more, please”.",
    "Ada Holm said the first words the tower sent up were “good morning, you are late”.",
    "Ada Holm writes that her father hated the wireless and would mutter at it, “As opposed to whom?”",
    "Ada Holm said heads were sending members lines at midnight, with messages such as “quick one, please!”",
    "Ada Holm recalled the critic who wrote that her sauce was “a lake to drown in”.",
    "Ada Holm said tunnellers had nicknamed the machine “auntie of all rocks”.",
    "Ada Holm said the agents had written to her that the boiler was “in its prime still”.",
    "Ada Holm says she has rules, which hang on the wall in his handwriting: “Cold first. Count twice.”",
    "The minister was quoted by Ada Holm as having told guests to “turn every roof into a field”.",
    "Ada Holm replied that the contractor had left the works, citing “bills that nobody paid”.",
    "The archivist, Ada Holm, says the explorer's diaries call the guide “the only sane man here”.",
    "Members had sent feathers by mail. One card, Ada Holm said, read “coo coo, coo coo”.",
    "The mayor came. The minister, Ada Holm added, had told envoys the vote was “a hinge of history”.",
    "Ada Holm recorded Jan Novak's submission that his son studies “with cotton in his ears”.",
    "Ada Holm said guards had learned from a captured smuggler that the tunnels were “empty since autumn”.",
    "Ada Holm said the insurer had told the town that horses were “an unquantifiable risk”.",
    "Ada Holm told the council she had ridden since 1957 and that the crowd always hollered “here comes Ada”.",
    "Ada Holm testified that the pastor told her she could have it, saying: “It is cracked, and so is the steeple.”",
    "A man who told his neighbours he was “just popping out” was found eleven years later, Ada Holm said.",
    "Pressed by a guest, who told her “three people heard it”, Ada Holm said: “Then they heard a cough.”",
    "Ada Holm submitted that the Commissioner had told the court the work was “90 per cent complete”.",
    "Ada Holm asked whether she had called one banker “a crybaby of the first rank”.",
    "Ada Holm said people come up to her at the diner and say, “Ada, open on Sundays.”",
    "Sergeant Ada Holm said a search found a note that read “sorry for everything”.",
    "Ada Holm said Inspector Jan Novak had briefed her that guards fired “only in the air”.",
    "Councillor Holm told the house that when she asked the man, he replied that they were “in God's hands”.",
]
OWN = [
    "Ada Holm said the jury that cleared her had asked the right question and given “the wrong answer”.",
    "Ada Holm said colleagues who had urged her to resign were “free to go first”.",
    "Ada Holm said travellers who complained about the timetable were “right to be cross”.",
    "Ada Holm said the nurses who told the papers they were unpaid were “economical with the truth”.",
    "Ada Holm said guards had asked the public for help and had been “overwhelmed by kindness”.",
    "Ada Holm told the house that the ferry had asked for more time and that her answer was “a polite no”.",
    "Ada Holm said the Ohio player nicknamed “King of the Harbour” was a friend of children.",
    "Ada Holm says that when she first heard it as a student she told him, “I want to live in that.”",
    "Ada Holm told analysts on a call: “Customers ordered too much.”",
    "Ada Holm said it was what most critics had called “fraud”.",
    "Ada Holm said leaders had agreed on a plan that would “bite, not bark”.",
    "The ferry, Ada Holm said, was “full of holes and errors”.",
    "Ada Holm said she told him the ward was “full by noon”.",
    "Ada Holm said the report came late and was “full of holes and errors”.",
    "Ada Holm said a nurse told her to leave, but she called it “a wise decision”.",
    "Ada Holm said the plan of the minister was “full of holes and errors”.",
    "Ada Holm criticised the minister, saying the plan was “full of holes and errors”.",
    "Ada Holm, who told the police of the fire, said it was “far too late”.",
    "When asked about the ward by a nurse, Ada Holm said, “It is full by noon.”",
    "Ada Holm, asked about the crew of Jan Novak, had said, “They are all here.”",
    "Ada Holm told the Harbour Herald in a written statement, “I have no need of his help.”",
    "Ada Holm also decried Jan Novak's repeated calls to close the port, noting he had “given nothing” for it.",
    "Ada Holm says she would sit Jan Novak down and tell him “no more of this”.",
    "Ada Holm suggested his mother was behind his tone, called him “a third-rate captain” and left the hall.",
    "Ada Holm said she has seen schools in Estmar that reminded her of “a harbour after a storm”.",
    "Ada Holm said that Jan Novak's claim that the minister is in favour of it is “simply not true”.",
    "Ada Holm said Jan Novak begged her for help and “would have knelt in the snow”.",
    "Ada Holm said that when a nurse told her to leave, she was “too tired to stand”.",
    "Ada Holm quickly named her years as head of the guild, saying “we went through storms together”.",
    "Ada Holm said nothing the minister said was “worth the price of a stamp”.",
    "Ada Holm said on Monday that the town should formally declare war on the organization that has declared a"
    " “caliphate” in parts of the hills above it and the coast.",
    "Ada Holm said the critic (the work was repeated to him for years) was “a man without a watch”.",
]


@pytest.mark.parametrize("text", RETOLD)
def test_retold_words_are_not_those_of_who_retells_them(reader: StatementReader, text: str) -> None:
    words = text[text.index("“") : text.index("”")]
    text += "\n\n“We are glad,” said Ada Holm. “It is late,” said Jan Novak."
    assert "Ada Holm" not in speakers(reader, text, words)


def test_a_letter_that_somebody_hands_out_tells_its_own_words() -> None:
    text = "He released a letter from his doctor on Friday that says he has “an ox's health”."
    found = retelling(text, (0, 2), text.index("“"), (3, 56))
    assert found is not None
    assert found.teller is None


@pytest.mark.parametrize("text", OWN)
def test_a_speakers_own_words_stay_theirs(reader: StatementReader, text: str) -> None:
    words = text[text.index("“") : text.index("”")]
    text += "\n\n“We are glad,” said Ada Holm."
    assert speakers(reader, text, words) == {"Ada Holm"}


def test_the_words_before_a_speakers_verb_are_no_inner_clause() -> None:
    text = "Ada Holm last week said Jan Novak was not the first to send “a letter without a stamp”."
    assert retelling(text, (0, 8), text.index("“"), (9, 23)) is None


def test_a_verb_of_several_words_is_a_speakers_own() -> None:
    text = "Ada Holm used blunt language to denounce what Jan Novak called the town's “reckless, needless” works."
    found = retelling(text, (0, 8), text.index("“"), (9, 43))
    assert found is not None
    assert found.teller is not None
    assert text[slice(*found.teller)] == "Jan Novak"


def test_who_is_only_told_is_no_inner_teller() -> None:
    text = "Ada Holm told a man who said that the bridge would fall that it was “safe until spring”."
    assert retelling(text, (0, 8), text.index("“")) is None


def test_an_inner_teller_who_is_named_gets_the_words(reader: StatementReader) -> None:
    text = "Ada Holm writes that her editor, Jan Novak, warned her: “They will come for you.”\n\n“So be it,” Holm said."
    assert speakers(reader, text, "They will come") == {"Jan Novak"}
    text = "Ada Holm said she had been told by Jan Novak that nobody was “in charge of it”.\n\n“So be it,” Holm said."
    assert speakers(reader, text, "in charge of it") <= {"Jan Novak", None}


def test_what_an_inner_teller_is_only_reported_to_have_said_is_nobodys(reader: StatementReader) -> None:
    text = "Ada Holm pointed to reports that Jan Novak called the ward “a barn for goats”.\n\n“So be it,” Holm said."
    assert speakers(reader, text, "a barn for goats") <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm called Jan Novak's assertion that the ward was late “a sad and tired joke”.",
        "Ada Holm recalled Jan Novak's remark describing Ilo Reim's statement that he left as “a sad and tired joke”.",
    ],
)
def test_what_is_said_of_a_claim_is_not_the_claimants(reader: StatementReader, text: str) -> None:
    text += "\n\n“So be it,” Holm said."
    assert speakers(reader, text, "a sad and tired") <= {None, "Ada Holm"}


def test_a_new_sentence_with_a_subject_of_its_own_is_not_retold(reader: StatementReader) -> None:
    text = (
        "Ada Holm said a nurse had told her the ward was “full by noon.” Jan Novak said that the “ward is never full,"
        " and was never so.”\n\n“So be it,” Holm said."
    )
    assert speakers(reader, text, "ward is never full") == {"Jan Novak"}


def test_what_follows_retold_words_is_not_the_inner_tellers(reader: StatementReader) -> None:
    text = (
        "Ada Holm said that Jan Novak once described the ward as “a barn for goats” when he was still clerk."
        "\n\n“So be it,” Holm said."
    )
    assert speakers(reader, text, "a barn for goats") == {"Jan Novak"}
    assert "Jan Novak" not in speakers(reader, text, "when he was still")


def test_what_is_told_before_retold_words_stays_its_tellers(reader: StatementReader) -> None:
    text = (
        "Ada Holm said she had asked the staff on the ward what happened, and that they told her it was “full”, and"
        " “closed by noon”.\n\n“So be it,” Holm said."
    )
    assert speakers(reader, text, "closed by noon") == {None}
    assert speakers(reader, text, "she had asked the staff") == {"Ada Holm"}


def test_whom_a_statement_quotes_is_not_reading_aloud(reader: StatementReader) -> None:
    text = "Mayor Ada Holm was late. “No stone will stay unturned,” the statement quoted Mayor Ada Holm as saying."
    assert speakers(reader, text, "No stone") == {"Ada Holm"}


def test_who_tells_in_a_clause_beside_is_the_subject_of_the_first(reader: StatementReader) -> None:
    text = (
        "Collector Ada Holm saw the camp. “All will be dry,” she said.\n\nAn old inmate, Pappam, wept as she told the"
        " Collector, “The river took all of my goats.”"
    )
    assert speakers(reader, text, "The river took") <= {None, "Pappam"}


def test_who_retells_speaks_on(reader: StatementReader) -> None:
    text = "Lawyer Ada Holm said the clerk had told the court the work was “as good as done”.\n\n“It is not,” she said."
    assert speakers(reader, text, "It is not") == {"Ada Holm"}


def test_long_sentences_are_read_in_linear_time() -> None:
    text = "Ada Holm said that Jan Novak told her and " * 3000
    started = time.process_time()
    retelling(text, (0, 8), len(text))
    retelling(text, (0, 8), 390)
    assert time.process_time() - started < 0.5
