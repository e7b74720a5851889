"""Sign, confirm, take back, disown; and what the page shows meanwhile."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.outreach.emails import link_refs
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.attribution import figures
from hustings.outreach.tracking.models import Conversion, MailingLink, Measure
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Consent, Person, Purpose
from hustings.people.privacy import actions as privacy_actions
from hustings.people.selfservice import download
from hustings.people.signups import address_bars
from hustings.people.signups.actions.links import forget_unconfirmed
from hustings.people.signups.kinds import Closed
from hustings.site.petitions import actions, meter, proof
from hustings.site.petitions.models import Barred, MeterSlot, Petition, PetitionPage, Seal, Signature
from hustings.site.website.models import SiteVersion
from tests.cast.people import submissions
from tests.cast.site.petitions.fixtures import links, make, signed
from tests.cast.site.website.fixtures import told

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Fill = Callable[..., Any]


def test_a_visitor_signs_and_counts_once_the_link_is_confirmed(
    fill: Fill, client: Client, petition: Petition, run_tasks: Callable[[], int]
) -> None:
    answer = fill(consent_email="on", comment="Le dernier train part à 19 h.", shown_as="initial")
    assert answer.url == "/fr/petitions/sent/"
    run_tasks()
    (message,) = mail.outbox
    assert "Charlie" not in str(message.body) and "train part" not in str(message.body)
    where = links(message)["confirm"]
    assert "Charlie Dupont" in client.get(where).content.decode(), "one reads what one signs"
    assert meter.count(petition.pk) == 0, "a link scanner only looks: looking signs nothing"
    assert client.post(where).url == where
    client.post(where)
    assert meter.count(petition.pk) == 1
    person = Person.objects.get()
    assert (person.name, person.zone and person.zone.name) == ("Charlie Dupont", "Villeurbanne")
    assert Consent.objects.live().get().purpose == Purpose.EMAIL
    assert person.activities.filter(kind="petition.signed").count() == 1
    signature = Signature.objects.get()
    assert (signature.comment_state, signature.doubts, signature.person) == ("waiting", "", person)
    SiteVersion.renew()  # names on a page from memory may be a minute old
    page = client.get("/fr/trains/").content.decode()
    assert "Charlie D." in page and "train part" not in page, "a comment waits to be read"
    assert "votre signature compte" in client.get(where).content.decode()


def test_a_signature_by_a_mailing_counts_for_it(fill: Fill, client: Client, dora: Any) -> None:
    mailing, other = (
        Mailing.objects.create(name=name, state="sent", started_at=timezone.now()) for name in "AB"
    )
    for each in (mailing, other):
        Measure.objects.create(mailing=each, clicks="totals", n_clicks=1)
        MailingLink.objects.create(mailing=each, number=1, target=f"{settings.BASE_URL}/fr/trains/")
    fill(f"/fr/trains/?letter={link_refs.make(mailing.pk, 1)}")

    def counted(of: Mailing) -> list[tuple[str, int, int]]:
        found = figures.of(of)
        return [(row.kind.key, row.n, row.n_waiting) for row in found.rows] if found else []

    assert ("signature", 0, 1) in counted(mailing)
    submissions.confirm(Signature.objects.get())
    assert ("signature", 1, 0) in counted(mailing)
    assert not Signature.objects.exclude(ref="").exists(), "it hangs on nobody"
    assert [key for key, *_n in counted(other)] == ["sign_up"], "what nobody was asked for isn't told as none"
    assert Conversion.objects.get().person is None


def test_signing_is_the_one_primary_button_while_one_can_sign(
    client: Client, petition_page: PetitionPage
) -> None:
    def primary() -> list[str]:
        html = client.get("/fr/trains/").content.decode()
        return re.findall(r'<(\w+)\s+class="button(?![^"]*quiet)', html)

    assert primary() == ["button"]
    Petition.objects.update(closes_at=timezone.now() - timedelta(days=1))
    SiteVersion.renew()
    assert primary() == ["a"], "else readers may join"


def test_nothing_is_shown_of_who_chose_nothing(fill: Fill, client: Client, petition: Petition) -> None:
    fill()
    submissions.confirm(Signature.objects.get())
    assert Signature.objects.get().shown == "no"
    assert "Charlie" not in client.get("/fr/trains/").content.decode()


def test_one_form_sent_twice_is_one_signature(
    fill: Fill, petition_page: PetitionPage, client: Client
) -> None:
    found = re.search(r'name="stamp" value="([^"]+)"', client.get("/fr/trains/").content.decode())
    assert found
    typed = {"stamp": found[1], "given_name": "C", "family_name": "D", "email": "c@example.org"}
    for _send in range(2):
        answer = client.post(
            f"/fr/petitions/{petition_page.petition_id}/signatures/", {**typed, "postcode": "69100"}
        )
        assert answer.url == "/fr/petitions/sent/"
    assert Signature.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"email": "charlie"}, "email"), ({"given_name": ""}, "given_name"),
        ({"family_name": ""}, "family_name"),
        ({"comment": "Look at https://evil.example"}, "comment"), ({"postcode": "69999"}, "commune"),
        ({"shown_as": "loud"}, "shown_as"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(
    fill: Fill, answers: dict[str, str], field: str
) -> None:
    answer = fill(**{"comment": "My reason", **answers})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    html = answer.content.decode()
    assert answers.get("comment", "My reason") in html
    assert not Signature.objects.exists()


def test_a_petition_says_what_it_is_to_machines(client: Client, petition_page: PetitionPage) -> None:
    said, way = told(client.get("/fr/trains/").content.decode())
    assert (said["@type"], said["name"]) == ("WebPage", "Des trains le soir")
    assert said["audience"]["audienceType"] == "la Région"
    assert said["potentialAction"]["@type"] == "EndorseAction"
    assert said["url"] == way["itemListElement"][-1]["item"] and "expires" not in said
    Petition.objects.update(closes_at=timezone.now())
    SiteVersion.renew()
    said = told(client.get("/fr/trains/").content.decode())[0]
    assert "potentialAction" not in said and said["expires"]


def test_robots_and_other_pages_are_kept_out(
    fill: Fill, client: Client, petition: Petition, settings: Any
) -> None:
    assert fill(subject="buy").url == "/fr/petitions/sent/"
    assert (
        client.post(f"/fr/petitions/{petition.pk}/signatures/", {"email": "a@b.example"}).status_code == 410
    )
    assert not Signature.objects.exists()
    settings.SIGN_UPS_PER_HOUR = 2
    codes = [fill(email=f"c{n}@example.org").status_code for n in range(3)]
    assert codes == [302, 302, 429]
    for _send in range(5):
        Signature.objects.update(visitor="")
        fill(email="c0@example.org", given_name=f"C{'abcde'[_send]}")
    assert Signature.objects.filter(key="c0@example.org").count() == 3, "nobody's mailbox is flooded"


def test_campaign_words_and_the_site_before_are_kept(fill: Fill, client: Client, petition: Petition) -> None:
    fill("/fr/trains/?utm_campaign=spring&utm_source=leaflet")
    signature = Signature.objects.get()
    assert signature.came == {"campaign": "spring", "source": "leaflet"}
    assert signature.origin == "spring"


def test_the_meter_counts_an_address_once_whatever_comes(petition: Petition) -> None:
    first = signed(petition, "charlie@example.org", confirm=False)
    second = signed(petition, "Charlie@Example.org", confirm=False)
    kept = submissions.confirm(first)
    assert submissions.confirm(second) == kept
    assert submissions.confirm(first) == kept
    assert (meter.count(petition.pk), Signature.objects.count()) == (1, 1)
    signed(petition, "waits@example.org", confirm=False)
    assert meter.count(petition.pk) == 1


def test_likely_duplicates_are_noted_and_not_refused(petition: Petition) -> None:
    signed(petition, "jean.dupont@gmail.com")
    dotted = signed(petition, "jeandupont+trains@gmail.com")
    who = {"given_name": "Marie", "family_name": "Curie", "postcode": "69100"}
    marie = signed(petition, "marie@example.org", **who)
    again = signed(petition, "curie@example.org", **who)
    persons_actions.add_email(person=marie.person, address="m@second.example")
    other = signed(petition, "m@second.example")
    assert [dotted.doubts, again.doubts, other.doubts] == ["mailbox", "name", "person"]
    assert meter.count(petition.pk) == 4, "another spelling is set aside by itself"
    for n in range(12):
        last = signed(petition, f"n{n}@example.net", visitor="same network")
    assert last.doubts == "network"
    assert Signature.objects.filter(doubts="network").count() == 3


def test_this_was_not_me_takes_two_steps_and_leaves_a_fingerprint(
    fill: Fill, client: Client, petition: Petition, run_tasks: Callable[[], int]
) -> None:
    fill(consent_email="on")
    run_tasks()
    where = links(mail.outbox[0])
    client.post(where["confirm"])
    assert client.get(where["not_me"]).status_code == 200
    assert meter.count(petition.pk) == 1, "a scanner that follows the link removes nothing"
    proof.seal(petition.pk)
    assert client.post(where["not_me"]).url == where["not_me"]
    assert "Supprimé" in client.get(where["not_me"]).content.decode()
    assert (meter.count(petition.pk), Signature.objects.count()) == (0, 0)
    assert not Consent.objects.live().exists(), "what was agreed to in their name is taken back"
    assert "charlie" not in Barred.objects.get().fingerprint
    assert proof.prove(petition.pk).is_whole
    fill()
    assert not Signature.objects.exists(), "the address gets no more mail of this petition"
    Barred.objects.update(disowned_at=timezone.now() - timedelta(days=181))
    assert not address_bars.is_barred(petition, "charlie@example.org")


def test_a_signer_takes_it_back_and_may_sign_again(
    client: Client, petition: Petition, petition_page: Any
) -> None:
    one = signed(petition, "charlie@example.org", comment="Because", shown="full")
    where = f"/fr/petitions/signatures/{one.link_token}/"
    assert ">Retirer</button>" in client.get(where).content.decode()
    assert client.post(f"{where}withdrawal/").url == where
    assert client.post(f"{where}withdrawal/").status_code == 302
    assert meter.count(petition.pk) == 0
    assert "Retiré" in client.get(where).content.decode()
    signed(petition, "charlie@example.org")
    assert meter.count(petition.pk) == 1


def test_links_expire_and_are_sent_again(
    client: Client, petition: Petition, petition_page: Any, run_tasks: Any
) -> None:
    one = signed(petition, "charlie@example.org", confirm=False)
    run_tasks()
    token = one.link_token
    Signature.objects.update(mailed_at=timezone.now() - timedelta(hours=1))
    import time

    later = time.time() + 8 * 86_400
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.core.signing.time.time", lambda: later)
        assert client.get(f"/fr/petitions/signatures/{token}/").status_code == 410
        assert client.get(f"/fr/petitions/signatures/{token}/not-me/").status_code == 200
        client.post(f"/fr/petitions/signatures/{token}/mails/")
    run_tasks()
    assert len(mail.outbox) == 2
    assert client.get("/fr/petitions/signatures/x/").status_code == 404
    Signature.objects.update(asked_at=timezone.now() - timedelta(days=31))
    assert forget_unconfirmed() == 1


def test_who_signs_again_is_told_that_it_counts_already(petition: Petition, run_tasks: Any) -> None:
    signed(petition, "charlie@example.org")
    mail.outbox.clear()
    signed(petition, "charlie@example.org", confirm=False)
    run_tasks()
    assert "compte déjà" in str(mail.outbox[-1].body)


@pytest.mark.parametrize("state", ["soon", "closed", "delivered"])
def test_a_petition_that_is_not_open_takes_nothing(
    state: str, client: Client, petition: Petition, petition_page: Any
) -> None:
    waiting = signed(petition, "first@example.org", confirm=False)
    now = timezone.now()
    change = {
        "soon": {"opens_at": now + timedelta(days=1)},
        "closed": {"closes_at": now - timedelta(minutes=1)},
        "delivered": {"delivered_at": now, "n_delivered": 0},
    }[state]
    Petition.objects.update(**change)
    html = client.get("/fr/trains/").content.decode()
    assert 'name="stamp"' not in html and "Marquer" not in html
    assert ("Pétition remise" in html) == (state == "delivered")
    with pytest.raises(Closed):
        signed(Petition.objects.get(), "late@example.org")
    answer = client.post(f"/fr/petitions/signatures/{waiting.link_token}/")
    assert answer.status_code == 410
    assert meter.count(petition.pk) == 0


def test_who_signed_in_time_may_confirm_after_it_closed_but_not_once_it_was_handed_over(
    client: Client, petition: Petition, site: Any
) -> None:
    one, two = (signed(petition, f"c{n}@example.org", confirm=False) for n in range(2))
    Petition.objects.update(closes_at=timezone.now())
    where = f"/fr/petitions/signatures/{one.link_token}/"
    assert client.post(where).url == where and meter.count(petition.pk) == 1
    Petition.objects.update(delivered_at=timezone.now(), n_delivered=1)
    assert client.post(f"/fr/petitions/signatures/{two.link_token}/").status_code == 410
    Petition.objects.update(delivered_at=None, n_delivered=None, removed_at=timezone.now())
    assert client.post(f"/fr/petitions/signatures/{two.link_token}/").status_code == 410
    assert meter.count(petition.pk) == 1


def test_the_goal_moves_by_the_rule_that_is_said_aloud() -> None:
    assert [meter.of(n, 100)[1:] for n in (0, 89, 90, 225, 2_250)] == [
        (100, 250, 90), (100, 250, 90), (250, 500, 225), (500, 1000, 450), (5000, 10000, 4500),
    ]  # fmt: skip
    assert meter.of(10, 300).goal == 300


def test_the_page_from_memory_shows_the_number_of_this_moment(
    client: Client, petition_page: PetitionPage, petition: Petition, django_assert_num_queries: Any
) -> None:
    client.get("/fr/trains/")
    people_signed = [signed(petition, f"c{n}@example.org") for n in range(3)]
    with django_assert_num_queries(2):  # the edition, the petition with its sum: the page came from memory
        html = client.get("/fr/trains/").content.decode()
    assert "<strong>3</strong>" in html
    submissions.withdraw(people_signed[0])
    assert "<strong>2</strong>" in client.get("/fr/trains/").content.decode()
    assert MeterSlot.objects.count() > 0


def test_a_comment_stands_on_the_page_once_it_was_let_through(
    client: Client, petition_page: Any, petition: Petition, dora: Any, django_capture_on_commit_callbacks: Any
) -> None:
    one = signed(petition, "charlie@example.org", comment="<b>Because</b>", shown="full", family_name="D")
    client.get("/fr/trains/")
    with django_capture_on_commit_callbacks(execute=True):
        actions.show_comments(petition=petition, signatures=[one.pk], user=dora)
    assert "&lt;b&gt;Because" in client.get("/fr/trains/").content.decode(), "at once, though kept in memory"
    with django_capture_on_commit_callbacks(execute=True):
        actions.refuse_comments(petition=petition, signatures=[one.pk], user=dora)
    assert "Because" not in client.get("/fr/trains/").content.decode()


def test_set_aside_and_back_the_public_number_follows(petition: Petition, dora: Any) -> None:
    ones = [signed(petition, f"c{n}@example.org") for n in range(4)]
    keys = [each.pk for each in ones]
    actions.judge(petition=petition, signatures=keys[:2], is_set_aside=True, user=dora)
    actions.judge(petition=petition, signatures=keys[:3], is_set_aside=True, user=dora)
    assert meter.count(petition.pk) == 1
    actions.judge(petition=petition, signatures=keys, is_set_aside=None, user=dora)
    assert meter.count(petition.pk) == 4


def test_erasing_takes_the_signatures_along(petition: Petition, dora: Any) -> None:
    one, other = signed(petition, "charlie@example.org"), make()
    signed(other, "charlie@example.org", confirm=False)
    proof.seal_waiting()
    assert one.person
    privacy_actions.erase_person(person=one.person, user=dora)
    assert not Signature.objects.exists()
    assert meter.count(petition.pk) == 0
    told = proof.prove(petition.pk)
    assert (told.n, told.n_links, told.fault) == (0, 2, None)


def test_merging_moves_signatures_and_own_data_tells_them(petition: Petition, dora: Any) -> None:
    from hustings.people.duplicates.actions.merges import merge

    one, two = signed(petition, "a@example.org"), signed(petition, "b@example.org")
    assert one.person and two.person
    merge(kept=one.person, absorbed=two.person, user=dora)
    assert set(Signature.objects.values_list("person", flat=True)) == {one.person_id}
    told = download.as_json(one.person)
    assert "b@example.org" in told and '"signatures"' in told


def test_the_chain_finds_what_was_changed_slipped_in_or_taken_away(petition: Petition) -> None:
    def says(*words: str) -> bool:
        fault = proof.prove(petition.pk).fault
        return fault is not None and any(word in fault.says for word in words)

    ones = [signed(petition, f"c{n}@example.org") for n in range(3)]
    assert proof.seal(petition.pk) == 3
    seal = Seal.objects.get()
    assert proof.prove(petition.pk).is_whole
    Signature.objects.filter(pk=ones[0].pk).update(given_name="Eve")
    assert says("changed", "modifi")
    Signature.objects.filter(pk=ones[0].pk).update(given_name="Charlie")
    Signature.objects.filter(pk=ones[1].pk).delete()
    assert says(str(ones[1].pk))
    Signature.objects.create(**{
        name: getattr(ones[1], name) for name in
        ["petition", "address", "key", "mailbox", "given_name", "language", "asked_at", "confirmed_at",
         "salt"]
    }, seal=seal, pk=ones[1].pk)  # fmt: skip
    assert proof.prove(petition.pk).is_whole
    signed(petition, "d@example.org")
    Signature.objects.filter(seal=None).update(seal=seal)
    assert proof.prove(petition.pk).fault
