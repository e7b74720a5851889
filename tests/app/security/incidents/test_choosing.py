"""Which messages of an incident a deed is about, and that the worst of them is asked first."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from hustings.security.incidents import actions
from hustings.security.incidents.models import Incident, Order, Sighting, Source
from tests.cast.security.incidents.fixtures import seen


@pytest.fixture
def incident(guard) -> Incident:
    """Three messages of one attack."""
    cache.clear()
    actions.take_in(seen=[seen(n, "host:evil.example", "lure:x1") for n in range(3)], guard=guard)
    return Incident.objects.get()


@pytest.fixture
def lead(client, sam):
    client.force_login(sam)
    return client


def test_to_delete_everywhere_is_asked_first_with_how_many_boxes_it_reaches(lead, incident):
    where = f"/hq/shield/incidents/{incident.pk}/deeds/"
    for n, tested in enumerate((timezone.now(), timezone.now(), None)):
        Source.objects.create(kind="mailbox", name=f"Box {n}", login=f"b{n}", tested_at=tested)
    answer = lead.post(where, {"do": "delete"})
    assert {name: answer.context[name] for name in ("n", "n_named", "n_boxes", "n_guards")} == {
        "n": 3, "n_named": 3, "n_boxes": 2, "n_guards": 1,
    }  # fmt: skip
    body = answer.content.decode()
    assert "Monitored mailboxes: 2." in body and "This can’t be undone" in body
    assert not Order.objects.exists()
    one, other, _third = Sighting.objects.order_by("pk")
    answer = lead.post(where, {"do": "delete", "sighting": [one.pk, other.pk]})
    assert answer.context["chosen"] == [one.pk, other.pk] and answer.context["n"] == 2
    lead.post(where, {"do": "delete", "sighting": [one.pk, other.pk], "sure": "yes"})
    assert Order.objects.exclude(guard=None).count() == 2


@pytest.mark.parametrize("given", ["abc", "-1", "9" * 20, "999999"])
@pytest.mark.parametrize("deed", ["delete", "release", "hold", "split"])
def test_a_choice_that_is_none_is_refused_and_never_means_all(lead, incident, deed, given):
    one = Sighting.objects.first()
    where = f"/hq/shield/incidents/{incident.pk}/deeds/"
    for chosen in ([given], [one.pk, given]):
        answer = lead.post(where, {"do": deed, "sighting": chosen, "sure": "yes"}, follow=True)
        assert "select again" in str(next(iter(answer.context["messages"])))
    assert not Order.objects.exists() and Incident.objects.count() == 1
