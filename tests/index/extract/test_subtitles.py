"""Subtitles become what was said: sentences over cues, voices as labels, nobody's words in a named one's turn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.extract.documents import from_bytes, from_file
from index.extract.subtitles import from_subtitles
from index.model import Draft


def srt(*cues: str, gap: float = 0.0) -> str:
    """Cues of two seconds each."""
    times = [(n * (2 + gap), n * (2 + gap) + 2) for n in range(len(cues))]
    return "\n\n".join(
        f"{n}\n{stamp(a)} --> {stamp(b)}\n{cue}" for n, (cue, (a, b)) in enumerate(zip(cues, times, strict=True), 1)
    )


def stamp(seconds: float) -> str:
    return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}".replace(".", ",")


def vtt(*cues: str) -> str:
    cued = re.sub(r"(:\d\d),(\d\d\d)", r"\1.\2", srt(*cues))
    return f"WEBVTT - Briefing\nKind: captions\n\nNOTE made by hand\n\nSTYLE\n::cue {{ color: red }}\n\n{cued}"


def paragraphs(text: str) -> list[str]:
    return from_subtitles(text).text.split("\n\n")


def test_sentences_go_on_over_cues_without_numbers_and_times() -> None:
    found = paragraphs(srt("We have read every line", "of the treaty.", "<i>We will sign it</i> {\\an8}in May."))
    assert found == ["We have read every line of the treaty. We will sign it in May."]


def test_a_long_pause_behind_a_sentence_begins_a_paragraph() -> None:
    assert paragraphs(srt("We will sign it.", "The port", "opens.", gap=9)) == ["We will sign it.", "The port opens."]


def test_a_mark_of_a_turn_inside_a_tag_begins_a_paragraph() -> None:
    found = paragraphs(srt('<font color="white">&gt;&gt; We will sign it.</font>', "<i>>> We will not.</i>"))
    assert found == ["We will sign it.", "We will not."]


def test_voices_become_labels() -> None:
    found = paragraphs(
        vtt("<v Elin Varga>We will sign it", "<v Elin Varga>in May.</v>", "<v.loud Ilo Tamm>We&nbsp;will not.")
    )
    assert found == ["Elin Varga: We will sign it in May.", "Ilo Tamm: We will not."]


def test_who_has_no_name_does_not_go_on_in_a_named_one_s_turn() -> None:
    found = paragraphs(vtt("<v Elin Varga>We will sign it.", "But who pays?", "<v Elin Varga>The port."))
    assert found == ["Elin Varga: We will sign it.", "Speaker: But who pays?", "Elin Varga: The port."]


@pytest.mark.parametrize("mark", [">>", "&gt;&gt;", ">>>"])
def test_marks_of_turns_begin_paragraphs(mark: str) -> None:
    found = paragraphs(
        srt(f"{mark} ELIN VARGA: We will", "sign it.", f"{mark} But who pays?", f"{mark} ILO TAMM: Not us.")
    )
    assert found == ["ELIN VARGA: We will sign it.", "Speaker: But who pays?", "ILO TAMM: Not us."]


def test_names_before_a_colon_begin_turns() -> None:
    assert paragraphs(srt("VARGA: We will sign it.", "TAMM: We will", "not.")) == [
        "VARGA: We will sign it.",
        "TAMM: We will not.",
    ]


def test_dashes_of_two_who_speak_at_once_begin_paragraphs() -> None:
    assert paragraphs(srt("- Who pays?\n- The port.")) == ["Who pays?", "The port."]


def test_rolling_captions_are_read_once() -> None:
    found = paragraphs(
        vtt(
            "we have read",
            "we have read\nevery<00:00:02.500><c> line</c> of it",
            "every line of it\nand we will sign",
            "and we will sign\nin may",
        )
    )
    assert found == ["we have read every line of it and we will sign in may"]


def test_what_is_said_twice_is_kept_twice() -> None:
    assert paragraphs(srt("No.", "No.", "We will not sign.", "Never.")) == ["No. No. We will not sign. Never."]


def test_sounds_and_music_are_no_words() -> None:
    assert paragraphs(srt("[applause]", "♪ ♪", "(LAUGHTER) [music]", "Thank you.")) == ["Thank you."]


def test_cues_without_blank_lines_between_them_are_read() -> None:
    assert paragraphs(srt("We have read it.", "All of it.").replace("\n\n", "\n")) == ["We have read it. All of it."]


@pytest.mark.parametrize("name", ["a.srt", "a.vtt", "a.txt"])
@pytest.mark.parametrize("make", [srt, vtt])
def test_subtitles_under_any_name_are_read(tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    path = tmp_path / name
    path.write_bytes(make("We have read every line,", "and “we will sign it”.").encode("utf-8-sig"))
    (draft,) = from_file(path, name)
    assert isinstance(draft, Draft)
    assert draft.text == "We have read every line, and “we will sign it”."
    assert draft.published is None


def test_a_text_that_names_a_time_is_no_subtitles() -> None:
    text = "The talks went from 10:00:00 --> 11:00:00 by the clock.\n\nNobody spoke."
    assert from_bytes(text.encode(), "a.txt", ".txt").text == text
