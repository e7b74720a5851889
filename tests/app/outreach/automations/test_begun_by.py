"""What begins with an older text begins as what that was, and whoever wrote it has written some of it."""

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.foundation.accounts.roles import Role
from hustings.outreach.dispatch import actions as dispatch_actions
from hustings.outreach.mailings import refusals as mailings_refusals
from hustings.outreach.mailings.models import Mailing, Template
from hustings.outreach.review.approvals import rules
from hustings.outreach.review.models import Precaution
from tests.app.outreach.automations.test_sequence_approval import approve
from tests.cast.outreach.fixtures import reader
from tests.conftest import user


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def emil(db):
    return user("emil", Role.COMMUNICATIONS)


def test_a_template_begins_as_what_it_was_kept_from(mailing, campaign, dora, hq):
    campaign.ad_reason = "To those who asked for our news, unpaid"
    campaign.save()
    mailing.advertising, mailing.ad_linked_to, mailing.ad_targeted = Mailing.Said.AD, "Municipales", False
    mailing.save()
    kept = dispatch_actions.keep_template(mailing=mailing, name="Paid", user=dora)
    assert dispatch_actions.keep_template(mailing=mailing, name="Paid", user=dora).kept_at == kept.kept_at
    client = hq(dora)
    assert (
        "<p>Political advertising</p>"
        in client.get(reverse("dispatch:begin"), headers={"accept-language": "en"}).content.decode()
    )
    client.post(reverse("dispatch:begin"), {"template": kept.pk})
    made = Mailing.objects.latest("pk")
    assert made.ad_said == mailing.ad_said and made.is_advertising
    mailing.advertising, mailing.ad_reason = Mailing.Said.OWN, "Unpaid"
    mailing.save()
    again = dispatch_actions.keep_template(mailing=mailing, name="Paid", user=dora)
    made = dispatch_actions.begin_with_template(template=again, user=dora)
    assert (made.advertising, made.ad_reason) == ("own", "Unpaid")


def test_of_what_nobody_said_it_nobody_has(campaign, dora):
    campaign.ad_reason = "Unpaid"
    campaign.save()
    kept = Template.objects.create(name="Old", content=[], user=dora)
    assert dispatch_actions.begin_with_template(template=kept, user=dora).advertising == ""


def test_who_wrote_the_text_copied_does_not_look_at_the_copy(mailing, dora, carla, emil):
    Precaution.objects.update(above=0)
    reader("ann")
    mailing.save_revision(user=emil)
    copied = dispatch_actions.begin_as_copy(mailing=mailing, user=carla)
    assert rules.writers([copied])[copied.pk] == {dora.pk, carla.pk, emil.pk}
    for writer in (dora, emil):
        with pytest.raises(mailings_refusals.Refused, match="wrote part of it"):
            approve(copied, writer)
    kept = dispatch_actions.keep_template(mailing=copied, name="Kept", user=emil)
    begun = dispatch_actions.begin_with_template(template=kept, user=emil)
    further = dispatch_actions.begin_as_copy(mailing=begun, user=emil)
    for each in (begun, further):
        assert rules.writers([each])[each.pk] == {dora.pk, carla.pk, emil.pk}
        assert each.get_latest_revision_as_object().begun_by == each.begun_by


def test_a_revision_does_not_forget_who_wrote_what_it_began_with(mailing, dora, carla):
    copied = dispatch_actions.begin_as_copy(mailing=mailing, user=carla)
    copied.name = "Mine"
    copied.save_revision(user=carla).publish(user=carla, skip_permission_checks=True)
    copied.refresh_from_db()
    assert copied.name == "Mine" and dora.pk in rules.writers([copied])[copied.pk]
