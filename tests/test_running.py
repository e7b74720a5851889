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


ONCE = """
from pathlib import Path


def test_it_fails_beside_others_alone():
    mark = Path(__file__).with_name("mark")
    there = mark.exists()
    mark.touch()
    assert there


def test_it_is_wrong():
    assert (Path(__file__).with_name("other")).exists()
"""


def test_a_few_that_fail_are_tried_alone_and_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "test_some.py"
    file.write_text(ONCE)
    words = ["-n", "0", "-p", "no:django", "-c", "/dev/null", "--rootdir", str(tmp_path), str(file)]
    assert str(run.run("sqlite", "", words)).startswith("1 passed, 1 failed, 0")
    said = capfd.readouterr().out.partition("Passed only alone:")[2]
    assert "test_it_fails_beside_others_alone" in said.splitlines()[1]
