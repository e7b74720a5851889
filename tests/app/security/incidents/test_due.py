"""The front page says how many incidents wait for a judgement."""

import pytest

from hustings.security.incidents import due
from hustings.security.incidents.models import Incident

pytestmark = pytest.mark.django_db


def test_incidents_that_nobody_judged_are_urgent(sam):
    assert list(due.incidents(sam)) == []
    Incident.objects.create(title="Invoice")
    Incident.objects.create(title="Parcel", outcome=Incident.Outcome.HARMLESS)
    (todo,) = due.incidents(sam)
    assert todo.is_urgent and todo.text.startswith("1 ") and todo.url == "/hq/shield/"


def test_others_are_not_told_of_incidents(alice):
    Incident.objects.create(title="Invoice")
    assert list(due.incidents(alice)) == []
