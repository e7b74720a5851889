"""The command line in French, where the terminal speaks it: our sentences, click's and those of the apps."""

import ast
import os
from pathlib import Path

import pytest

from hustings.shells import cli
from tests import forking, ready


@pytest.fixture
def french(tmp_path: Path, django_db_blocker):
    """Run the command line under a French terminal, on a fresh campaign."""
    with django_db_blocker.unblock():
        address = ready.fresh(str(tmp_path / "hustings.sqlite3"))
    ours = ("HUSTINGS_", "DJANGO_", "LC_", "LANG")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment = clean | {
        "LANG": "fr_FR.UTF-8",
        "PYTHONUTF8": "1",
        "HUSTINGS_VAR": str(tmp_path),
        "HUSTINGS_DATABASE_URL": address,
        "PYTHONPATH": str(ready.SOURCE),
    }

    def said(*words: object, **more: str) -> str:
        done = forking.run(["-m", "hustings.shells.cli", *map(str, words)], environment | more)
        return done.stdout + done.stderr

    return said


def test_an_import_speaks_french_from_the_first_word_to_the_report(french, tmp_path: Path) -> None:
    file, report = tmp_path / "liste.csv", tmp_path / "rapport.csv"
    file.write_text("courriel\nzoe@example.org\n")
    said = french("import", file, "--dry-run", "--report", report)
    assert "nouvelles : 1" in said and "Ligne par ligne" in said
    assert report.read_text("utf-8-sig").startswith("ligne")


def test_a_mistyped_setting_is_named_in_french(french) -> None:
    assert "n’est pas un fuseau horaire" in french("check", HUSTINGS_TIME_ZONE="Mars/Base")


def test_click_and_the_apps_speak_french_too(french) -> None:
    assert "n’existe pas" in french("import", "/nowhere.csv")
    assert french("user", "--help").startswith("Emploi\u00a0:")
    said = french("user", "add", "dora@example.org", "--role", "organiser", "--zone", "Atlantide")
    assert "Aucun territoire trouvé" in said and "Chargez les territoires" in said
    assert "Ouvrez ce lien" in french("user", "add", "dora@example.org", "--role", "director")


def test_the_findings_are_in_french(french) -> None:
    said = french("check")
    assert " OK, " in said and " erreur" in said
    assert not [line for line in said.splitlines() if " is " in line or " the " in line]


def test_an_english_terminal_hears_english_from_the_apps(french) -> None:
    said = french("user", "add", "bob@example.org", "--role", "organiser", "--zone", "Atlantis", LANG="C")
    assert "No territory found for “Atlantis”. Load territories with" in said


def test_no_sentence_of_the_command_line_escapes_translation() -> None:
    """Help, refusals and answers are given to a function that translates, not as bare strings."""
    bare = []
    for path in sorted(Path(cli.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                said = [each for each in node.args if _name(node.func) in SAYS][:2]
                said += [each.value for each in node.keywords if each.arg in {"help", "label"}]
                bare += [f"{path.name}:{each.lineno}" for each in said if _is_sentence(each)]
    assert not bare


SAYS = {"ClickException", "UsageError", "NotReady", "Refused", "confirm", "good", "look", "mend", "fail"}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_sentence(node: ast.expr) -> bool:
    """Whether letters are spelt out here, as a string or between the places of one."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return any(
        isinstance(each, ast.Constant) and isinstance(each.value, str) and any(map(str.isalpha, each.value))
        for each in parts
    )
