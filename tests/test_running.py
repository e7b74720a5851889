"""What ``make test`` makes of tests that fail, and of those that fail only on a busy machine."""

import pytest

from tests import run

pytestmark = pytest.mark.long
TESTS = """
from pathlib import Path
import pytest


def test_fine():
    pass


def test_not_in_time():
    tried = Path(__file__).with_name("tried")
    first = not tried.exists()
    tried.touch()
    assert not first
"""
WRONG = """

@pytest.mark.parametrize("n", range({n}))
def test_wrong(n):
    assert not n + 1
"""


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ("", (2, 0, 0, ("test_some::test_not_in_time",))),
        (WRONG.format(n=1), (1, 2, 0, ())),
        (WRONG.format(n=run.FEW), (1, run.FEW + 1, 0, ())),
    ],
    ids=["late", "one wrong", "many wrong"],
)
def test_only_what_passes_alone_has_passed(tmp_path, capfd, more, outcome):
    file = tmp_path / "test_some.py"
    file.write_text(TESTS + more)
    found = run.run("sqlite", "", [str(file), "--rootdir", str(tmp_path)])
    assert (*found[:3], tuple(name.rpartition(".")[2] for name in found.late)) == outcome
    assert ("once more, alone" in capfd.readouterr().out) == (found.failed <= run.FEW)


def test_what_breaks_off_before_any_test_is_a_failure(tmp_path):
    file = tmp_path / "test_some.py"
    file.write_text("import nowhere\n")
    assert run.run("sqlite", "", [str(file), "--rootdir", str(tmp_path)]).failed
