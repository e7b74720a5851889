"""A turf with a script, and a team that walks it."""

import pytest

from hustings.field.canvassing import actions
from hustings.people.scripts import actions as scripts
from tests.cast.field import turfs
from tests.cast.field.canvassing.teams import QUESTIONS, Team


@pytest.fixture
def script(dora):
    return scripts.save_script(name="Doors", texts={"en": QUESTIONS}, user=dora)


@pytest.fixture
def walked(alice, script):
    turf = turfs.plan().turfs.get()
    return actions.list_of_turf(turf=turf, name="Monday", script=script, user=alice)


@pytest.fixture
def team(walked):
    return Team(walked)
