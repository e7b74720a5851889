"""Deeds of other apps, as another tool is told of them."""

import pytest

from hustings.foundation.webhooks.events import events
from hustings.foundation.webhooks.models import Delivery
from hustings.people.duplicates.actions import merges
from hustings.people.persons.actions import add_person
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.actions.persons import change_person
from hustings.people.persons.models import Purpose
from hustings.people.privacy.actions.erasure import erase_person
from tests.cast.deliberation.consultations.fixtures import opened, voice
from tests.cast.foundation.webhooks.fixtures import send, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(dora, receiver, run_tasks):
    """Everything that was told until now, by event; the data of the last of each."""
    set_up(receiver.url, [each.name for each in events.all()], dora)

    def all_of_it():
        send(run_tasks)
        return {said["type"]: said["data"] for said in receiver.said()}

    return all_of_it


def test_a_person_is_added_changed_agrees_withdraws_and_is_erased(heard):
    ada = add_person(given_name="Ada")
    change_person(person=ada, given_name="Adele")
    record_consent(person=ada, purpose=Purpose.EMAIL, is_given=True, source="test")
    record_consent(person=ada, purpose=Purpose.EMAIL, is_given=False, source="test")
    told, about = heard(), {"person": {"id": ada.pk}}
    assert told == {
        "people.added": about, "people.changed": about,
        "people.consent_given": about | {"purpose": "email"},
        "people.consent_withdrawn": about | {"purpose": "email"},
    }  # fmt: skip
    erase_person(person=ada)
    assert heard()["people.erased"] == about


def test_a_merge_and_its_undoing(heard, dora):
    ada, twin = add_person(given_name="Ada"), add_person(given_name="Ada")
    gone = twin.pk
    merge = merges.merge(kept=ada, absorbed=twin, user=dora)
    assert heard()["people.merged"] == {"person": {"id": ada.pk}, "merged": {"id": gone}}
    parted = merges.part(merge=merge, user=dora)
    assert heard()["people.unmerged"] == {"person": {"id": ada.pk}, "parted": {"id": parted.person.pk}}


def test_a_contribution_names_its_page_and_nobody(heard):
    from hustings.deliberation.consultations.actions import items

    phase = opened()
    ada = voice(phase, "ada@example.org")
    made = items.post(participant=ada, kind="contribution", phase=phase, text="Night trains")
    told = heard()["consultations.contribution_published"]
    assert told["contribution"]["id"] == made.pk and "person" not in told
    assert told["contribution"]["page"].endswith(f"/consultations/items/{made.pk}/")
    items.take_back(item=made, participant=ada)
    assert heard()["consultations.contribution_withdrawn"] == {"contribution": {"id": made.pk}}


def test_a_contribution_that_moderators_hide_and_show_again_is_told_without_its_words(heard, dora):
    from hustings.deliberation.consultations.actions import items
    from hustings.deliberation.moderation import actions as moderation

    phase = opened()
    ada = voice(phase, "ada@example.org")
    made = items.post(participant=ada, kind="contribution", phase=phase, text="Night trains")
    argument = items.post(participant=ada, kind="for", phase=phase, text="They sleep", parent=made)
    moderation.rule(item=argument, verdict="hide", reason="insult", user=dora)
    moderation.rule(item=made, verdict="hide", reason="insult", user=dora)
    moderation.rule(item=made, verdict="seal", reason="insult", user=dora)
    hidden, restored = "consultations.contribution_hidden", "consultations.contribution_restored"
    assert heard()[hidden] == {"contribution": {"id": made.pk}} and restored not in heard()
    moderation.rule(item=made, verdict="restore", user=dora)
    told = heard()
    assert told[restored]["contribution"]["id"] == made.pk and "Night" not in str(told)
    assert Delivery.objects.filter(event=hidden).count() == 1


def test_a_contribution_hidden_before_it_was_sent_is_not_told(heard):
    from hustings.deliberation.consultations.actions import items

    phase = opened()
    made = items.post(
        participant=voice(phase, "ada@example.org"), kind="contribution", phase=phase, text="Insult"
    )
    type(made).objects.filter(pk=made.pk).update(hidden_at=made.posted_at)
    assert "consultations.contribution_published" not in heard()
    assert Delivery.objects.get(event="consultations.contribution_published").trouble == "nothing"
