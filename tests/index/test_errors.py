"""Errors are values: codes with facts, of which each language makes its own sentence."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
import index
from index.errors import SENTENCES, Fact, Refusal, SourceError, SourceProblem

NO_FACTS = {"source", "wait", "lasting"}  # what a DownloadError keeps for the program, not for a sentence


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def raised() -> Iterator[tuple[str, SourceProblem, set[str]]]:
    """Where the code makes a refusal: the place, its problem, and the names of its facts."""
    for package in (index, bot):
        for path in Path(package.__path__[0]).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and (problem := named(node)):
                    yield f"{path}:{node.lineno}", problem, facts(node)
                for place, problem in chosen(node):
                    yield f"{path}:{place.lineno}", problem, set()


def named(call: ast.Call) -> SourceProblem | None:
    return next((problem for argument in call.args[:2] if (problem := problem_of(argument))), None)


def chosen(node: ast.AST) -> Iterator[tuple[ast.expr, SourceProblem]]:
    """The problems that a place sets down for a refusal made elsewhere, which then has no facts."""
    match node:
        case ast.Tuple(elts=[_, value]) | ast.Assign(value=value) | ast.Return(value=ast.expr() as value):
            problem = problem_of(value)
            if problem:
                yield value, problem


def problem_of(node: ast.expr) -> SourceProblem | None:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == SourceProblem.__name__:
        return SourceProblem[node.attr]
    return None


def facts(call: ast.Call) -> set[str]:
    names = {keyword.arg for keyword in call.keywords if keyword.arg} - NO_FACTS
    for argument in call.args[1:]:
        if isinstance(argument, ast.Dict):
            names |= {str(key.value) for key in argument.keys if isinstance(key, ast.Constant)}
    return names


def example(problem: SourceProblem) -> Refusal:
    facts: dict[str, Fact] = dict.fromkeys(blanks(SENTENCES[problem]), 7)
    return Refusal(problem, facts)


@pytest.mark.parametrize("problem", SourceProblem)
def test_every_problem_has_one_line_in_english(problem: SourceProblem) -> None:
    error = SourceError("a.pdf", problem, **example(problem).facts)
    assert str(error) == f"a.pdf: {error.refusal}"
    assert not {"\n", "{", "}"} & set(str(error).replace('{"text": …, "url": …}', ""))
    assert str(error.refusal) == str(error.refusal).strip()


def test_every_problem_is_raised_somewhere_with_the_facts_its_sentence_names() -> None:
    places = list(raised())
    assert {problem for _, problem, _ in places} == set(SourceProblem)
    for place, problem, given in places:
        assert given == blanks(SENTENCES[problem]), place
