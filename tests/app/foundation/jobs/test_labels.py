"""Labels of tasks and scheduled jobs: what HQ shows in place of their technical names."""

import importlib
import re
from collections import Counter
from pathlib import Path

import pytest
from django.utils import translation
from django_tasks.base import Task

import hustings
from hustings.foundation.jobs import labels, schedule

SOURCE = Path(hustings.__file__).parent
LONGEST = 60  # characters: one line of a table on a phone is about half of that


def every_task() -> list[Task]:
    """The tasks of all modules, wherever they are declared."""
    found = []
    for file in SOURCE.rglob("*.py"):
        if "\n@task(" in file.read_text("utf-8"):
            path = ".".join(("hustings", *file.relative_to(SOURCE).with_suffix("").parts))
            module = importlib.import_module(path)
            tasks = (each for each in vars(module).values() if isinstance(each, Task))
            found += [each for each in tasks if each.func.__module__ == path]
    return found


def every_label(language: str) -> dict[str, str]:
    """The label of each task and job by its technical name: all may stand on one page."""
    with translation.override(language):
        of_tasks = {task.module_path: labels.of_task(task.module_path) for task in every_task()}
        return of_tasks | {job.name: labels.of_job(job.name) for job in schedule.jobs.all()}


def test_each_task_and_job_has_a_label():
    found = every_label("en")
    assert len(found) > 95
    assert not [name for name, label in found.items() if label == name or not label]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_are_short_phrases_and_no_two_are_alike(language):
    found = every_label(language)
    assert not [label for label, n in Counter(map(str.casefold, found.values())).items() if n > 1]
    unlike = [label for label in found.values() if not re.fullmatch(r"[A-ZÉ][\w’/ -]+", label)]
    assert not unlike, "a capital, a few words, no full stop"
    assert not [label for label in found.values() if len(label) > LONGEST]


def test_each_has_a_french_one_in_the_infinitive():
    english, french = every_label("en"), every_label("fr")
    assert not [label for name, label in french.items() if label == english[name]]
    assert not [label for label in french.values() if not re.match(r"\w+(er|ir|re)\b", label)]


def test_a_task_of_another_version_is_shown_by_its_name():
    assert labels.of_task("hustings.gone.tasks.send") == "hustings.gone.tasks.send"
    assert labels.of_job("gone.send") == "gone.send"
