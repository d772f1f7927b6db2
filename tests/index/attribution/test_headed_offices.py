"""A label that tells an office alone is its bearer's, where the lines above the transcript name one."""

from __future__ import annotations

from tests.index.attribution.turns import heard, lines

TURNS = ("PREMIER: We open the lock.", "JOURNALIST: When?", "PREMIER: On Monday.")


def speakers(above: str) -> set[str | None]:
    return {name for name, _ in heard(lines(above, *TURNS)) or [] if name != "?"}


def test_the_heading_names_who_holds_the_office() -> None:
    assert speakers("Joint press conference with Premier Anna Hutton and Mayor Ilo Tamm") == {"Anna Hutton"}


def test_two_of_an_office_are_told_apart_by_nobody() -> None:
    assert speakers("Press conference with Premier Anna Hutton and Premier Peter Tamm") == {"the Premier"}


def test_who_holds_another_office_is_not_meant() -> None:
    assert speakers("Press conference with Mayor Anna Hutton") == {"the Premier"}
