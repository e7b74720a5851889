"""Whose a segment is, and what stands on it."""

import pytest
from django.test import Client
from django.urls import reverse

from hustings.outreach.mailings.models import Mailing
from hustings.people.segments import actions
from hustings.people.segments.models import Segment

CRITERIA = {"match": "all", "criteria": [{"criterion": "email", "operator": "has", "value": None}]}
CHANGED = {
    "match": "all",
    "c0-criterion": "email",
    "c0-operator": "has_none",
    "name": "Changed",
    "is_shared": "on",
    "do": "save",
}
URL = "/hq/people/segments/{}/"


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def national(dora) -> Segment:
    return actions.save_segment(name="Everybody reachable", criteria=CRITERIA, user=dora)


def test_a_coordinator_of_one_department_changes_no_segment_of_others(national, bob):
    browser = signed_in(bob)
    assert browser.post(URL.format(national.pk), CHANGED).status_code == 403
    assert browser.post(URL.format(national.pk) + "removal/").status_code == 403
    assert browser.get(URL.format(national.pk) + "removal/").status_code == 403
    national.refresh_from_db()
    assert (national.name, national.criteria) == ("Everybody reachable", CRITERIA)


def test_they_look_at_it_and_make_one_of_their_own_from_it(national, bob, dora):
    browser = signed_in(bob)
    page = browser.get(URL.format(national.pk)).content.decode()
    assert "Only the owner of this segment" in page and 'value="save"' not in page
    start = browser.get(reverse("segments:segment_add"), {"like": national.pk}).content.decode()
    assert 'value="has" selected' in start
    browser.post(reverse("segments:segment_add"), CHANGED)
    own = Segment.objects.get(user=bob)
    browser.post(URL.format(own.pk), CHANGED | {"name": "Again"})
    own.refresh_from_db()
    assert own.name == "Again"
    assert signed_in(dora).post(URL.format(own.pk) + "removal/").status_code == 302
    assert not Segment.objects.filter(pk=own.pk).exists()


def test_a_made_up_number_to_begin_from_is_no_error(dora):
    for like in ["0", "²", "9" * 40, "x"]:
        assert signed_in(dora).get(reverse("segments:segment_add"), {"like": like}).status_code == 200


def test_a_segment_says_what_stands_on_it_as_far_as_one_may_know(national, dora, bob):
    Mailing.objects.create(name="To all", segment=national, user=dora)
    page = signed_in(dora).get(URL.format(national.pk)).content.decode()
    assert "the mailing “To all” (draft)" in page
    page = signed_in(bob).get(URL.format(national.pk)).content.decode()
    assert "1 mailing" in page and "To all" not in page
