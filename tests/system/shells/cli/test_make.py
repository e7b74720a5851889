"""What `make` says where there is no Python to begin with."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
TOOLS = ["sh", "make", "sed", "awk"]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs without any Python; the only one on the path."""
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, f"{tool} is not installed"
        (tmp_path / tool).symlink_to(found)
    return tmp_path


def make(bare: Path, *words: str) -> tuple[int, str]:
    environment = {"PATH": str(bare), "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C"}
    done = subprocess.run(
        [bare / "make", "-C", ROOT, *words], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_without_a_python_make_says_what_to_install(bare: Path) -> None:
    code, said = make(bare, "demo")
    assert code != 0
    assert "needs Python 3.11 or later" in said and "apt install python3" in said


def test_a_python_that_is_too_old_counts_as_none(bare: Path) -> None:
    old = bare / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")  # what the question for the version gets from 3.10
    old.chmod(0o755)
    code, said = make(bare, "demo")
    assert code != 0 and "needs Python 3.11 or later" in said


def test_a_python_named_and_not_there_is_named(bare: Path) -> None:
    code, said = make(bare, "demo", "PYTHON=python9.99")
    assert code != 0 and "There is no Python called python9.99." in said


def test_the_list_of_what_make_can_do_needs_no_python(bare: Path) -> None:
    code, said = make(bare, "help")
    assert code == 0 and "make demo" in said and "make test" in said


def test_an_old_python_handed_over_is_refused_by_name() -> None:
    code = "import sys; sys.version_info = (3, 10, 0); sys.argv[1:] = ['v', 'l']; import runpy;"
    code += f"runpy.run_path({str(ROOT / 'tools' / 'install.py')!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or later" in done.stderr and "Traceback" not in done.stderr
