"""Every program that the tests call, or the source they drive, is one that ``tests.provision`` brings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import provision

ROOT = Path(__file__).resolve().parent.parent
STARTS = {"run", "Popen", "call", "check_call", "check_output", "execv", "execve", "execvp", "posix_spawn"}


class Scope:
    """A function or a module: the programs that it names, as far as they can be read without running it."""

    def __init__(self, node: ast.AST, outer: dict[str, list[ast.expr]]) -> None:
        self.nodes = list(_inside(node))
        self.given = dict(outer)
        own: dict[str, list[ast.expr]] = {}
        for each in self.nodes:
            for target, value in _assigned(each):
                own.setdefault(target, []).append(value)
        self.given |= own

    def programs(self) -> Iterator[str]:
        """Names of the programs that are looked for or started."""
        for node in self.nodes:
            if isinstance(node, ast.Call) and node.args and _starts(node.func):
                yield from self._read(node.args[0])
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield from Scope(node, self.given).programs()

    def _read(self, value: ast.expr, depth: int = 6) -> Iterator[str]:
        if isinstance(value, ast.Constant):
            yield str(value.value)
        named = self.given.get(value.id, []) if isinstance(value, ast.Name) else _first(value)
        for each in named if depth else []:
            yield from self._read(each, depth - 1)


def programs(text: str) -> set[str]:
    """The programs that a file calls, by their names alone."""
    if not re.search(r"which\(|subprocess|os\.exec|os\.posix|cluster\.", text):
        return set()
    return {Path(program).name for program in Scope(ast.parse(text), {}).programs()}


def _inside(scope: ast.AST) -> Iterator[ast.AST]:
    """All that stands in it, but what stands in functions and classes of its own."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _inside(node)


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _pairs(target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _pairs(target, value)
        case ast.For(target=target, iter=ast.Tuple(elts=several) | ast.List(elts=several)):
            for each in several:
                yield from _pairs(target, each)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=False):
            yield from _pairs(one, its)


def _starts(function: ast.expr) -> bool:
    """Whether this looks for a program, or starts one: in the standard library, PostgreSQL's or Postfix's."""
    owner, name = getattr(function, "value", None), getattr(function, "attr", "")
    return name == "which" or (name in STARTS and getattr(owner, "id", "") in {"subprocess", "os", "cluster"})


def _first(value: ast.expr) -> list[ast.expr]:
    """What may stand first of a command, or be the program itself."""
    match value:
        case ast.List(elts=[first, *_]) | ast.Tuple(elts=[first, *_]) | ast.Starred(value=first):
            return [first]
        case ast.BoolOp(values=several):
            return several
        case ast.BinOp(left=left, op=ast.Add()):
            return [left]
        case ast.BinOp(right=right, op=ast.Div()):
            return [right]
        case ast.IfExp(body=one, orelse=other):
            return [one, other]
    return []


def test_every_program_that_is_called_is_provided() -> None:
    found = {
        program: str(path.relative_to(ROOT))
        for path in [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py")]
        for program in programs(path.read_text())
    }
    assert {"readpst", "chromium", "dovecot", "initdb", "psql", "m4", "spamassassin"} <= found.keys()
    missing = {program: where for program, where in found.items() if program not in provision.PROGRAMS}
    assert not missing, "name them in tests/provision.py"


@pytest.mark.parametrize(
    "text",
    [
        "import subprocess\nwords = ['newprog', '-x']\nsubprocess.run(words, check=True)",
        "shutil.which('newprog', path='/usr/sbin')",
        "for command in (['newprog', '-R'], ['sh']):\n    subprocess.Popen(command)",
        "words = ['newprog']\nsubprocess.run([*words, '-a'])",
        "os.execv('/usr/bin/newprog', [])",
    ],
)
def test_a_new_program_is_found_however_it_is_called(text: str) -> None:
    assert "newprog" in programs(text)
