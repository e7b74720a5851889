"""The recognised supporter: what is filled in, what counts at once, and whose browser it never is."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Consent, ConsentEntry, Email, Person, Purpose
from hustings.people.selfservice import sessions
from hustings.people.signups.devices import cookie_name
from hustings.people.signups.models import Device
from hustings.people.signups.public_forms import stamp
from hustings.site.embeds import actions as embeds
from hustings.site.petitions.models import Petition, Signature
from tests.cast.people.devices import (
    PAGE,
    Run,
    charlie,
    give,
    is_known,
    known_browser,
    mailed,
    own_page_browser,
    page,
    sign,
    stamp_in,
)
from tests.cast.site.petitions.fixtures import _unhurried, patient, petition, petition_page, site

__all__ = ["_unhurried", "charlie", "patient", "petition", "petition_page", "site"]  # fixtures
pytestmark = pytest.mark.django_db
SENT = "/fr/petitions/sent/"


def signature() -> Signature:
    return Signature.objects.select_related("person").get()


def test_the_own_page_fills_the_form_in_and_it_counts_without_another_mail(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    client = own_page_browser(charlie)
    html = page(client)
    for value in ("Charlie", "Dupont", "charlie@example.org", "69100"):
        assert f'value="{value}"' in html
    answer = sign(client, petition.pk)
    assert answer.url.startswith("/fr/petitions/signatures/")
    assert "votre signature compte" in client.get(answer.url).content.decode()
    assert signature().is_confirmed and signature().person == charlie
    run_tasks()
    assert not mail.outbox
    assert charlie.emails.get().status == Email.Status.CONFIRMED


@pytest.mark.both
def test_a_remembered_device_counts_at_once_and_its_mailbox_hears_of_it(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    client = known_browser(charlie)
    assert is_known(client)
    assert sign(client, petition.pk).url.startswith("/fr/petitions/signatures/")
    assert signature().is_confirmed
    not_me = mailed(run_tasks, "not-me/")
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["charlie@example.org"]], "one notice, once"
    Client().get(not_me)
    assert signature().is_confirmed, "a link scanner only looks"
    Client().post(not_me)
    assert not Signature.objects.exists() and not Device.objects.exists()
    assert not is_known(client)


def test_htmx_is_led_to_the_thanks(charlie: Person, petition: Petition) -> None:
    client = known_browser(charlie)
    client.defaults["HTTP_HX_REQUEST"] = "true"
    answer = sign(client, petition.pk)
    assert answer["HX-Redirect"].startswith("/fr/petitions/signatures/")


def test_pressed_twice_it_is_one_signature_and_the_same_thanks(charlie: Person, petition: Petition) -> None:
    client = known_browser(charlie)
    typed = {
        "stamp": stamp_in(page(client)), "given_name": "Charlie", "family_name": "Dupont",
        "email": "charlie@example.org", "postcode": "69100",
    }  # fmt: skip
    where = f"/fr/petitions/{petition.pk}/signatures/"
    first, second = (client.post(where, typed).url for _press in range(2))
    assert first.split(".")[0] == second.split(".")[0]
    assert Signature.objects.count() == 1


def test_another_address_than_the_proven_one_is_confirmed_by_mail(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    for client in (known_browser(charlie), own_page_browser(charlie)):
        Signature.objects.all().delete()
        assert sign(client, petition.pk, email="other@example.org").url == SENT
        assert not signature().is_confirmed
    run_tasks()
    assert {letter.to[0] for letter in mail.outbox} == {"other@example.org"}


def test_consents_that_stand_are_not_asked_again_and_their_silence_takes_nothing_back(
    charlie: Person, petition: Petition
) -> None:
    client = known_browser(charlie)
    html = page(client)
    assert 'name="consent_email"' not in html and "des nouvelles par e-mail" in html
    sign(client, petition.pk)
    assert Consent.objects.get(person=charlie, purpose=Purpose.EMAIL).is_given
    assert ConsentEntry.objects.count() == 1


def test_a_no_is_never_lifted_by_a_device(charlie: Person, petition: Petition, run_tasks: Run) -> None:
    give(charlie, Purpose.EMAIL, is_given=False)
    persons_actions.set_mark(person=charlie, mark="no_mail_since", is_set=True)
    client = known_browser(charlie)
    assert re.search('name="consent_email" *>', page(client)), "asked, and not ticked"
    assert sign(client, petition.pk, consent_email="on").url == SENT
    assert not Consent.objects.get(person=charlie).is_given
    mailed(run_tasks)
    sign(client, petition.pk)
    assert Signature.objects.filter(confirmed_at__isnull=False).count() == 1, "without a yes it counts"
    assert not Consent.objects.get(person=charlie).is_given
    charlie.refresh_from_db()
    assert charlie.no_mail_since


def test_an_address_that_refuses_mail_is_asked_by_mail(charlie: Person, petition: Petition) -> None:
    charlie.emails.update(status=Email.Status.REFUSED)
    client = own_page_browser(charlie)
    assert is_known(client)
    assert sign(client, petition.pk).url == SENT
    assert charlie.emails.get().status == Email.Status.REFUSED
    answer = client.post("/fr/my-data/me/devices/")
    assert answer.status_code == 422 and not Device.objects.exists()


def test_one_click_is_enough_where_all_is_known(charlie: Person, petition_page: Any) -> None:
    html = known_browser(charlie).get("/fr/trains/").content.decode()
    assert "Signer en un clic" in html and "charlie@example.org" in html
    assert "Signer en un clic" not in Client().get("/fr/trains/").content.decode()


def test_another_postcode_is_asked_about_and_written_over_nowhere(
    charlie: Person, petition: Petition
) -> None:
    client = known_browser(charlie)
    answer = sign(client, petition.pk, postcode="69999", commune=str(charlie.zone_id))
    assert "69999" in client.get(answer.url).content.decode()
    assert [place.postcode for place in charlie.addresses.all()] == ["69100"]


def test_not_you_makes_a_shared_computer_forget(charlie: Person, petition: Petition) -> None:
    for client, cookie in (
        (known_browser(charlie), cookie_name()),
        (own_page_browser(charlie), sessions.cookie_name()),
    ):
        assert "/fr/not-you/" in page(client)
        shown = client.get("/fr/not-you/", headers={"referer": f"http://testserver{PAGE}"}).content.decode()
        assert "Charlie" not in shown and f'value="{PAGE}"' in shown
        assert is_known(client), "looking forgets nothing"
        before = client.cookies[cookie].value
        answer = client.post("/fr/not-you/", {"back": PAGE})
        assert (answer.url, answer.cookies[cookie].value) == (PAGE, "")
        client.cookies[cookie] = before
        assert not is_known(client), "nor does the cookie work where somebody has kept it"
    assert Client().post("/fr/not-you/", {"back": "//evil.example/"}).url == "/"


# What others can do with a browser that is recognised.


def test_a_form_of_another_site_counts_for_nobody(
    charlie: Person, petition: Petition, run_tasks: Run
) -> None:
    """The browser withholds the cookie; were it sent, the stamp of strangers would not name its device."""
    client, other = known_browser(charlie), known_browser(persons_actions.add_person(email="eve@example.org"))
    for made in (stamp_in(page(Client())), stamp_in(page(other))):
        answer = sign(client, petition.pk, stamp=made)
        assert answer.url == SENT
    assert not Signature.objects.exclude(confirmed_at=None).exists()


@pytest.mark.parametrize("sender", ["cross-site", "same-site", "none"])
def test_what_a_browser_says_to_come_from_elsewhere_is_nobodys(
    charlie: Person, petition: Petition, sender: str
) -> None:
    client, stranger = known_browser(charlie), Client()
    client.get(PAGE, headers={"sec-fetch-site": sender})
    for browser in (client, stranger):
        browser.defaults["HTTP_SEC_FETCH_SITE"] = sender
    assert is_known(client), "a link from a mail leads here"
    assert sign(client, petition.pk).url == SENT
    assert not sign(stranger, petition.pk, remember="on", email="new@example.org").cookies


def test_who_finds_the_form_filled_in_may_press_at_once(
    charlie: Person, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 60)
    assert sign(Client(), petition.pk).status_code == 422
    assert sign(known_browser(charlie), petition.pk).status_code == 302


def test_a_candidates_own_domain_offers_nothing(charlie: Person, petition: Petition, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    ours = Site.objects.get()
    Site.objects.create(hostname="marie.example", root_page=ours.root_page, is_default_site=False)
    away = Client(HTTP_HOST="marie.example")
    assert 'name="remember"' in page(Client()) and 'name="remember"' not in page(away)
    assert not sign(away, petition.pk, remember="on").cookies


def test_a_stolen_form_is_worth_nothing_without_the_cookie(charlie: Person, petition: Petition) -> None:
    made = stamp_in(page(known_browser(charlie)))
    thief = Client()
    answer = sign(thief, petition.pk, stamp=made, given_name="")
    assert answer.status_code == 422 and "Dupont" not in answer.content.decode().replace(
        'value="Dupont"', "", 1
    )
    assert sign(thief, petition.pk, stamp=made).url == SENT


def test_a_frame_of_another_site_recognises_nobody(charlie: Person, petition: Petition) -> None:
    embeds.list_host(origin="https://gazette.example")
    client = known_browser(charlie)
    where = f"/fr/embeds/petition/{petition.pk}/"
    shown = client.get(where, headers={"referer": "https://gazette.example/"})
    assert shown.status_code == 200 and "charlie@example.org" not in shown.content.decode()
    assert 'name="remember"' not in shown.content.decode()
    typed = {
        "stamp": stamp_in(page(client)), "given_name": "Charlie", "family_name": "Dupont",
        "email": "charlie@example.org", "postcode": "69100", "remember": "on",
    }  # fmt: skip
    answer = client.post(where, typed)
    assert answer.status_code == 302 and "/sent/" in answer.url and not answer.cookies
    assert not signature().is_confirmed


def test_no_copy_is_kept_for_the_next_reader(charlie: Person) -> None:
    client = known_browser(charlie)
    answer = client.get(PAGE)
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert "ETag" not in answer and "Last-Modified" not in answer
    for _reader in range(2):
        html = page(Client())
        assert "charlie@example.org" not in html and "not-you" not in html
    assert is_known(client), "nor is the page of strangers shown to them"


def test_a_reader_without_a_cookie_costs_no_question(charlie: Person, db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        page(Client())
    assert not [query for query in asked.captured_queries if "device" in query["sql"]]


def test_an_old_session_of_the_own_page_recognises_nobody(charlie: Person) -> None:
    client = own_page_browser(charlie)
    charlie.page_links.update(used_at=timezone.now() - sessions.LONGEST - timedelta(seconds=1))
    assert not is_known(client)


@pytest.mark.parametrize("browser", [known_browser, own_page_browser])
def test_the_sign_up_form_of_a_page_is_filled_in_for_its_reader_alone(
    charlie: Person, site: Site, browser: Any
) -> None:
    client, found = browser(charlie), []
    for reader in (client, Client(), client, Client()):  # each first once
        found.append(reader.get("/fr/rejoindre/"))
    for answer, is_theirs in zip(found, (True, False, True, False), strict=True):
        assert answer.status_code == 200
        assert ("charlie@example.org" in answer.content.decode()) is is_theirs
        assert ("no-store" in answer.headers.get("Cache-Control", "")) is is_theirs
