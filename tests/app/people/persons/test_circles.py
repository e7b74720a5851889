"""Whom somebody belongs with: households, organisations, who brought whom, who looks after whom."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions, relationships, team, timeline
from hustings.people.persons.actions import relationships as deeds
from hustings.people.persons.models import Affiliation, Household, Organisation, Person
from hustings.people.privacy.actions import unlocks
from tests import addresses
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def zoe(charlie):
    return actions.add_person(given_name="Zoé", family_name="Petit", zone=charlie.zone)


@pytest.fixture
def far(charlie):
    return actions.add_person(given_name="Far", family_name="Away", zone=Zone.objects.get(name="Nîmes"))


def told(person: Person) -> list[str]:
    return [entry.sentence for entry in timeline.page(person)[0]]


def test_a_household_is_joined_left_and_ends_when_empty(charlie, zoe, far, dora):
    household = deeds.join_household(person=charlie, other=zoe, user=dora)
    assert set(household.members.all()) == {charlie, zoe}
    assert deeds.join_household(person=zoe, other=charlie) == household
    assert told(zoe)[0] == told(charlie)[0] == "Joined a household"
    deeds.join_household(person=zoe, other=far, user=dora)
    assert list(household.members.all()) == [charlie]
    charlie.refresh_from_db()
    deeds.leave_household(person=charlie, user=dora)
    deeds.leave_household(person=charlie, user=dora)
    assert not Household.objects.filter(pk=household.pk).exists()
    assert told(charlie)[0] == "Left the household"
    with pytest.raises(deeds.BadCircle):
        deeds.join_household(person=zoe, other=zoe)


def test_an_organisation_is_one_whatever_its_case_and_accents(charlie, zoe, dora):
    first = deeds.join_organisation(person=charlie, name="Société des Fêtes", role="treasurer", user=dora)
    deeds.join_organisation(person=zoe, name=" societe des  FETES ")
    again = deeds.join_organisation(person=charlie, name="Société des fêtes", role="chair", user=dora)
    assert (again.pk, again.role) == (first.pk, "chair")
    assert Organisation.objects.get().affiliations.count() == 2
    assert told(charlie)[:2] == [
        "Joined “Société des Fêtes”: chair",
        "Joined “Société des Fêtes”: treasurer",
    ]
    deeds.leave_organisation(affiliation=again, user=dora)
    assert told(charlie)[0] == "Left “Société des Fêtes”"
    with pytest.raises(deeds.BadCircle):
        deeds.join_organisation(person=charlie, name=" ! "[:1])
    with pytest.raises(deeds.BadCircle, match="already"):
        deeds.save_organisation(name="SOCIETE DES FETES")


def test_nobody_brings_themselves_and_the_timeline_names_nobody(charlie, zoe, far, dora):
    deeds.set_recruiter(person=zoe, recruiter=charlie, user=dora)
    deeds.set_recruiter(person=far, recruiter=zoe)
    for recruiter in (charlie, far):
        with pytest.raises(deeds.BadCircle):
            deeds.set_recruiter(person=charlie, recruiter=recruiter)
    assert told(zoe)[0] == "Referrer recorded"
    assert "Charlie" not in str(list(zoe.activities.values_list("data", flat=True)))
    deeds.set_recruiter(person=zoe, recruiter=None, user=dora)
    assert told(zoe)[0] == "Referrer removed"


def test_only_somebody_who_may_see_them_looks_after_them(charlie, alice, dora, mallory):
    deeds.set_owner(person=charlie, owner=alice, user=dora)
    assert told(charlie)[0] == "Point person: – → Alice"
    with pytest.raises(team.MayNotSee, match="can't see"):
        deeds.set_owner(person=charlie, owner=mallory)
    assert Person.objects.get(pk=charlie.pk).owner == alice


def test_the_leaderboard_counts_only_whom_one_may_see(
    charlie, zoe, far, alice, dora, django_assert_max_num_queries
):
    for n in range(5):
        person = actions.add_person(given_name=f"Newcomer{n}", zone=charlie.zone if n < 3 else far.zone)
        deeds.set_recruiter(person=person, recruiter=charlie if n < 4 else far)
    deeds.set_recruiter(person=charlie, recruiter=zoe)
    ranked = [(row["recruiter"], row["n"]) for row in relationships.ranking(dora)]
    assert ranked == [(charlie.pk, 4), (zoe.pk, 1), (far.pk, 1)]
    assert [(row["recruiter"], row["n"]) for row in relationships.ranking(alice)] == [
        (charlie.pk, 3),
        (zoe.pk, 1),
    ]
    Person.objects.filter(given_name="Newcomer0").update(created_at="2020-01-01T00:00Z")
    assert relationships.ranking(alice, days=30)[0]["n"] == 2
    hq = signed_in(alice)
    url = reverse("signups:leaderboard")
    hq.get(url)
    with django_assert_max_num_queries(20):
        page = hq.get(url).content.decode()
    assert ("Charlie Dupont" in page, "Away" in page) == (True, False)
    for query in [{"days": "30"}, {"days": "x"}, {"p": "99"}]:
        assert hq.get(url, query).status_code == 200
    page = hq.get(reverse("signups:recruits", args=[charlie.uid])).content.decode()
    assert ("Newcomer1" in page, "Newcomer3" in page) == (True, False)


def test_whom_they_belong_with_is_changed_on_the_record(charlie, zoe, alice):
    hq = signed_in(alice)

    def post(deed, *more, **words):
        return hq.post(addresses.people(deed, args=[charlie.uid, *more]), words, follow=True).content.decode()

    assert "Alice" in post("owner", owner=alice.pk)
    assert "CGT" in post("affiliations", name="CGT", role="delegate")
    choose = reverse("persons:choose_household", args=[charlie.uid])
    assert "Zoé Petit" in hq.get(choose, {"q": "peti"}).content.decode()
    assert "Zoé Petit" in post("choose_household", person=zoe.uid)
    household = Household.objects.get()
    page = reverse("persons:household", args=[household.pk])
    hq.post(page, {"name": "Rue Neuve"})
    assert "Rue Neuve" in hq.get(page).content.decode()
    assert "Zoé Petit" in post("choose_recruiter", person=zoe.uid)
    assert "Choose another person" not in post("household_leaving")
    assert not Person.objects.get(pk=charlie.pk).household
    post("recruiter_removal")
    post("affiliation_removal", Affiliation.objects.get().pk)
    assert not Affiliation.objects.exists()
    for bad in ["x", "", "00000000-0000-0000-0000-000000000000"]:
        assert hq.post(choose, {"person": bad}).status_code == 404


def test_organisations_are_kept_listed_and_removed(charlie, far, alice, dora):
    hq = signed_in(dora)
    add = reverse("persons:organisation_add")
    assert hq.post(add, {"name": "  "}).status_code == 422
    assert hq.post(add, {"name": "Amis", "phone": "12"}).status_code == 422
    words = {"name": "Amis du parc", "kind": "club", "website": "amis.example.org", "phone": "0472000000"}
    page = hq.post(add, words, follow=True).content.decode()
    assert ("https://amis.example.org" in page, "No members you can see" in page) == (True, True)
    club = Organisation.objects.get()
    for person in (charlie, far):
        deeds.join_organisation(person=person, name="amis du parc")
    url = reverse("persons:organisation", args=[club.pk])
    page = signed_in(alice).get(url).content.decode()
    assert ("Charlie" in page, "Away" in page) == (True, False)
    assert "Away" in hq.get(url, {"after": charlie.pk}).content.decode()
    for n in range(51):
        Organisation.objects.create(name=f"Zz {n:02}", key=f"zz {n:02}")
    page = hq.get(reverse("persons:organisations"))
    assert page.context["after"] == "zz 48"
    page = hq.get(reverse("persons:organisations"), {"after": "zz 48"})
    assert [row.name for row in page.context["rows"]] == ["Zz 49", "Zz 50"]
    assert [row.name for row in hq.get(reverse("persons:organisations"), {"q": "AMÎS"}).context["rows"]] == [
        club.name
    ]
    edit = reverse("persons:organisation_edit", args=[club.pk])
    assert signed_in(alice).post(edit, {"remove": "yes"}).status_code == 403
    hq.post(edit, {"remove": "yes"})
    assert not Affiliation.objects.exists()
    assert Person.objects.filter(pk=charlie.pk).exists()


def test_how_an_organisation_is_reached_is_hidden_like_peoples_contact_data(rhone, alice, dora):
    words = {"email": "zoe.martin@example.org", "phone": "+33612345678", "address": "12 rue des Lilas"}
    club = actions.save_organisation(organisation=None, name="Amis", kind="", website="", zone=rhone, **words)
    local, url = signed_in(alice), reverse("persons:organisation", args=[club.pk])
    edit = reverse("persons:organisation_edit", args=[club.pk])
    shown = [*words.values(), "06 12 34 56 78"]
    for page in (local.get(url), local.get(edit)):
        assert not [word for word in shown if word in page.content.decode()]
    assert local.post(edit, {"name": "Amis du parc"}).status_code == 302
    club.refresh_from_db()
    assert (club.name, club.email, club.phone) == ("Amis du parc", words["email"], words["phone"])
    unlocks.unlock(user=alice, reason="Phone round", lasts=dt.timedelta(hours=1))
    for client in (local, signed_in(dora)):
        page = client.get(url).content.decode()
        assert all(word in page for word in shown)


def test_nobody_reaches_households_and_people_out_of_their_territory(charlie, far, alice, mallory):
    deeds.join_household(person=far, other=actions.add_person(given_name="Too", zone=far.zone))
    hq = signed_in(alice)
    assert hq.get(reverse("persons:household", args=[Household.objects.get().pk])).status_code == 404
    for name in ("choose_household", "choose_recruiter"):
        url = addresses.people(name, args=[charlie.uid])
        assert "Away" not in hq.get(url, {"q": "far"}).content.decode()
        assert hq.post(url, {"person": far.uid}).status_code == 404
        assert signed_in(mallory).get(url).status_code == 403
    for name in ("owner", "affiliations", "household_leaving", "recruits"):
        assert hq.post(addresses.people(name, args=[far.uid]), {"name": "x"}).status_code in {404, 405}
    assert Person.objects.get(pk=charlie.pk).household is None
