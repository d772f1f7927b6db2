"""Coverage of a meeting in indirect speech."""

from __future__ import annotations

from index.attribution.statements import StatementReader

MEETING = (
    "ADA HOLM (Norvale) said that her Government had opened the eastern road on Monday. The mandate should be renewed "
    "for six months only. The Council then adopted the agenda of the whole week.\n\n"
    "ILO TAMM (Estmar) said that the sanctions had to stay. Women must be part of the talks in May. Responding, "
    "the Chair said that the list was closed. It would be opened again on Monday.\n\n"
    "The meeting of the Council began at ten and ended before noon."
)


def test_the_whole_paragraph_is_whose_name_begins_it(reader: StatementReader) -> None:
    found = [(one.person and one.person.name, MEETING[one.start : one.end]) for one in reader.statements(MEETING)]
    assert ("Ada Holm", "The mandate should be renewed for six months only.") in found
    assert ("Ilo Tamm", "Women must be part of the talks in May.") in found
    assert not any("opened again" in words for _, words in found)
    assert not any("adopted" in words or "began" in words for _, words in found)
