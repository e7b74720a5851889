"""A mailing goes to whom its sender looked at, whatever becomes of the segment."""

import pytest
from django.urls import reverse

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.actions.topics import add_topic, remove_topic
from hustings.people.segments.actions import save_segment
from hustings.people.segments.actions.segments import SegmentNeeded, remove_segment
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import reader

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
    browser, url = client, reverse("dispatch:send", args=[mailing.pk])
    seen = browser.get(url).context["seen"]
    wider = {"match": "none", "criteria": NOBODY["criteria"]}
    save_segment(name="More", criteria=wider, segment=everyone)
    answer = browser.post(
        url, {"nevertheless": "on", "seen": seen}, headers={"accept-language": "en"}, follow=True
    )
    assert "the e-mail design has changed" in answer.content.decode()
    assert Mailing.objects.get(pk=mailing.pk).is_draft
    browser.post(url, {"nevertheless": "on", "seen": browser.get(url).context["seen"]})
    assert not Mailing.objects.get(pk=mailing.pk).is_draft


def test_a_draft_that_names_what_is_gone_opens_without_it(hq, mailing, dora, everyone):
    other = Segment.objects.create(name="Other", criteria=NOBODY)
    topic = add_topic(names={"fr": "Marchés"})
    typed = Mailing.objects.get(pk=mailing.pk)
    typed.segment, typed.topic = other, topic
    revision = typed.save_revision(user=dora)
    with pytest.raises(SegmentNeeded, match="First"):
        remove_segment(segment=other, user=dora)
    Mailing.objects.get(pk=mailing.pk).save_revision(user=dora)  # typed anew: nothing names it but the past
    remove_segment(segment=other, user=dora)
    remove_topic(topic=topic)
    past = revision.as_object()
    assert (past.segment, past.topic) == (None, None)
    Mailing.objects.filter(pk=mailing.pk).update(latest_revision=revision)
    for name in ["dispatch:mailing", "mailing_writing:edit", "mailing_writing:history"]:
        assert hq(dora).get(reverse(name, args=[mailing.pk])).status_code == 200, name
