"""A mailing goes to whom its sender looked at, whatever becomes of the segment."""

from django.urls import reverse

from hustings.mailing import actions
from hustings.mailing.models import Delivery, Mailing
from hustings.people.actions import save_segment
from tests.mailing.conftest import reader

NOBODY = {"match": "all", "criteria": [{"criterion": "email", "operator": "has_none", "value": None}]}


def test_a_mailing_keeps_the_criteria_of_the_moment_of_sending(mailing, everyone, dora, run_tasks):
    reader("ann")
    actions.send(mailing=mailing, user=dora)
    save_segment(name="Nobody", criteria=NOBODY, segment=everyone)
    run_tasks()
    mailing.refresh_from_db()
    assert mailing.segment.criteria == NOBODY
    assert Delivery.objects.filter(mailing=mailing).count() == 1


def test_what_changed_after_it_was_looked_at_does_not_leave(client, mailing, everyone, dora):
    reader("ann")
    client.force_login(dora)
    browser, url = client, reverse("mailing:send", args=[mailing.pk])
    seen = browser.get(url).context["seen"]
    wider = {"match": "none", "criteria": NOBODY["criteria"]}
    save_segment(name="More", criteria=wider, segment=everyone)
    answer = browser.post(
        url, {"nevertheless": "on", "seen": seen}, headers={"accept-language": "en"}, follow=True
    )
    assert "changed meanwhile" in answer.content.decode()
    assert Mailing.objects.get(pk=mailing.pk).is_draft
    browser.post(url, {"nevertheless": "on", "seen": browser.get(url).context["seen"]})
    assert not Mailing.objects.get(pk=mailing.pk).is_draft
