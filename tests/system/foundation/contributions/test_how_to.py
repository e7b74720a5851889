"""The page "Add an app", followed on a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs/how-to/add-an-app.md"
BLOCK = re.compile(r"([^\n]*)\n\n```\w+\n(.*?)```", re.DOTALL)
APP, TESTS = "src/hustings/field/posters/", "tests/app/field/posters/"
ASKED = """
import django
django.setup()
from django.urls import reverse
from hustings.foundation.accounts import menu
from hustings.foundation.accounts.roles import Role
from hustings.people.persons import timeline
from hustings.people.segments import criteria
from hustings.people.selfservice import parts
from tests.system.foundation.accounts.test_walk import HOLDERS, HQ

assert "posters.view" in Role.COORDINATOR.rights and "posters.view" not in Role.TREASURER.rights
assert HOLDERS["posters.view"] == {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR}
assert timeline.sentence("posters.put_up", {"place": "Main Street"}) == "Poster put up: Main Street"
assert timeline.groups.find("posters")
assert parts.my_data.find("posters")
assert "posters:posters" in [each.view for each in menu.entries.all()]
assert reverse("posters:posters") == "/hq/posters/"
assert reverse("api_v1:posters") == "/api/v1/posters/"
assert "posters:posters" in {view.name for view in HQ}
print("criterion" if criteria.catalogue.find("put_up") else "app")
"""


@dataclass(frozen=True)
class Step:
    """One block of the page: what is written, into which file, and beside which line of it."""

    path: str
    text: str
    where: str = ""
    line: str = ""


def steps(text: str) -> list[Step]:
    """The page as it is to be followed."""
    found: list[Step] = []
    for says, block in BLOCK.findall(text):
        paths = re.findall(r"`((?:src|tests|docs)/[\w./]+|pyproject\.toml)`", says)
        path = paths[0] if paths else found[-1].path
        beside = re.search(r", (before|after) `(.*)`:$", says)
        found.append(Step(path, block, *(beside.groups() if beside else ())))
    return found


def follow(found: list[Step], project: Path) -> None:
    """Write what the page says."""
    for step in found:
        path = project / step.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if not step.line:
            assert not path.exists(), path
            path.write_text(step.text)
            continue
        lines = path.read_text().splitlines(keepends=True)
        at = lines.index(f"{step.line}\n") + (step.where == "after")
        path.write_text("".join([*lines[:at], step.text, *lines[at:]]))


def ask(project: Path, *words: str) -> str:
    """What a process says that runs there."""
    env = os.environ | {
        "PYTHONPATH": f"{project / 'src'}{os.pathsep}{project}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=project, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs/reference").mkdir(parents=True)
    for name in ("pyproject.toml", "docs/reference/roles.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def outside(found: list[Step]) -> set[str]:
    """The files that are no part of the app and its tests."""
    return {step.path for step in found if not step.path.startswith((APP, TESTS))}


def test_an_app_is_its_folder_and_three_lines_and_a_criterion_two_files(project):
    app, criterion = (steps(part) for part in PAGE.read_text().split("## Add a condition for segments"))
    assert outside(app) == {"src/hustings/settings.py", "pyproject.toml", "docs/reference/roles.md"}
    follow(app, project)
    assert ask(project, "-c", ASKED).split() == ["app"]
    follow(criterion, project)
    assert {step.path for step in criterion} == {f"{APP}contributes.py", f"{TESTS}walk.py"}
    assert ask(project, "-c", ASKED).split() == ["criterion"]
    walked = [
        "tests/system/foundation/accounts/test_walk.py",
        "tests/app/foundation/accounts/test_docs.py",
        "tests/app/field/posters",
    ]
    ask(
        project,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        *walked,
        "-k",
        "written or reference or poster_reads",
    )
