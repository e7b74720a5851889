"""Letters and calls of somebody recognised: a call counts at once, a letter never leaves unconfirmed."""

import pytest
from django.core import mail

from hustings.people.persons import actions as persons_actions
from hustings.people.signups.public_forms import stamp
from hustings.site.representatives.models import Appeal, AppealPage, Sending, Voice
from tests.cast.people.devices import known_browser, own_page_browser, page, stamp_in
from tests.cast.site.representatives.fixtures import OWN_WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(site, appeal, monkeypatch):
    monkeypatch.setattr(stamp, "TOO_FAST", 0)
    site.add_child(instance=AppealPage(title="Écrivez", slug="ecrivez", appeal=appeal, locale=site.locale))
    return f"/fr/appeals/{appeal.pk}/voices/"


@pytest.fixture
def charlie(france):
    made = persons_actions.add_person(
        given_name="Charlie",
        family_name="Dupont",
        email="charlie@example.org",
        postcode="69100",
        language="fr",
    )
    return made


def typed(client, **answers):
    who = {"given_name": "Charlie", "family_name": "Dupont", "email": "charlie@example.org"}
    return {"stamp": stamp_in(page(client, "/fr/ecrivez/")), **who, "postcode": "69100", **answers}


def test_a_call_counts_at_once(where, charlie, chamber):
    client = known_browser(charlie)
    assert 'value="charlie@example.org"' in page(client, "/fr/ecrivez/")
    second = client.post(where, typed(client, way="call", step="1")).content.decode()
    assert "/fr/not-you/" in second, "the second step knows them, too"
    told = {f"outcome_{chamber['69-06'].pk}": "reached"}
    answer = client.post(where, typed(client, way="call", step="2", **told))
    assert answer.status_code == 302 and "/sent/" not in answer.url, answer.content.decode()
    assert Voice.objects.get().is_confirmed


@pytest.mark.parametrize("is_sent_by_us", [True, False])
def test_a_letter_is_confirmed_by_mail_whoever_writes_it(where, charlie, chamber, run_tasks, is_sent_by_us):
    Appeal.objects.update(sending=Sending.SERVER if is_sent_by_us else Sending.OWN)
    for client in (known_browser(charlie), own_page_browser(charlie)):
        Voice.objects.all().delete()
        letter = {"to": [chamber["69-06"].pk], "about": "Trains", "text": OWN_WORDS}
        answer = client.post(where, typed(client, way="letter", step="2", **letter))
        assert answer.status_code == (302 if is_sent_by_us else 200)
        assert not Voice.objects.get().is_confirmed
    run_tasks()
    assert all("/appeals/voices/" in message.body for message in mail.outbox)
