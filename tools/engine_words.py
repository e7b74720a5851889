"""Collect the engine's sentences, compile their translations and name what has none.

Sentences are the first argument of ``mark``, ``spoken``, ``translate`` and of complaints; what the help of a
command says; what a problem and a trait mean; and what click says. Run it after adding one. Those of
detectors have their translation beside their weights.
"""

import ast
import gettext
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from mailguard.files.traits import NAMES, meaning
from mailguard.message.meanings import PROBLEMS

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "src" / "mailguard"
DETECTORS = ENGINE / "detectors"
CATALOGUES = ENGINE / "locale"
_CALLS = {
    "translate",
    "mark",
    "spoken",
    "BadAddress",
    "BadData",
    "BadCase",
    "BadCopies",
    "BadDecoys",
    "BadFacts",
    "BadKeys",
    "BadMemory",
    "BadPolicy",
    "BadProfile",
    "BadReviews",
    "bad",
}
_HELP = {"help", "metavar"}
# Where click says something to people, and what it says to programmers.
_CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "types")
_TO_PROGRAMMERS = re.compile(
    r"DeprecationWarning|Boolean option|Arguments take exactly|No options defined|Name '|Could not determine"
    r"|Choice\(|Value must be|Invalid start"
)


def sentences() -> dict[str, str]:
    """Each sentence and the file that it stands in."""
    said: dict[str, str] = {}
    for path in sorted(set(ENGINE.rglob("*.py")) - set(DETECTORS.glob("*.py"))):
        for text in _in_file(ast.parse(path.read_text(encoding="utf-8"))):
            said.setdefault(text, str(path.relative_to(ENGINE)))
    for text in [*PROBLEMS.values(), *map(meaning, NAMES)]:
        said.setdefault(text, "problems and traits")
    for text in of_click():
        said.setdefault(text, "click")
    return said


def of_click() -> Iterator[str]:
    """What click says to people, as this version of it has it."""
    yield "required"  # a word that stands in a variable there
    folder = Path(click.__file__).parent
    for name in _CLICK:
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in {"_", "ngettext"}:
                yield from (text for text in _text(node.args) if not _TO_PROGRAMMERS.match(text))


def _in_file(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from _documented(node)
        elif isinstance(node, ast.Call):
            if _name(node.func) in _CALLS:
                yield from _text(node.args)
            for each in node.keywords:
                yield from _text([each.value] if each.arg in _HELP else [])


def _documented(node: ast.FunctionDef) -> Iterator[str]:
    """What the docstring of a command says to people."""
    decorators = {_name(each.func if isinstance(each, ast.Call) else each) for each in node.decorator_list}
    text = ast.get_docstring(node) or ""
    if decorators & {"command", "group"}:
        yield from (" ".join(each.split()) for each in text.split("\n\n"))


def _text(nodes: Sequence[ast.expr]) -> Iterator[str]:
    """The first of them, if it is a text."""
    if nodes and isinstance(nodes[0], ast.Constant) and isinstance(nodes[0].value, str):
        yield nodes[0].value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def untranslated(language: str) -> list[str]:
    """Sentences that the compiled catalogue doesn't know, each with its file."""
    known = _compiled(language)
    return [f"{where}: {text}" for text, where in sentences().items() if not known.get(text)]


def unsaid(language: str) -> list[str]:
    """Sentences of the compiled catalogue that nobody says any more."""
    return sorted(_compiled(language).keys() - sentences().keys() - {""})


def _compiled(language: str) -> dict[str, str]:
    file = CATALOGUES / language / "LC_MESSAGES" / "mailguard.mo"
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        known = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
    # One that has a plural is kept with the number of its form.
    return {key[0] if isinstance(key, tuple) else key: text for key, text in known.items()}


def compile_all() -> None:
    """Write each .mo from its .po; msgfmt names a bad line."""
    for source in sorted(CATALOGUES.glob("*/LC_MESSAGES/mailguard.po")):
        subprocess.run(["msgfmt", "--check-format", "-o", source.with_suffix(".mo"), source], check=True)


def main() -> int:
    """Compile, then list what is missing or no longer said."""
    compile_all()
    wrong = [*untranslated("fr"), *(f"no longer said: {text}" for text in unsaid("fr"))]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
