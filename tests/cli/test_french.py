"""The command line in French, where the terminal speaks it: our sentences, click's and those of the apps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ready


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
        command = [sys.executable, "-m", "hustings.cli", *map(str, words)]
        done = subprocess.run(command, env=environment | more, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    return said


def test_an_import_speaks_french_from_the_first_word_to_the_report(french, tmp_path: Path) -> None:
    file, report = tmp_path / "liste.csv", tmp_path / "rapport.csv"
    file.write_text("courriel\nzoe@example.org\n")
    said = french("import", file, "--dry-run", "--report", report)
    assert "nouvelles : 1" in said and "Ligne par ligne" in said
    assert report.read_text("utf-8-sig").startswith("ligne")


def test_a_mistyped_setting_is_named_in_french(french) -> None:
    assert "n’est pas un fuseau horaire" in french("check", HUSTINGS_TIME_ZONE="Mars/Base")
