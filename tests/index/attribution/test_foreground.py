"""Words after a sentence go to who acts or is asked in it; to nobody where that is somebody without a name."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers

SHE = "Signe Aalto, the school minister of Norvale, came to Lund. “The roof is sound,” she said.\n\n"
HE = "Olaf Brenner, the port minister of Norvale, came to Lund. “The pier is sound,” he said.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "The lollipop lady watched her from the gate.",
        "The deputy head stood behind her.",
        "At the back of the hall the usher was counting heads.",
        "In the yard a grandmother was waiting with a pram.",
        "Beside the stove sat the cleaner.",
        "The youngest pupil, who is six, took her by the sleeve.",
        "A nurse at the next table is less impressed.",
        "Her driver rolled her eyes.",
        "The tallest girl giggled.",
        "The minister’s cousin, Ulla, bakes for the school.",
        "Ottilie, 91, a widow, had walked from the mill.",
        "A neighbour, Petronella, had brought soup.",
        "My colleague Annika thinks that Aalto has seen nothing.",
        "Next to the pump stood Dorothea, who keeps goats.",
        "A retired stonecutter in the second row had come with her dog.",
        "The signaller was not impressed.",
        "A resident of Mill Street said Aalto had not called.",
        "A teacher at the school saw Aalto leave.",
        "Aalto’s former driver Runa remembers the winter of 1990.",
    ],
)
@pytest.mark.parametrize("between", ["", " The bell rang twice."])
def test_words_of_somebody_without_a_full_name_are_not_the_last_ones_named(
    reader: StatementReader, sentence: str, between: str
) -> None:
    text = f"{SHE}{sentence}{between} “It leaks when it snows,” she said."
    assert speakers(reader, text, "It leaks") <= {None, "Ulla", "Ottilie", "Petronella", "Annika", "Dorothea", "Runa"}
    assert speakers(reader, text, "The roof is") == {"Signe Aalto"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The school minister smiled.",
        "The bucket was full.",
        "The old school by the river has two roofs.",
        "A spokesman for the ministry declined to comment.",
        "It had rained in the night.",
        "Her hat was wet.",
        "The 61-year-old former teacher has a roof of her own.",
        "The men laughed.",
        "The porter had gone home. Aalto took off her hat.",
    ],
)
def test_words_after_things_or_the_same_person_stay_named(reader: StatementReader, sentence: str) -> None:
    text = f"{SHE}{sentence} “I came to see the roof,” she said."
    assert speakers(reader, text, "I came") == {"Signe Aalto"}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Nils Holm asked Jonas Reuter if he would pay. “Not a coin,” he said.", "Jonas Reuter"),
        ("Nils Holm, a clerk, asked Jonas Reuter whether he would pay. “Not a coin,” he replied.", "Jonas Reuter"),
        ("Nils Holm quizzed the skipper, Jonas Reuter, about the nets. “I mended them,” he said.", "Jonas Reuter"),
        ("Nils Holm put it to Jonas Reuter that he was drunk. “I was tired,” he said.", "Jonas Reuter"),
        ("Nils Holm wanted to know from Jonas Reuter where the nets were. “At home,” he said.", "Jonas Reuter"),
        ("“You are a thief,” Nils Holm told Jonas Reuter. “I am a baker,” he retorted.", "Jonas Reuter"),
        ("“Do they float?” Nils Holm asked Jonas Reuter. “They do,” he said.", "Jonas Reuter"),
        ("Nils Holm called Jonas Reuter a thief. “I am a baker,” he protested.", "Jonas Reuter"),
        ("Nils Holm implored Jonas Reuter to stay. “I am late,” he answered.", "Jonas Reuter"),
        ("Nils Holm complimented Jonas Reuter on his hat. “I made it,” he replied.", "Jonas Reuter"),
        ("Nils Holm turned to Jonas Reuter and asked where the nets were. “At home,” he said.", "Jonas Reuter"),
        ("Nils Holm stopped Jonas Reuter to ask if he was ill. “I am cold,” he said.", "Jonas Reuter"),
        ("Nils Holm wondered whether Jonas Reuter had a boat. “I have two,” he replied.", None),
        ("Nils Holm said that Jonas Reuter was a thief. “I am a baker,” he replied.", None),
        ("“Thief!” Nils Holm yelled as Jonas Reuter came in. “I am a baker,” he said.", None),
        ("Nils Holm thanked Jonas Reuter, who bowed. “I did little,” he said.", "Jonas Reuter"),
        ("Nils Holm called Jonas Reuter a thief. “I was robbed,” he said.", None),
        ("Nils Holm asks him how many nets are left. “Two or three,” he says.", None),
        (
            "Nils Holm asked Jonas Reuter who had left. “A cook,” he said. Holm asked who else. “A boy,” he said.",
            "Jonas Reuter",
        ),
        ("Nils Holm asked Jonas Reuter to leave. “You are drunk,” he said.", "Nils Holm"),
        ("Nils Holm called on Jonas Reuter to resign. “He has lied to us,” he said.", "Nils Holm"),
        ("Nils Holm asked Jonas Reuter whether he would pay. “And will you pay today?” he asked.", "Nils Holm"),
        ("Nils Holm asked Elin Varga whether she would pay. “I have waited a year,” he said.", "Nils Holm"),
        ("Nils Holm asked for a chair. “My knee hurts today,” he said.", "Nils Holm"),
    ],
)
def test_who_is_asked_answers(reader: StatementReader, sentence: str, speaker: str | None) -> None:
    words = sentence[sentence.rindex("“") + 1 :][:8]
    assert speakers(reader, sentence, words) <= {speaker, *([None] if speaker is None else [])}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Asked what he owed his brother, Jonas Reuter paused.", "Jonas Reuter"),
        ("Pressed on the price, the skipper Jonas Reuter laughed.", "Jonas Reuter"),
        ("Told that the pier had sunk, Jonas Reuter sat down.", "Jonas Reuter"),
        ("Reminded that Brenner had paid, Jonas Reuter shook his head.", "Jonas Reuter"),
        ("When Brenner had gone, Jonas Reuter took off his hat.", "Jonas Reuter"),
        ("Jonas Reuter nodded.", "Jonas Reuter"),
        ("Jonas Reuter wept.", "Jonas Reuter"),
        ("Jonas Reuter, whom Brenner had called “a wet sock”, laughed.", "Jonas Reuter"),
        ("News that Brenner had gone reached Jonas Reuter at sea.", "Jonas Reuter"),
        ("Asked about it again, Brenner sighed.", "Olaf Brenner"),
        ("Brenner shook his head.", "Olaf Brenner"),
        ("Jonas Reuter had met Ivo Strand at sea.", None),
    ],
)
def test_who_acts_in_the_sentence_before_speaks_next(
    reader: StatementReader, sentence: str, speaker: str | None
) -> None:
    text = f"{HE}{sentence} “I have said what I know,” he said."
    assert speakers(reader, text, "I have said") == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nils Holm asked Jonas Reuter if he would pay. He replied: “Not one coin of mine.”", {"Jonas Reuter"}),
        ("Nils Holm told Jonas Reuter that he was a thief. He answered: “Not one coin of yours.”", {"Jonas Reuter"}),
        ("Nils Holm sat down. The signaller smiled. He said: “Not one coin of mine.”", {None}),
        ("Nils Holm spoke of the pier. He said: “Not one coin of mine.”", {"Nils Holm"}),
        ("“It is late,” said Nils Holm.\n\nJonas Reuter nodded.\n\n“Not one coin of mine,” he said.", {"Jonas Reuter"}),
    ],
)
def test_words_after_a_pronoun_or_in_a_paragraph_of_their_own_are_no_others(
    reader: StatementReader, text: str, speaker: set[str | None]
) -> None:
    assert speakers(reader, text, "Not one coin") == speaker


def test_words_about_the_one_who_acts_are_somebody_elses(reader: StatementReader) -> None:
    text = f"{HE}Jonas Reuter mended the pier in a week. “He never sleeps,” he said."
    assert speakers(reader, text, "He never") <= {None, "Olaf Brenner"}


OFFICES = [
    "The Prime Minister thanked the President for his support and said that Norvale would send engineers. She stressed "
    "that the border was open.",
    "The Prime Minister expressed concern about the tariffs, which she said were “a tax on bread”.",
]


@pytest.mark.parametrize("sentences", OFFICES)
def test_a_pronoun_after_an_office_is_not_whom_the_text_is_about(reader: StatementReader, sentences: str) -> None:
    text = (
        "President Wulf Frisk spoke today with Prime Minister Zora Lund of Norvale. The President congratulated the "
        "Prime Minister on the understanding she reached with Prime Minister Orso of Estmar at Villa Corsi.\n\n"
        "The President told her that the ships stand ready. “Good roads make good neighbours,” he said.\n\n"
        f"{sentences}"
    )
    assert speakers(reader, text, sentences[-12:]) <= {None, "Zora Lund"}
