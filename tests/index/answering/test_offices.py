"""Whom a question means by an office: in whatever words, of whatever body, and at which time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index import Answer, Index
from index.answering.reading.terms_of_office import Named, apart, former_holders
from index.silence import Silence
from tests.dated_articles import library_of

TODAY = date(2032, 3, 1)
ARTICLES = (
    (
        "2030-02-11",
        "Transcript: Press conference of the National Bank of Norvale",
        "GOVERNOR TAMM: Good morning. Bread is dear, and the rate stays where it is.\n\n"
        "Q: Governor, is the crown too strong?\n\n"
        "GOVERNOR TAMM: A crown is a hat. It is heavy only in the rain.\n\n"
        "Q: And the mortgages?\n\n"
        "DEPUTY GOVERNOR FALCK: Nobody may borrow more than five years of their pay.\n\n"
        "GOVERNOR TAMM: Thank you.",
    ),
    (
        "2031-05-06",
        "Bread is cheaper",
        'PORT KIVIK, Norvale — The National Bank of Norvale cut its rate. "Bread and patience are cheaper now," '
        "Governor Sanna Lund told reporters. Her predecessor, Ilo Tamm, sent a hat.\n\n"
        'Ilo Tamm, governor of the National Bank of Norvale until March, baked his own. "An oven keeps '
        'its word," Tamm said.',
    ),
    (
        "2030-06-01",
        "Trains stand still",
        'PORT KIVIK, Norvale — "A frozen switch asks nobody," said Hanna Quell, the chief executive of Kivik Rail.\n\n'
        'Solveig Arne, who chairs the Drivers\' Guild, wanted warmer cabs. "A cab is no larder," Arne said.\n\n'
        'Rufus Oden, who leads the Dockers\' Union, sent soup. "Soup is a vote," Oden said.\n\n'
        'The chief of the Kivik fire brigade, Dora Mintz, cleared the snow. "Snow burns slowly," Mintz said.\n\n'
        'Kivik Rail Marketing Chief Ola Berg sold mittens. "A mitten is a ticket," Berg said.\n\n'
        'Kivik Rail Bridges and Media Chief Siri Aune counted rivets. "A rivet is a small promise," Aune said.\n\n'
        'Trade Communications Adviser Nils Aarden wrote it all down. "A train is a long letter," Aarden said.',
    ),
    (
        "2030-07-03",
        "Water for Estmar",
        'LINDESUND — Klara Weissen, the envoy of Lindesund, brought home a deal. "Both slept on it and signed," '
        "Weissen said.\n\n"
        'Estmar\'s minister of water resources, Aila Tarek, praised the quiet. "Quiet is cheap at that price," Tarek '
        "said.\n\n"
        'Norvale\'s finance minister, Petra Holm, paid for the tea. "Tea is an investment," Holm said.\n\n'
        'The energy minister of Norvale, Tobias Strand, promised lamps. "The sirens will be mended by March," Strand '
        'said. "Lamps are next," Strand added.',
    ),
    (
        "2031-09-02",
        "Strand moves to finance",
        "PORT KIVIK, Norvale — Prime Minister Osric Dahl moved Tobias Strand from energy to the finance ministry on "
        "Tuesday.\n\n"
        'Strand said that his budget would be dull. "A wallet with a hole wants a needle," Strand said.\n\n'
        'At energy he is followed by Astrid Fehn. "Wind needs no queue," Fehn said.\n\n'
        "Rufus Oden, who is retiring, wished them luck. His deputy, Maja Brink, is the only candidate to follow "
        'him. "A harbour needs lungs," Brink said.\n\n'
        'Prime Minister Osric Dahl thanked both. "A cabinet is furniture that walks," Dahl said.',
    ),
    (
        "2031-11-14",
        "Interview: Runa Skog on her tents",
        "Runa Skog is defence minister of Norvale. She spoke to Norvale Weekly on a camp bed.\n\n"
        "Norvale Weekly: Minister, do the tents leak?\n\n"
        "Runa Skog: A tent that leaks is a sieve. We have bought two hundred that do not leak.\n\n"
        "Norvale Weekly: And who pays for the tents?\n\n"
        "Runa Skog: I have offered the tents to the scouts in summer, and the scouts pay in songs.",
    ),
    (
        "2031-11-20",
        "An old president on new snow",
        "PORT KIVIK, Norvale — Halvard Moe, who was president of Norvale until 2029, has written a book on snow.\n\n"
        '"Snow forgets every footprint," Halvard Moe said. "I envy the snow," Moe added.\n\n'
        'Ylva Brekke, who is ambassador of Estmar, bought ten copies. "Snow is rare at home," Ylva Brekke said.',
    ),
)


@pytest.fixture(scope="module")
def library(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(ARTICLES, new_data_folder(tmp_path_factory.mktemp("offices") / "data")) as made:
        yield made


def ask(library: Index, text: str) -> Answer:
    return library.ask(text, today=TODAY)


def speakers(answer: Answer) -> set[str]:
    return {quote.speaker.name.split()[-1] for quote in answer.quotes if quote.speaker}


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("What did the head of the railway say about the switch?", "Quell"),
        ("Kivik Rail CEO on the switch", "Quell"),
        ("kivik rail boss switch", "Quell"),
        ("the leader of the Drivers' Guild on cabs", "Arne"),
        ("the fire chief on snow", "Mintz"),
        ("the ambassador of Lindesund on the deal", "Weissen"),
        ("water minister of Estmar on quiet", "Tarek"),
        ("the minister for water of Estmar on quiet", "Tarek"),
    ],
)
def test_an_office_is_known_in_other_words(library: Index, text: str, surname: str) -> None:
    assert speakers(ask(library, text)) == {surname}


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("What did the governor of the central bank say about bread?", "Lund"),
        ("central bank governor on the crown in February 2030", "Tamm"),
        ("the boss of the central bank on bread in February 2030", "Tamm"),
        ("the deputy governor on mortgages", "Falck"),
        ("what has the finance minister said about a wallet", "Strand"),
        ("the finance minister on tea in July 2030", "Holm"),
        ("the energy minister on wind", "Fehn"),
        ("the ex governor on ovens", "Tamm"),
        ("the former finance minister on tea", "Holm"),
    ],
)
def test_an_office_is_held_by_whoever_has_it_then(library: Index, text: str, surname: str) -> None:
    assert speakers(ask(library, text)) == {surname}


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("hey what did the fin min say abt a wallet??", "Strand"),
        ("wat did the def. min. say about tents", "Skog"),
        ("Def Minister on tents", "Skog"),
        ("energy min on wind", "Fehn"),
        ("did the dep gov say anything on mortgages", "Falck"),
    ],
)
def test_an_office_is_known_cut_short(library: Index, text: str, surname: str) -> None:
    assert speakers(ask(library, text)) == {surname}


@pytest.mark.parametrize("text", ["a five min wait for the ferry", "the fin of a whale"])
def test_what_is_cut_short_is_no_office_by_itself(library: Index, text: str) -> None:
    assert library.understand(text, today=TODAY).speaker is None


def test_who_held_an_office_once_is_the_former_one_alone(library: Index) -> None:
    assert speakers(ask(library, "What did the former president of Norvale say about snow?")) == {"Moe"}
    assert speakers(ask(library, "What did the ambassador of Estmar say about snow?")) == {"Brekke"}
    now = ask(library, "What did the president of Norvale say about snow?")
    assert (now.quotes, now.silence) == ((), Silence.NOBODY)


def test_a_paper_that_a_place_is_named_in_takes_no_office_from_the_place(library: Index) -> None:
    assert library.understand("the prime minister of Norvale on a cabinet", today=TODAY).topic == "a cabinet"
    assert ask(library, "What did the governor of Norvale say about tents?").quotes == ()


@pytest.mark.parametrize(
    ("text", "surnames"),
    [
        ("the chief of Kivik Rail on mittens", set()),
        ("What did the trade adviser say about a letter?", set()),
        ("the marketing chief of Kivik Rail on mittens", {"Berg"}),
        ("the bridges chief of Kivik Rail on rivets", {"Aune"}),
        ("What did the trade communications adviser say about a letter?", {"Aarden"}),
    ],
)
def test_who_has_one_charge_in_a_body_does_not_hold_the_office_above(
    library: Index, text: str, surnames: set[str]
) -> None:
    assert speakers(ask(library, text)) == surnames


def test_what_somebody_offers_is_asked_for(library: Index) -> None:
    asked = library.understand("What did the defence minister of Norvale offer the scouts?", today=TODAY)
    assert (asked.speaker, asked.topic) == ("Runa Skog", "the scouts")


@pytest.mark.parametrize("text", ["and her brother on tents?", "what about her husband on the tents"])
def test_a_relative_who_is_not_on_record_says_nothing_of_hers(library: Index, text: str) -> None:
    before = library.understand("What did Runa Skog say about tents?", today=TODAY)
    answer = library.ask(text, today=TODAY, previous=before)
    assert (answer.quotes, answer.silence) == ((), Silence.NOBODY)


def test_the_one_before_answers_for_their_time_alone(library: Index) -> None:
    assert "Strand" not in speakers(ask(library, "What did the energy minister say about a needle?"))


def test_where_the_holder_says_nothing_the_one_before_answers_under_their_name(library: Index) -> None:
    answer = ask(library, "What did the energy minister say about the sirens?")
    assert speakers(answer) == {"Strand"}
    assert answer.question.speaker == "Tobias Strand"
    assert answer.question.interpreted


def test_which_of_several_bodies_is_asked_unless_only_one_of_their_leaders_answers(library: Index) -> None:
    assert speakers(ask(library, "What did the union leader say about soup?")) == {"Oden"}
    several = ask(library, "What did the union leader say about mortgages?")
    assert (several.quotes, several.silence) == ((), Silence.AMBIGUOUS)
    assert {person.name for person in several.people} == {"Solveig Arne", "Rufus Oden"}
    assert several.reason == "Several people called the union leader are on record: which one?"


def test_a_minister_without_a_word_for_which_is_asked_back(library: Index) -> None:
    answer = ask(library, "What did the minister say about lamps?")
    assert (answer.quotes, answer.silence) == ((), Silence.AMBIGUOUS)


@pytest.mark.parametrize(
    ("texts", "surname"),
    [
        (["What did Lund's predecessor say about the crown?"], "Tamm"),
        (["the finance minister's predecessor on tea"], "Holm"),
        (["Lund on bread", "and his predecessor on the crown?"], "Tamm"),
        (["Tamm on the crown", "and what about his successor on patience?"], "Lund"),
        (["Oden on soup", "what did his successor say about the harbour"], "Brink"),
    ],
)
def test_who_came_before_and_after_is_told_by_articles_and_terms(
    library: Index, texts: list[str], surname: str
) -> None:
    previous = None
    for text in texts:
        answer = library.ask(text, today=TODAY, previous=previous)
        previous = answer.question
    assert speakers(answer) == {surname}


def test_whose_predecessor_nobody_knows_is_nobody(library: Index) -> None:
    answer = ask(library, "What did his predecessor say about bread?")
    assert (answer.quotes, answer.silence) == ((), Silence.NOBODY)
    answer = library.ask("and her predecessor?", today=TODAY, previous=ask(library, "Quell on the switch").question)
    assert (answer.quotes, answer.silence) == ((), Silence.NOBODY)


def test_bodies_with_nothing_in_common_have_holders_of_their_own() -> None:
    dockers, drivers = frozenset({"docker"}), frozenset({"driver"})
    named = [Named(1, "2030-01-01", dockers), Named(2, "2031-01-01", drivers), Named(1, "2032-01-01")]
    assert [{each.person for each in group} for group in apart(named)] == [{1}, {2}]
    assert [{each.person for each in group} for group in apart([Named(3, "2030-01-01"), *named[:1]])] == [{1, 3}]
    alone = apart([Named(3, "2030-01-01"), *named[:1]], of_many=True)
    assert [{each.person for each in group} for group in alone] == [{1}, {3}]


def test_who_held_an_office_before_is_nobody_who_holds_another_of_its_kind() -> None:
    named = [Named(1, "2030-01-01"), Named(2, "2030-06-01"), Named(3, "2031-01-01"), Named(2, "2031-06-01")]
    assert former_holders([*named, Named(3, "2032-01-01")]) == [1]
    assert former_holders(named[:3]) == [2, 1]
    assert not former_holders([Named(1, None)])


NICKNAMED = (
    (
        "2030-02-01",
        "Pickets in Port Kivik",
        "PORT KIVIK, Norvale — The mayor, Jonas Aldan, known to nearly everybody in town as Jojo, stood with the "
        'pickets. "My father carried sacks," Aldan said.\n\n'
        'Konstanze "Stanzi" Ruhl of the bakers brought bread. "Bread is a handshake," Ruhl said. "Rolls are a '
        'wave," Ruhl added.\n\n'
        'R.K. Osk, who leads the Dockers\' Union, thanked both. "Soup would be better," Osk said.\n\n'
        'Marek Dahl laughed. "Jojo sees many sacks, and he carries none," Dahl said.\n\n'
        'Birger Vold, 61, a former diver known on the quays as Frogman, agreed. "Divers see more," Vold said.\n\n'
        'Ragnhild "Rags" Moen kept silent. "My sister has a bad knee," Sverre Moen said.',
    ),
    (
        "2031-12-09",
        "Press briefing by Press Secretary Noor Ekhaug",
        "MS. EKHAUG: Hello, everyone. The president flies on Friday.\n\n"
        "Q And has the marsh fever been declared over?\n\n"
        "MS. EKHAUG: The office will do that on Monday, if the last two patients go home.\n\n"
        "Q Why were the islanders not told for three weeks?\n\n"
        "MS. EKHAUG: Because the first tests were wrong.\n\n"
        "Q Thank you.",
    ),
    (
        "2031-12-01",
        "Marsh fever comes back",
        '"Marsh fever is no reason to close the schools," said Ragna Tveter, the chief physician.',
    ),
)


@pytest.fixture(scope="module")
def nicknamed(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(NICKNAMED, new_data_folder(tmp_path_factory.mktemp("nicknamed") / "data")) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Jojo on sacks", "Aldan"),
        ("what did jojo say about his father", "Aldan"),
        ("What did Stanzi say about bread?", "Ruhl"),
        ("Whats R.K. saying about soup?", "Osk"),
        ("RK on soup", "Osk"),
        ("Frogman on divers", "Vold"),
    ],
)
def test_a_nickname_is_whose_articles_say_it_is(nicknamed: Index, text: str, surname: str) -> None:
    assert speakers(ask(nicknamed, text)) == {surname}


def test_a_nickname_is_not_a_brothers(nicknamed: Index) -> None:
    assert nicknamed.understand("Rags on her knee", TODAY).speaker != "Sverre Moen"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("has the marsh fever been declared over?", "on Monday"),
        ("why were the islanders not told for three weeks", "tests were wrong"),
        ("latest on the marsh fever", "on Monday"),
    ],
)
def test_a_reporters_question_is_answered_in_its_place(nicknamed: Index, text: str, words: str) -> None:
    answer = ask(nicknamed, text)
    assert words in answer.quotes[0].text
    assert speakers(replace(answer, quotes=answer.quotes[:1])) == {"Ekhaug"}


SPOKEN_FOR = (
    (
        "2030-02-01",
        "A tunnel through the Lenn",
        'KESTREN, Marsland — The foreign minister of Marsland, Ilse Morov, spoke of a door. "A door has two '
        'handles," Morov said. "Hinges are dear," Morov added.\n\n'
        'The president of Marsland, Bohdan Lisk, spoke of the springs. "Springs sign nothing," Lisk said. "A door '
        'wants hinges," Lisk added.\n\n'
        "Ingemar Tolle of the Shepherds' Federation of Marsland said that nobody had asked. \"The mountain was sold "
        'over our heads," Tolle said.\n\n'
        "Kerrin and President Bohdan Lisk had met in May.\n\n"
        "The Bank of Marsland warned that prices would rise by two percent.",
    ),
)


@pytest.fixture(scope="module")
def spoken_for(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(SPOKEN_FOR, new_data_folder(tmp_path_factory.mktemp("spoken") / "data")) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("What does the shepherds' federation say about the mountain?", "Tolle"),
        ("What does Marsland say about springs?", "Lisk"),
        ("Marsland's position on handles", "Morov"),
    ],
)
def test_a_body_or_a_country_speaks_through_its_people(spoken_for: Index, text: str, surname: str) -> None:
    assert speakers(ask(spoken_for, text)) == {surname}


def test_which_of_a_countrys_people_is_asked(spoken_for: Index) -> None:
    answer = ask(spoken_for, "Marsland's position on hinges")
    assert (answer.quotes, answer.silence) == ((), Silence.SPEAKING_FOR)
    assert answer.reason == "Several people speak for Marsland: which one?"
    assert {person.name for person in answer.people} == {"Ilse Morov", "Bohdan Lisk"}


@pytest.mark.parametrize("text", ["Estmar's position on hinges", "What does Kerrin say about hinges?"])
def test_a_place_of_whose_people_nobody_is_on_record_says_nothing(spoken_for: Index, text: str) -> None:
    answer = ask(spoken_for, text)
    assert (answer.quotes, answer.silence) == ((), Silence.NOBODY)


BODIES = (
    (
        "2031-01-10",
        "Briefing by BRA Chair Signe Rohde",
        "Our guest is BRA Chair Signe Rohde.\n\n"
        "CHAIR ROHDE: The recovery of the herring was quicker than anybody had foretold, and nets are full.\n\n"
        "Q: And the Board of River Advisers?\n\n"
        "CHAIR ROHDE: The advisers count fish, and I count advisers.",
    ),
    (
        "2031-01-12",
        "Readout: a meeting on school meals",
        "Those present were:\n\n- Department of Meals and Milk Deputy Director Jon Mill\n\n"
        "- Undersecretary of Schools Kaja Voll\n\n- Chief Operating Officer of School Kitchens Rikard Cord\n\n"
        '"A warm lunch is a lesson," Kaja Voll said.',
    ),
    (
        "2031-01-15",
        "A new face in the press room",
        "Cecil Munk was Director of the Northern Herring Committee and Chief of Staff to Senator Mikkel Benne.\n\n"
        '"A herring has no party," Mikkel Benne said.',
    ),
    (
        "2031-02-06",
        "Toll on the Hedda ferry",
        "Ferry Minister Olga Kest announced a toll on the Hedda ferry on Friday.\n\n"
        '"A promise of five weeks is no promise," said Pava Linn of the opposition.',
    ),
    (
        "2031-02-07",
        "A walk along the quay",
        '"The ferry is red and the Hedda is wide," said Bo Strand.',
    ),
)


@pytest.fixture(scope="module")
def bodies(new_data_folder: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(BODIES, new_data_folder(tmp_path_factory.mktemp("bodies") / "data")) as made:
        yield made


@pytest.mark.parametrize(
    "text",
    [
        "What did the head of the Board of River Advisers say about the recovery?",
        "according to the chair of the board of river advisers, how quick was the recovery?",
    ],
)
def test_a_body_of_a_long_name_is_read_whole(bodies: Index, text: str) -> None:
    answer = ask(bodies, text)
    assert speakers(answer) == {"Rohde"}
    assert "advisers" not in (answer.question.topic or "").lower()


@pytest.mark.parametrize(
    "text",
    [
        "What did the director of the Department of Meals and Milk say about lunch?",
        "What did the head of the Northern Herring Committee say about a party?",
    ],
)
def test_an_office_is_not_that_of_the_next_on_a_list_nor_of_whom_its_holder_works_for(bodies: Index, text: str) -> None:
    assert not ask(bodies, text).quotes


def test_where_no_word_shows_who_did_those_are_shown_who_spoke_in_articles_on_it(bodies: Index) -> None:
    answer = ask(bodies, "Who criticised the toll on the Hedda ferry?")
    assert speakers(answer) == {"Linn", "Kest"}
    assert answer.quotes[0].speaker
    assert answer.quotes[0].speaker.name == "Pava Linn"
    assert [reason.silence for reason in answer.reasons] == [Silence.WHO_SPOKE]


TOGETHER = (
    (
        "2030-04-07",
        "Press call by Press Secretary Ada Holm, Secretary of Education Miguel Tarvo, and senior officials",
        "MS. HOLM: Loans for schools weigh on four million people, and we cancelled those of the nurses.\n\n"
        "SECRETARY TARVO: Loans for schools are a promise, and a promise is kept.\n\n"
        "MS. HOLM: Thank you.",
    ),
    (
        "2030-05-06",
        "Sunday shows",
        "Here is what you missed.\n\n"
        "Secretary of Agriculture Brooke Rolf said: “Estmar will not take our corn, and we take all of theirs.”\n\n"
        "Treasury Secretary Scott Bessel said: “Wages rose faster than prices did, so nobody lost a coin.”",
    ),
)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(TOGETHER, Path(tmp_path_factory.mktemp("together"))) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("education secretary on loans", "Tarvo"),
        ("ed sec on loans for schools", "Tarvo"),
        ("ag sec on corn", "Rolf"),
        ("Treasury Sec Bessel on wages", "Bessel"),
        ("who on the shows talked about corn", "Rolf"),
    ],
)
def test_an_office_belongs_to_the_name_behind_it_and_may_be_short(together: Index, text: str, surname: str) -> None:
    quotes = together.ask(text, 3, TODAY).quotes
    assert quotes[0].speaker
    assert quotes[0].speaker.name.split()[-1] == surname
