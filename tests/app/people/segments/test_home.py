"""Figures of people on the front page of HQ: those of a territory beside those of the whole campaign."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.goals import actions, tasks
from hustings.people.persons.models import Person

pytestmark = pytest.mark.django_db


def test_figures_of_a_territory_and_of_the_campaign_are_told_apart(client, alice, dora, charlie):
    Person.objects.create()  # of no known territory: alice doesn't see them
    due = timezone.localdate() + timedelta(days=28)
    goal = actions.save(metric="people", target=1_000, due_on=due, user=dora)
    tasks.read.call(goal.pk)
    for user, n, is_whole in ((alice, 1, False), (dora, 2, True)):
        client.force_login(user)
        page = client.get("/hq/", headers={"accept-language": "en"}).text
        assert "Goals of the whole campaign" in page and '<progress max="1000" value="2">' in page
        assert f"{n} in total." in page
        assert ("New people in your territory" in page) is not is_whole
        assert ("Consents in your territory" in page) is not is_whole
