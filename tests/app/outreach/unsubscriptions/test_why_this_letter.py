"""Why did I get this? The link in each letter, and its page, which may be passed on with the letter."""

import datetime as dt
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker.claims import Claim
from hustings.outreach.delivery.worker.personalise import Personaliser
from hustings.outreach.dispatch import actions as mailings
from hustings.outreach.emails import delivery_tokens
from hustings.outreach.mailings.models import Mailing
from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.actions.topics import add_topic, choose_topic
from hustings.people.persons.models import Activity, Consent, ConsentEntry, Person, Purpose
from hustings.people.privacy import actions as privacy_actions
from tests.cast.outreach.fixtures import reader

SECRETS = ["Friends of the strike.csv", "Everyone", "First", "dora", "Dora", "ann@example.org"]


@pytest.fixture
def delivery(mailing: Mailing) -> Delivery:
    """Ann's letter of yesterday, about rides; a list of the team's brought her in."""
    mailing.topic = add_topic(names={"en": "Rides", "fr": "Trajets"}, is_default=True)
    mailing.state = Mailing.State.SENT
    mailing.save()
    ann = reader("ann", agrees=False, language="en", source="Friends of the strike.csv")
    return Delivery.objects.create(
        mailing=mailing, person=ann, address="ann@example.org", state="sent", sent_at=timezone.now()
    )


def say_yes(person: Person, *, text: str = "", source: str = SECRETS[0], **more) -> ConsentEntry:
    entry = persons_actions.record_consent(
        person=person, purpose=Purpose.EMAIL, is_given=True, source=source, text=text,
        given_at=timezone.now() - dt.timedelta(days=30), **more,
    )  # fmt: skip
    # What was sent came after what was written down.
    Delivery.objects.update(sent_at=timezone.now() + dt.timedelta(seconds=1))
    return entry


def path(delivery: Delivery) -> str:
    return f"/u/{delivery_tokens.make(delivery.pk)}/why/"


def test_each_letter_leads_there_in_its_language_and_no_click_is_counted(mailing, campaign, dora):
    campaign.measure_clicks = campaign.Measuring.UNLESS
    campaign.save()
    reader("ann")
    mailings.send(mailing=mailing, user=dora)
    row = Delivery(pk=7, mailing=mailing, address="ann@example.org")
    for language, words in (("en", "Why did I get this e-mail?"), ("fr", "Pourquoi ai-je reçu cet e-mail")):
        claim = Claim(
            key=row.pk, address=row.address, language=language, given_name="Ann", family_name="", town="",
            unfit="",
        )  # fmt: skip
        made = message_from_bytes(
            Personaliser(mailing, signs=False).envelope(claim).contents, policy=policy.default
        )
        for kind in ("plain", "html"):
            text = made.get_body((kind,)).get_content()
            assert words in text and f"http://localhost:8000{path(row)}" in text


def test_the_page_says_by_which_act_and_on_which_topic_and_nothing_of_the_teams(client, delivery, dora):
    ann = delivery.person
    entry = say_yes(ann, user=dora)
    Activity.objects.create(
        person=ann, kind="import.created", happened_at=entry.recorded_at, user=dora,
        data={"file": "Friends of the strike.csv", "line": 3},
    )  # fmt: skip
    page = client.get(path(delivery))
    for words in [
        "Élan pour Lyon", "1 rue de la République", "a…@example.org", "This e-mail is about “Rides”",
        "You were on a list that our team entered on", "on a list that our team entered on", "legal basis",
        "You’re still subscribed to news by e-mail.", "You’re subscribed to “Rides”.", "This isn’t me",
    ]:  # fmt: skip
        assert words in page.text or words.replace("&#x27;", "'") in page.text, words
    assert not [secret for secret in SECRETS if secret in page.text]
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in page["Cache-Control"] and not page.cookies


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"source": "own-page", "text": "Yes."}, "You agreed on your personal page on"),
        ({"source": "/en/join/", "text": "Yes."}, "You agreed on our website on"),
        ({"source": "stand"}, "You agreed on"),
    ],
)
def test_the_act_is_told_by_what_it_was(client, delivery, more, words):
    say_yes(delivery.person, **more)
    delivery.person.log("sign_up.confirmed", source="/en/join/")
    assert words in (page := client.get(path(delivery)).text)
    assert "You signed up on our website on" in page


def test_what_changed_since_is_told_and_a_letter_without_a_yes_is_owned_up_to(client, delivery):
    assert "We can’t find a consent from you" in client.get(path(delivery)).text
    say_yes(delivery.person, source="own-page")
    persons_actions.record_consent(
        person=delivery.person, purpose=Purpose.EMAIL, is_given=False, source="by phone",
        given_at=timezone.now() + dt.timedelta(seconds=2),
    )  # fmt: skip
    choose_topic(person=delivery.person, topic=delivery.mailing.topic, is_in=False, source="x")
    page = client.get(path(delivery)).text
    assert "You unsubscribed on" in page and "You’re unsubscribed from “Rides”." in page
    assert "You agreed on" in page and "by phone" not in page


def test_nothing_happens_by_looking_and_the_buttons_do_what_they_say(client, delivery, run_tasks):
    say_yes(delivery.person)
    before = Activity.objects.count()
    for method in (client.get, client.head):
        assert method(path(delivery)).status_code == 200
    assert client.post(path(delivery)).status_code == 405
    assert Consent.objects.live().count() == 1 and Activity.objects.count() == before
    page = client.get(path(delivery)).text
    assert f'action="/u/{delivery_tokens.make(delivery.pk)}/"' in page
    Client().post(f"/u/{delivery_tokens.make(delivery.pk)}/", {"deed": "own_page"})
    run_tasks()
    assert [message.to for message in mail.outbox] == [["ann@example.org"]]
    client.post(f"/u/{delivery_tokens.make(delivery.pk)}/", {"deed": "not_me"})
    page = client.get(path(delivery)).text
    assert "You told us that this e-mail isn’t for you" in page and "How we got your" not in page


def test_links_of_the_erased_of_tests_and_of_nobody(client, delivery, dora):
    link = path(delivery)
    privacy_actions.erase_person(person=delivery.person, user=dora)
    page = client.get(link, headers={"accept-language": "en"})
    assert page.status_code == 200 and "This link isn’t connected to anyone any more" in page.text
    assert "example.org" not in page.text.replace("news@elan.example.org", "")
    test = client.get(
        f"/u/{delivery_tokens.make(delivery_tokens.TEST)}/why/", headers={"accept-language": "en"}
    )
    assert "This was a test e-mail" in test.text
    assert client.get("/u/AAAAAAAABXUFgGt_12IPlJJyVHgahfI/why/").status_code == 400


def test_the_link_of_a_merged_record_still_leads_there(client, delivery, mailing, dora):
    say_yes(delivery.person)
    other = reader("anna", address="anna@example.org")
    merges.merge(kept=other, absorbed=delivery.person, user=dora)
    assert "a…@example.org" in client.get(path(delivery)).text


def test_hq_says_the_same_words(hq, delivery, dora):
    say_yes(delivery.person)
    told = hq(dora).get(reverse("privacy:why", args=[delivery.person.uid])).text
    assert "Texte affiché par le lien de l’e-mail" in told and "<q>Vous avez donné votre accord le" in told
    assert "Friends of the strike.csv" in told  # where HQ has it from, besides
