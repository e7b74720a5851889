"""Collect the engine's sentences, compile their translations and name what has none.

Sentences are the first docstring line of each detector, the first argument of ``found``, and every
``translate`` and ``_`` call with a text. Run it after adding one.
"""

import ast
import gettext
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "src" / "mailguard"
CATALOGUES = ENGINE / "locale"
_CALLS = {"found", "translate", "mark", "spoken"}


def sentences() -> dict[str, str]:
    """Each sentence and the file that it stands in."""
    said: dict[str, str] = {}
    for path in sorted(ENGINE.rglob("*.py")):
        for text in _in_file(ast.parse(path.read_text(encoding="utf-8"))):
            said.setdefault(text, str(path.relative_to(ENGINE)))
    return said


def _in_file(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(
            _name(each) == "detector" for each in node.decorator_list
        ):
            yield (ast.get_docstring(node) or "").partition("\n")[0]
        elif isinstance(node, ast.Call) and _name(node.func) in _CALLS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


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
        return dict(gettext.GNUTranslations(opened)._catalog)  # type: ignore[attr-defined]


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
