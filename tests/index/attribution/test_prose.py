"""Whose the quotations and the reported words of prose are."""

from __future__ import annotations

import pytest

from index.attribution.decoding import Fragment
from index.attribution.drafts import whole_words
from index.attribution.prose import ProseReader
from index.attribution.statements import StatementReader
from index.model import Block, BlockKind
from index.text.quotation_marks import quotation_states

Voices = list[tuple[str | None, str]]


def voices(reader: StatementReader, text: str) -> Voices:
    return [
        (one.person.name if one.person else None, " / ".join(text[a:b] for a, b in one.content))
        for one in reader.statements(text)
    ]


def test_a_question_is_not_given_to_the_sentence_after_it(reader: StatementReader) -> None:
    text = '"It is late," Ada Holm said. "How far is the quay, Captain?" Jan Novak said it was eleven miles.'
    assert ("Jan Novak", '"How far is the quay, Captain?"') not in voices(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        'Spokeswoman Ada Holm quoted Ilo Tamm as saying, "The cable will be laid by May."',
        'Spokeswoman Ada Holm quoted Minister Ilo Tamm as saying in a closed meeting, "The cable will be laid by May."',
        "Spokeswoman Ada Holm quoted President Ilo Tamm as saying that the cable would be laid by May.",
    ],
)
def test_words_that_somebody_passes_on_are_of_whom_she_quotes(reader: StatementReader, text: str) -> None:
    (statement,) = reader.statements(text)
    assert statement.person is not None
    assert statement.via is not None
    assert (statement.person.name, statement.via.name) == ("Ilo Tamm", "Ada Holm")
    assert "as saying" not in text[statement.start : statement.end]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ada Holm did not say that the ferries would stop in May.",
        "Minister Ada Holm did not say whether she would stand again for the seat.",
        "Minister Ada Holm never said that the tax on nets was wrong.",
        'Minister Ada Holm denied ever having said that "the poor should move to the hills."',
        'Had Minister Ada Holm said "we will sign the paper", the talks would have gone on.',
    ],
)
def test_what_was_not_said_is_no_statement(reader: StatementReader, text: str) -> None:
    assert voices(reader, text) == []


def test_a_condition_elsewhere_in_the_sentence_supposes_nothing(reader: StatementReader) -> None:
    text = 'If Holm were to say sorry, her rival\'s manager, Bram Okonkwo, said, "we would all go home early today."'
    assert "we would all go home early today" in " ".join(words for _, words in voices(reader, text))


def test_a_statement_that_somebody_issued_is_hers(reader: StatementReader) -> None:
    text = 'Governor Ada Holm issued the following statement:\n\n"The storm has passed. The quays are open again."'
    assert voices(reader, text) == [("Ada Holm", '"The storm has passed. The quays are open again."')]


def test_the_subject_of_the_sentence_before_is_no_part_of_the_words(reader: StatementReader) -> None:
    text = (
        '"We would rather be early than sorry," Governor Ilo Tamm told reporters.\n\n'
        'His deputy, Ada Holm, was less certain. "I voted against it," she said. "The frost will do the work for us."'
    )
    assert all("His deputy" not in words for _, words in voices(reader, text))


def test_a_press_review_has_headlines_and_no_statements(reader: StatementReader) -> None:
    text = (
        "What the papers write:\n\n- The Harbour Times: ‘Nobody asked us’ – fishers angry at the treaty\n\n"
        "- Norvale Post: Why captains say they will ‘never sail again’\n\n"
        "- Estmar Daily: Minister says the port stays open"
    )
    assert voices(reader, text) == []


def test_he_and_she_are_two_people(reader: StatementReader) -> None:
    text = (
        "Governor Zelda Quill met Senator Osk Weyland on Monday. He said the meeting was useful. She said it was long. "
        "“It led nowhere,” she said. “It led somewhere,” he said."
    )
    spoken = {words: name for name, words in voices(reader, text)}
    assert spoken["“It led nowhere,”"] in {"Zelda Quill", None}
    assert spoken["“It led somewhere,”"] in {"Osk Weyland", None}


@pytest.mark.parametrize(
    "text",
    [
        'Minister Ada Holm told me, "Your school is a good school." I did not believe her at all.',
        'Mr. Stannard writes that the canal "died of neglect." It did not. It was killed by a vote.',
    ],
)
def test_the_writers_own_words_after_a_quotation_are_no_part_of_it(reader: StatementReader, text: str) -> None:
    for _, words in voices(reader, text):
        assert not words.endswith(("at all", "at all.", "did not", "by a vote", "by a", "It did not.", "vote."))


def test_a_surname_that_is_a_particle_elsewhere_is_kept(reader: StatementReader) -> None:
    text = "Anil Kumar Das, the envoy, said the talks had been long and hard for everybody."
    assert {name for name, _ in voices(reader, text)} == {"Anil Kumar Das"}


def test_a_span_never_begins_or_ends_inside_a_possessive() -> None:
    text = "the text shows Varga’s inclusion of the ferry and the ferry’s price"
    assert whole_words(text, text.index("s inclusion"), len(text)) == (text.index("inclusion"), len(text))
    assert whole_words(text, 0, text.index("’s price")) == (0, text.index(" price"))


@pytest.mark.parametrize(
    "text",
    [
        "Mark Strand runs the inn. What does he fear most? Strand smiled. “Ask my wife.”",
        "Mark Strand runs the inn. Strand shrugged and looked at the sea. “Nothing.”",
        "Mark Strand runs the inn. “No,” Strand said.",
        "Mark Strand runs the inn. Strand said: “Never.”",
    ],
)
def test_few_words_are_a_speech_where_the_text_says_so(reader: StatementReader, text: str) -> None:
    ((name, _),) = voices(reader, text)
    assert name == "Mark Strand"


def test_a_gesture_before_somebody_elses_words_tells_nothing(reader: StatementReader) -> None:
    text = "Mark Strand runs the inn. Strand smiled. “Ask my wife,” said Ilo Tamm. “She knows.”"
    assert {name for name, _ in voices(reader, text)} == {"Ilo Tamm"}


def test_what_somebody_told_is_hers_in_a_sentence_turned_around(reader: StatementReader) -> None:
    text = "What Elin Varga told the players after the match was: “I will see all of you on Thursday.”"
    ((name, words),) = voices(reader, text)
    assert name == "Elin Varga"
    assert words == "“I will see all of you on Thursday.”"


def test_a_letter_writers_own_sentence_is_not_whom_he_quotes(reader: StatementReader) -> None:
    text = "Sir – Godfrey Pell says that “gulls are vermin”. I have fed the same gull for nine years, and it is polite."
    assert all("fed the same gull" not in words for name, words in voices(reader, text) if name)


def test_an_answer_in_a_dialogue_is_not_the_askers(reader: StatementReader) -> None:
    text = (
        "It was short.\n\n“Did you see the knife?” prosecutor Alan Crewe asked.\n\n“No,” the witness, Rosa "
        "Diaz, answered.\n\n“Did you hear a scream in the night?”\n\n“I heard only the kettle sing.”"
    )
    named = [(name, words) for name, words in voices(reader, text) if name]
    assert {name for name, words in named if "scream" in words or "kettle" in words} == set()


def test_a_second_voice_between_two_quotations_breaks_them_apart(reader: StatementReader) -> None:
    text = "“Roads are politics,” said Ian Moss, to which Marla Voigt replied in a letter: “Then fix your politics.”"
    assert ("Ian Moss", "“Then fix your politics.”") not in voices(reader, text)


def test_a_sentence_with_another_name_parts_two_quotations(reader: StatementReader) -> None:
    text = (
        "Many said the same, the nominee Mitt Roan -- ''It is disqualifying to refuse to show a "
        "return to the voters'' -- and Fred Gold, a former commissioner. ''The sooner, the better,'' Mr. Gold "
        "told Coast Radio in August."
    )
    assert {words for name, words in voices(reader, text) if name == "Fred Gold"} == {"''The sooner, the better,''"}


@pytest.mark.parametrize(
    ("lead", "words", "speaker"),
    [
        ("Ilo Tamm has said ", "he will seek a treaty that the Pell government sees as critical", "Ilo Tamm"),
        ("Later, Ilo Tamm said that ", "the quay, which the Pell government calls unsafe, is sound", "Ilo Tamm"),
        ("In short, ", "a treaty on cod would, the Pell government said, be signed by June", "the Pell government"),
    ],
)
def test_told_words_belong_to_the_clause_right_before_them(lead: str, words: str, speaker: str) -> None:
    text = f"{lead}{words}."
    source = text.index("the Pell"), text.index("government") + len("government")
    cue = source[1] + 1, text.index(" ", source[1] + 1)
    fragment = Fragment(len(lead), len(text) - 1, 0.92, source, 0.98, cue, 0.9)
    reader = ProseReader(text, quotation_states(text), [Block(0, len(text), BlockKind.PARAGRAPH)], set())
    assert [text[slice(*draft.source)] for draft in reader.drafts([fragment]) if draft.source] == [speaker]


@pytest.mark.parametrize(
    "lead",
    [
        "The first witness, Ada Holm, 81, said ",
        "Ostwick, 3 May (Tidal Press) – The mayor, Ada Holm, said ",
        "Her opposite number, Ada Holm, said on Thursday that ",
    ],
)
def test_told_words_are_of_the_subject_right_before_them(reader: StatementReader, lead: str) -> None:
    text = f"{lead}she had trusted the harbour master completely."
    assert [speaker for speaker, _ in voices(reader, text)] == ["Ada Holm"]


@pytest.mark.parametrize("paper", ["As MERIDIAN reported earlier,", "According to the Lindesund Courier,"])
def test_a_paper_only_passes_on_whose_words_it_tells(reader: StatementReader, paper: str) -> None:
    text = (
        "The ports of Norvale were shut on Monday.\n\n"
        f"{paper} Minister Ilo Tamm stated that the quay “must not become a market”."
    )
    assert [who for who, words in voices(reader, text) if "must not become" in words] == ["Ilo Tamm"]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Her brother Bram Okonkwo disagreed:", "Bram Okonkwo"),
        ("The mayor of Dunmere, Bram Okonkwo, saw it otherwise:", "Bram Okonkwo"),
        ("The opposition's Bram Okonkwo was less moved:", "Bram Okonkwo"),
    ],
)
def test_words_that_somebody_disagrees_with_are_not_his(reader: StatementReader, lead: str, speaker: str) -> None:
    text = f"How people responded\n\n“The harbour people can sleep again.” {lead} “It was a good quota for us.”"
    found = voices(reader, text)
    assert (None, "“The harbour people can sleep again.”") in found
    assert (speaker, "“It was a good quota for us.”") in found


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("The mood in the hall was more sombre:", None),
        ("The engineer was clearer:", None),
        ("The vote was closer than it looked:", None),
        ("Her deputy, Bram Okonkwo, was far less polite:", "Bram Okonkwo"),
    ],
)
def test_a_sentence_with_a_colon_leads_away_from_who_spoke_before(
    reader: StatementReader, lead: str, speaker: str | None
) -> None:
    text = f"“I like it a great deal,” said Ada Holm. “I do.” {lead} “We have lost the whole street to it.”"
    found = voices(reader, text)
    assert [who for who, words in found if "lost" in words] == [speaker]
    assert [who for who, words in found if "great deal" in words] == ["Ada Holm"]


def test_a_lead_to_her_own_words_keeps_them_hers(reader: StatementReader) -> None:
    text = "“I like it a great deal,” said Ada Holm. On the fares: “We have lost money on them for years.”"
    assert [who for who, words in voices(reader, text) if "lost" in words] == ["Ada Holm"]


DASHED = "- Berit knows every engine room of this fleet, says chairman Håkon Stray."


@pytest.mark.parametrize(
    ("below", "speakers"),
    [
        ("- I am proud. I will be there, says Berit Fossum.", ["Håkon Stray", "Berit Fossum"]),
        ("- I have lost every argument, says Aune, who retires in May.", ["Håkon Stray", "Lars Aune"]),
    ],
)
def test_a_dash_marks_speech_that_a_clause_ends(reader: StatementReader, below: str, speakers: list[str]) -> None:
    text = f"Fossum follows Lars Aune.\n\n{DASHED}\n\nThe fleet is old.\n\n{below}"
    found = [one for one in reader.statements(text) if text[one.start - 2] == "-"]
    assert [one.person.name if one.person else None for one in found] == speakers
    assert {one.kind.value for one in found} == {"direct"}


def test_an_item_of_a_list_that_somebody_reports_is_no_speech(reader: StatementReader) -> None:
    text = "The plan in short:\n\n- Trams will be late, says Håkon Stray.\n\n- The quay is closed."
    assert "direct" not in {one.kind.value for one in reader.statements(text)}


@pytest.mark.parametrize(
    ("between", "first"), [(" ", None), (" came the reply. ", None), ("\n\n", None), (" Teague was calm. ", None)]
)
def test_who_is_answered_at_once_does_not_answer(reader: StatementReader, between: str, first: str | None) -> None:
    text = f"A Mr Holt came. “Father, the water will be here by Friday.”{between}“Then I will say Mass,” said Teague."
    found = voices(reader, text)
    assert [who for who, words in found if "water" in words] == [first]
    assert [who for who, words in found if "Mass" in words] == ["Teague"]


def test_a_quotation_that_goes_on_at_once_after_its_clause_is_the_same_ones(reader: StatementReader) -> None:
    text = "“I like it a great deal,” said Ada Holm. “It is a fine plan.” “It is a good day.”"
    assert {who for who, _ in voices(reader, text)} == {"Ada Holm"}


@pytest.mark.parametrize("greeting", ["Dear Dr. Lowell:", "Dear Dr. Harriet Lowell,", "To Dr. Harriet Lowell:"])
def test_who_is_greeted_says_nothing(reader: StatementReader, greeting: str) -> None:
    text = f"Dr. Harriet Lowell\n\n{greeting}\n\nI am writing in support of my student, Jonas Pike, who is honest."
    assert "Lowell" not in str([who for who, _ in voices(reader, text)])


def test_a_time_before_a_speaker_is_no_part_of_it(reader: StatementReader) -> None:
    text = "17.22 Minister Benedikte Voll tells TV2 that the government won't intervene “tonight, tomorrow or later”."
    assert [who for who, words in voices(reader, text) if "tonight" in words] == ["Benedikte Voll"]
