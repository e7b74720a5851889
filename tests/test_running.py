"""What ``make test`` makes of tests that fail, and of files that break off."""

from pathlib import Path

import pytest

from tests import run

TESTS = """
import pytest


def test_fine():
    pass


def test_wrong():
    raise AssertionError


def test_left_out():
    pytest.skip("not here")


@pytest.fixture
def broken():
    raise RuntimeError


def test_not_begun(broken):
    pass
"""


@pytest.mark.parametrize(
    ("text", "outcome"),
    [(TESTS, "1 passed, 2 failed, 1 skipped"), ("import nowhere\n", "0 passed, 1 failed, 0")],
)
def test_a_run_is_summed_up_in_a_line(tmp_path: Path, text: str, outcome: str) -> None:
    file = tmp_path / "test_some.py"
    file.write_text(text)
    words = ["-n", "0", "-p", "no:django", "-c", "/dev/null", "--rootdir", str(tmp_path), str(file)]
    assert str(run.run("sqlite", "", words)).startswith(outcome)
