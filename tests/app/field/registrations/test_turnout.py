"""The demonstration's market stalls: with them the events ahead have a forecast."""

from collections.abc import Callable

import pytest

from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.field.registrations.attendance import forecasts
from hustings.field.registrations.models import Report, RollCall
from hustings.field.registrations.reports import thanks
from hustings.shells.demo.field import turnout
from tests.cast.field.registrations.histories import someone

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_a_past_that_forecasts_stand_on(
    announce: Callable[..., Event], found: Callable[..., LocalGroup]
) -> None:
    found("Lyon en commun", "Lyon")
    for nth in range(30):
        someone(f"Zoe{nth}")
    ahead = announce("Bientôt", "Lyon")
    for _again in range(2):
        turnout.fill()
    assert RollCall.objects.count() == turnout.WEEKS
    expected = forecasts.of_event(ahead)
    assert expected and not expected.whole.is_thin and expected.whole.n_events == turnout.WEEKS
    report = Report.objects.get()
    assert report.shown_at and thanks.said(report.event).mean
