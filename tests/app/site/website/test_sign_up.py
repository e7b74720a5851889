"""Signing up: form, mail, click; and everything that goes wrong on the way."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.territories.models import Kind, Postcode, Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Consent, ConsentEntry, Email, Person, Purpose
from hustings.people.signups.actions import links
from hustings.people.signups.models import SignUp, submissions
from hustings.people.signups.public_forms import stamp
from hustings.site.website.actions import offer_consent
from hustings.site.website.models import HomePage
from tests.cast.site.website.fixtures import SENTENCE, link_in
from tests.conftest import zone

pytestmark = pytest.mark.django_db
Fill = Callable[..., Any]


def test_a_visitor_becomes_a_person_with_the_very_sentence_agreed_to(
    fill: Fill, client: Client, run_tasks: Callable[[], int]
) -> None:
    answer = fill(consent_email="on")
    assert answer.url == "/fr/sign-ups/sent/"
    assert not Person.objects.exists()
    run_tasks()
    (message,) = mail.outbox
    assert message.to == ["charlie@example.org"]
    landing = link_in(message)
    page = client.get(landing)
    assert "C’est bien vous" in page.content.decode()
    assert not Person.objects.exists(), "a link scanner only looks: looking confirms nothing"
    assert client.post(landing).url == landing
    person = Person.objects.get()
    assert (person.name, person.language, person.zone.name) == ("Charlie", "fr", "Villeurbanne")
    assert person.emails.get().status == Email.Status.CONFIRMED
    entry = ConsentEntry.objects.get()
    assert entry.wording and entry.wording.text == f"{SENTENCE['fr']} [email]"
    assert (entry.purpose, entry.source) == ("email", "/fr/rejoindre/")
    assert Consent.objects.live().get().person == person
    assert person.activities.filter(kind="sign_up.confirmed").exists()
    assert "vous êtes des nôtres" in client.get(landing).content.decode()


def test_a_second_click_signs_nobody_up_twice(fill: Fill, run_tasks: Callable[[], int]) -> None:
    assert [fill(consent_email="on").url for _send in range(2)] == ["/fr/sign-ups/sent/"] * 2
    run_tasks()
    assert (SignUp.objects.count(), len(mail.outbox)) == (1, 1)
    for other in [{}, {"consent_email": "on", "family_name": "Dupont"}]:
        fill(**other)
    assert SignUp.objects.count() == 3, "other words are another form"
    SignUp.objects.all().delete()
    fill()
    SignUp.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    fill()
    assert SignUp.objects.count() == 2, "the mail did not come, so they ask once more"


def test_what_a_stranger_typed_reaches_no_mailbox_through_us(
    fill: Fill, client: Client, run_tasks: Callable[[], int]
) -> None:
    fill(given_name="Mallory Wins", family_name="Five Hundred")
    run_tasks()
    (message,) = mail.outbox
    seen = message.subject + message.body + str(message.alternatives)
    seen += client.get(link_in(message)).content.decode()
    assert "Mallory" not in seen and "Hundred" not in seen


@pytest.mark.parametrize(
    "name",
    ["Win 500 EUR http://evil.example", "evil.com", "two\nlines", "\u202eyrollam", "Ren\ufffd"],
)
def test_a_name_holds_no_address_and_nothing_unseen(fill: Fill, name: Any) -> None:
    for field in ["given_name", "family_name"]:
        answer = fill(**{field: name})
        assert answer.status_code == 422, name
        assert answer.context["form"].errors.keys() == {field}
    assert not SignUp.objects.exists()


def test_a_name_in_another_encoding_is_asked_for_again(client: Client, site: HomePage, patient: None) -> None:
    stamped = re.search(r'name="stamp" value="([^"]+)"', client.get("/fr/rejoindre/").content.decode())
    assert stamped
    body = f"stamp={stamped[1]}&email=rene%40example.org&postcode=69100&given_name=Ren%E9"
    answer = client.post("/fr/sign-ups/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"given_name"}


def test_no_box_is_ticked_beforehand_and_a_box_left_alone_says_nothing(
    fill: Fill, client: Client, run_tasks: Callable[[], int]
) -> None:
    boxes = re.findall(r'<input type="checkbox"[^>]*>', client.get("/fr/rejoindre/").content.decode())
    names = [re.findall(r'name="(\w+)"', box) for box in boxes]
    assert names == [["consent_email"], ["consent_sms"], ["remember"]]
    assert not [box for box in boxes if "checked" in box]
    fill()
    run_tasks()
    client.post(link_in(mail.outbox[0]))
    assert Person.objects.count() == 1
    assert not ConsentEntry.objects.exists()


def test_the_sentence_kept_is_the_one_shown_even_when_it_was_edited_meanwhile(
    client: Client, site: HomePage, patient: None, run_tasks: Callable[[], int]
) -> None:
    html = client.get("/fr/rejoindre/").content.decode()
    shown = re.search(r'name="stamp" value="([^"]+)"', html)
    assert shown
    offer_consent(purpose=Purpose.EMAIL, language="fr", text="Une autre phrase.")
    typed = {"given_name": "C", "email": "c@example.org", "postcode": "69100", "consent_email": "on"}
    client.post("/fr/sign-ups/", {"stamp": shown[1], **typed})
    run_tasks()
    client.post(link_in(mail.outbox[0]))
    assert str(ConsentEntry.objects.get().wording) == f"{SENTENCE['fr']} [email]"


def test_confirming_twice_is_like_once(fill: Fill, client: Client, run_tasks: Callable[[], int]) -> None:
    fill(consent_email="on")
    run_tasks()
    for _ in range(2):
        client.post(link_in(mail.outbox[0]))
    assert (Person.objects.count(), ConsentEntry.objects.count()) == (1, 1)


def test_somebody_known_keeps_their_name_and_gains_what_was_missing(
    fill: Fill, client: Client, run_tasks: Callable[[], int]
) -> None:
    known = persons_actions.add_person(given_name="Charles", email="CHARLIE@example.org")
    fill(given_name="Charlie", family_name="Martin", consent_email="on")
    run_tasks()
    client.post(link_in(mail.outbox[0]))
    known = Person.objects.get()
    assert (known.name, known.zone.name) == ("Charles Martin", "Villeurbanne")
    assert known.emails.get().status == Email.Status.CONFIRMED


def test_the_answer_is_the_same_for_known_and_unknown_addresses(fill: Fill) -> None:
    persons_actions.add_person(email="known@example.org")
    answers = [fill(email=address) for address in ("known@example.org", "unknown@example.org")]
    assert len({(answer.status_code, answer.url) for answer in answers}) == 1


def test_a_shared_postcode_asks_for_the_town_and_keeps_what_was_typed(fill: Fill) -> None:
    answer = fill(postcode="69 999", consent_email="on", family_name="Martin")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Lyon" in html and "Villeurbanne" in html and 'value="Martin"' in html
    assert re.search(r'name="consent_email"\s+checked', html)
    assert not SignUp.objects.exists()
    lyon = re.search(r'name="commune" value="(\d+)"[^>]*><span>Lyon', html)
    assert lyon
    assert fill(postcode="69999", commune=lyon[1]).status_code == 302
    assert SignUp.objects.get().zone.name == "Lyon"


def test_a_town_of_another_postcode_is_not_taken(fill: Fill, site: HomePage) -> None:
    other = Zone.objects.get(name="Nîmes")
    assert fill(postcode="69999", commune=str(other.pk)).status_code == 422


def test_an_unknown_postcode_is_let_through_for_people_abroad(fill: Fill) -> None:
    fill(postcode="sw1a 1aa")
    sign_up = SignUp.objects.get()
    assert (sign_up.postcode, sign_up.zone) == ("SW1A1AA", None)


def test_a_postcode_that_france_cannot_have_is_asked_about_with_a_way_for_people_abroad(fill: Fill) -> None:
    said = fill(postcode="99084").content.decode()
    assert "99084" in said and "D-99084" in said and not SignUp.objects.exists()
    fill(postcode="D-99084")
    assert SignUp.objects.get().postcode == "D-99084"


def test_a_campaign_elsewhere_takes_postcodes_that_france_cannot_have(fill: Fill) -> None:
    Zone.objects.update(country="DE")
    fill(postcode="99084")
    assert SignUp.objects.get().postcode == "99084"


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "charlie@"},
        {"email": "char lie@example.org"},
        {"given_name": ""},
        {"postcode": ""},
        {"postcode": "00000"},
        {"postcode": "96 100"},
        {"phone": "12"},
        {"consent_sms": "on"},
        {"email": "a" * 65 + "@example.org"},
        {"given_name": "x" * 101},
    ],
)
def test_a_wrong_answer_is_shown_beside_its_field(fill: Fill, wrong: dict[str, str]) -> None:
    answer = fill(**wrong)
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode()
    assert not SignUp.objects.exists()


def test_a_phone_and_its_consent_arrive(fill: Fill, client: Client, run_tasks: Callable[[], int]) -> None:
    fill(phone="06 12 34 56 78", consent_sms="on")
    run_tasks()
    client.post(link_in(mail.outbox[0]))
    assert Person.objects.get().phones.get().number == "+33612345678"
    assert Consent.objects.live().get().purpose == "sms"


def test_a_robot_in_the_trap_is_thanked_and_forgotten(fill: Fill) -> None:
    answer = fill(subject="Buy now")
    assert answer.url == "/fr/sign-ups/sent/"
    assert not SignUp.objects.exists()


def test_a_form_sent_faster_than_anybody_types_is_shown_again(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 2.0)
    answer = fill()
    assert answer.status_code == 422
    assert "très rapide" in answer.content.decode()


def test_a_form_without_our_stamp_is_shown_again_with_what_was_typed(client: Client, site: HomePage) -> None:
    for false in ("", "nonsense", str(stamp.now("/", {})) + "x"):
        typed = {"email": "m@example.org", "given_name": "Zoé", "consent_email": "on"}
        answer = client.post("/fr/sign-ups/", {"stamp": false, **typed})
        html = answer.content.decode()
        assert answer.status_code == 410 and 'value="Zoé"' in html and 'value="m@example.org"' in html
        assert "checked" not in html, "a yes is given to a sentence that we know was shown"
    assert client.get("/fr/sign-ups/").url == "/fr/rejoindre/"
    assert not SignUp.objects.exists()


def test_a_form_left_open_for_days_is_shown_again_with_a_new_stamp(fill: Fill, client: Client) -> None:
    old = stamp.Stamp(stamp.now("", {}).shown_at - 3 * 86400, "/fr/", {})
    typed = {"given_name": "C", "email": "c@example.org", "postcode": "69100"}
    answer = client.post("/fr/sign-ups/", {"stamp": str(old), **typed})
    assert answer.status_code == 422
    new = re.search(r'name="stamp" value="([^"]+)"', answer.content.decode())
    assert new
    assert client.post("/fr/sign-ups/", {"stamp": new[1], **typed}).status_code == 302


def test_nobody_can_flood_a_mailbox_through_the_form(fill: Fill, run_tasks: Callable[[], int]) -> None:
    answers = {fill(email="victim@example.org", given_name=f"V {n}").url for n in "abcdef"}
    assert answers == {"/fr/sign-ups/sent/"}
    run_tasks()
    assert len(mail.outbox) == 3


def test_one_network_signs_up_only_so_many_an_hour(fill: Fill, settings: Any) -> None:
    settings.SIGN_UPS_PER_HOUR = 4
    codes = [fill(email=f"m{n}@example.org").status_code for n in range(6)]
    assert codes == [302] * 4 + [429] * 2
    SignUp.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    assert fill(email="later@example.org").status_code == 302


def test_the_network_address_itself_is_not_kept(fill: Fill) -> None:
    fill()
    assert "127.0.0.1" not in str(SignUp.objects.values().get())


def test_an_expired_link_says_so_and_sends_another(
    fill: Fill, client: Client, run_tasks: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(consent_email="on")
    run_tasks()
    landing = link_in(mail.outbox[0])
    monkeypatch.setattr(submissions, "LINK_LIFE", timedelta(seconds=-1))
    assert client.get(landing).status_code == 410
    assert client.post(landing).status_code == 410
    assert not Person.objects.exists()
    client.post(f"{landing}mails/")
    run_tasks()
    assert len(mail.outbox) == 1, "a mail left only just now"
    SignUp.objects.update(mailed_at=timezone.now() - timedelta(days=8))
    for _ in range(2):
        client.post(f"{landing}mails/")
        run_tasks()
    assert len(mail.outbox) == 2
    monkeypatch.setattr(submissions, "LINK_LIFE", timedelta(days=7))
    client.post(link_in(mail.outbox[1]))
    assert Person.objects.exists()


@pytest.mark.parametrize("token", ["x", "1.2.3", "1:2:3", "..", "9" * 400, "%00"])
def test_a_made_up_link_is_unknown(client: Client, site: HomePage, token: str) -> None:
    for answer in (client.get(f"/fr/sign-ups/{token}/"), client.post(f"/fr/sign-ups/{token}/")):
        assert answer.status_code == 404


def test_the_mail_reads_well_in_each_language(fill: Fill, run_tasks: Callable[[], int]) -> None:
    fill(email="fr@example.org")
    fill("/en/join/", email="en@example.org")
    run_tasks()
    texts = {message.to[0]: message for message in mail.outbox}
    assert "Bonjour," in texts["fr@example.org"].body
    assert "Hello," in texts["en@example.org"].body
    assert "/en/sign-ups/" in texts["en@example.org"].body
    for message in mail.outbox:
        assert "&#" not in message.body
        (html,) = message.alternatives
        assert link_in(message) in html.content
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_could_not_leave_is_tried_again(
    fill: Fill, run_tasks: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _refuse)
    run_tasks(raising=False)
    assert SignUp.objects.get().mailed_at is None


def _refuse(*_: Any) -> int:
    raise ConnectionRefusedError


def test_what_nobody_confirms_is_forgotten_after_a_month(
    fill: Fill, client: Client, run_tasks: Callable[[], int]
) -> None:
    fill()
    run_tasks()
    client.post(link_in(mail.outbox[0]))
    fill(email="silent@example.org")
    SignUp.objects.update(asked_at=timezone.now() - timedelta(days=29))
    assert links.forget_unconfirmed() == 0
    SignUp.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert links.forget_unconfirmed() == 1
    assert SignUp.objects.get().address == "charlie@example.org"


def test_a_sign_up_takes_few_queries(
    client: Client, site: HomePage, patient: None, django_assert_max_num_queries: Any
) -> None:
    form = {"stamp": str(stamp.now("/fr/", {"email": 1})), "given_name": "C", "postcode": "69100"}
    with django_assert_max_num_queries(
        9
    ):  # postcode, rate, decoys, savepoint, row, task, release; edition, closed?
        assert client.post("/fr/sign-ups/", {**form, "email": "c@example.org"}).status_code == 302


def test_a_divided_commune_is_asked_for_its_constituency_and_may_be_unknown(
    client: Client, france: Zone, fill: Fill
) -> None:
    lyon = Zone.objects.get(name="Lyon")
    for n in (1, 2):
        zone(Kind.PART, f"69123-{n}", f"Lyon – {n}e circonscription", lyon)
    Postcode.objects.create(code="69007", zone=lyon)
    with translation.override("en"):
        address = reverse("website:communes")
    shown = client.get(address, {"postcode": "69007"})
    words = shown.content.decode()
    assert "Lyon – 1e circonscription" in words
    assert "I don’t know my constituency" in words and "Your constituency, if you know it" in words
    assert re.search(rf'value="{lyon.pk}"\s+required\s+checked', words)
    assert fill(postcode="69007").status_code == 302  # nobody has to know
    assert SignUp.objects.get().zone == lyon
