"""The one search of HQ: what each role finds, and that nobody sees people out of sight."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from hustings.field.events import actions as events
from hustings.field.groups import actions as groups
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.elections.models import Election
from hustings.foundation.help import groups as groups_of_help
from hustings.foundation.help import manual
from hustings.foundation.hq import search
from hustings.foundation.territories.actions import create_free
from hustings.foundation.territories.models import Zone
from hustings.outreach.automations.models import Sequence
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons import actions as persons
from hustings.people.persons.models import Look, Person
from hustings.people.privacy.actions import unlocks
from hustings.people.segments.models import Segment
from hustings.site.candidates import actions as candidates
from hustings.site.forms.models import Questionnaire
from hustings.site.petitions.models import Petition
from hustings.site.representatives import actions as representatives
from hustings.site.representatives.models import Appeal
from tests.conftest import user

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def easy(settings: Any) -> None:
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"


def person(given: str, family: str, place: str, **more: Any) -> Person:
    return persons.add_person(
        given_name=given, family_name=family, zone=Zone.objects.get(name=place), source="test", **more
    )


@pytest.fixture
def mireille(france: Zone) -> Person:
    made = person("Mireille", "Testard-Œuvré", "Lyon", email="m.testard@example.org", phone="06 12 34 56 78")
    Person.objects.filter(pk=made.pk).update(external_id="NB-4711")
    return made


@pytest.fixture
def nimes(france: Zone) -> Person:
    return person("Mireille", "Testenoire", "Nîmes", email="nimes@example.org")


def found(who: User, q: str, **more: str) -> dict[str, list[str]]:
    """What is on the page, by kind: names, with their details."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(who)
    answer = client.get(reverse("hq_search:search"), {"q": q, **more})
    assert answer.status_code == 200
    return {
        group.source.name: [f"{hit.label} {hit.detail}".strip() for hit in group.hits]
        for group in answer.context["groups"]
    }


def names(who: User, q: str) -> list[str]:
    return [" ".join(told.split()[:2]) for told in found(who, q).get("people", [])]


@pytest.mark.parametrize(
    "typed",
    ["Mireille Testard", "testard MIREILLE", "  mir   test ", "Téstard-Oeuvre", "mireille", "testard",
     "m.testard@example.org", "M.Testard@ex", "m.test", "06 12 34 56 78", "+33612", "NB-4711", "NB-47"],
)  # fmt: skip
def test_a_person_is_found_by_all_that_is_known(mireille: Person, dora: User, typed: str) -> None:
    assert names(dora, typed) == ["Mireille Testard-Œuvré"]


def test_a_number_may_be_an_external_id(mireille: Person, dora: User) -> None:
    Person.objects.filter(pk=mireille.pk).update(external_id="4711")
    assert names(dora, "4711") == ["Mireille Testard-Œuvré"]


def test_whoever_was_typed_whole_comes_first(france: Zone, dora: User) -> None:
    for n in range(8):
        person("Jean", f"Duponcel{n}", "Lyon")
    person("Jean", "Dupont", "Lyon")
    person("Duponta", "Aaron", "Lyon")
    assert names(dora, "dupont")[0] == "Duponta Aaron"
    assert names(dora, "dupont jean") == ["Jean Dupont"]
    assert len(names(dora, "dupon")) == search.SHOWN
    assert len(found(dora, "dupon", kind="people")["people"]) == 10


def test_nobody_sees_people_out_of_sight(mireille: Person, nimes: Person, alice: User, dora: User) -> None:
    assert names(dora, "mireille test") == ["Mireille Testard-Œuvré", "Mireille Testenoire"]
    assert names(alice, "mireille test") == ["Mireille Testard-Œuvré"]
    for typed in ("nimes@example.org", "testenoire", "mireille testenoire"):
        assert names(alice, typed) == []


@pytest.mark.parametrize("role", [Role.COMMUNICATIONS, Role.SECURITY, Role.MODERATOR])
def test_roles_that_see_no_people_find_none(mireille: Person, role: Role) -> None:
    who = user("someone", role)
    for typed in ("mireille testard", "m.testard@example.org", "NB-4711"):
        assert "people" not in found(who, typed)
    assert not Look.objects.exists()


@pytest.mark.usefixtures("mireille")
def test_contact_data_stays_hidden_and_is_not_guessed(alice: User) -> None:
    assert found(alice, "testard")["people"] == ["Mireille Testard-Œuvré m•••@e•••.org · Lyon"]
    assert "people" not in found(alice, "m.test@")
    assert "people" not in found(alice, "+33612")
    assert "people" in found(alice, "m.testard@example.org")  # whoever knows it whole may ask


def test_results_count_as_a_look_at_the_list(mireille: Person, alice: User, dora: User) -> None:
    found(alice, "testard")
    assert not Look.objects.exists()  # nothing of the contact data was shown
    unlocks.unlock(user=alice, reason="calls", lasts=dt.timedelta(hours=1))
    assert found(alice, "testard")["people"] == ["Mireille Testard-Œuvré m.testard@example.org · Lyon"]
    found(dora, "testard")
    found(dora, "nobody")
    looks = Look.objects.order_by("pk").values_list("user", "person", "how", "n")
    assert list(looks) == [(alice.pk, mireille.pk, "list", 1), (dora.pk, mireille.pk, "list", 1)]


def test_only_those_shown_were_seen(france: Zone, dora: User) -> None:
    for n in range(8):
        person("Jean", f"Dupont{n}", "Lyon")
    found(dora, "dupont")
    assert Look.objects.count() == search.SHOWN


@pytest.fixture
def things(france: Zone, dora: User) -> None:
    """One thing of each kind, all called after the Élysée."""
    there = Zone.objects.get(name="Nîmes")
    leaf = {"criterion": "email", "operator": "has", "value": None}
    segment = Segment.objects.create(name="Élysée readers", criteria={"match": "all", "criteria": [leaf]})
    Mailing.objects.create(name="To the Élysée", segment=segment)
    Mailing.objects.create(name="Élysée, a step", segment=segment, kind=Mailing.Kind.STEP)
    Sequence.objects.create(name="Welcome, Élysée")
    Petition.objects.create(titles={"fr": "Ouvrons l’Élysée", "en": "Open the palace"})
    Questionnaire.objects.create(slug="e", texts={"fr": {"title": "Élysée ?", "intro": "Versailles"}})
    Appeal.objects.create(titles={"fr": "Écrire à l’Élysée"})
    march = {"titles": {"fr": "Marche sur l’Élysée"}, "starts_at": timezone.now(), "zone": there}
    events.announce(values=march, user=None)
    groups.found(values={"name": "Nîmes Élysée", "zone": there}, user=None)
    election = Election.objects.create(name="C", kind="legislative")
    names = {"given_name": "Anna", "family_name": "Élysée", "zone": there}
    candidates.nominate(election=election, values=names, user=dora, page=False)
    representatives.save_representative(representative=None, values={**names, "office": "mayor"}, user=dora)
    create_free(name="Rue de l’Élysée", members=[there], parent=None)
    home = Page.objects.get(depth=2)
    home.draft_title = "Élysée !"
    home.save()


EVERYTHING = [
    "appeals", "candidates", "events", "forms", "groups", "mailings", "petitions", "representatives",
    "segments", "sequences", "site_pages", "territories",
]  # fmt: skip


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize("typed", ["élysée", "ELYSEE", "elys"])
def test_all_kinds_of_things_are_found_without_accents(dora: User, typed: str) -> None:
    kinds = found(dora, typed)
    assert sorted(kinds) == EVERYTHING
    assert all(len(hits) == 1 for hits in kinds.values()), kinds


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.COMMUNICATIONS, set(EVERYTHING) - {"segments"}),
        (Role.TREASURER, {"appeals", "forms", "petitions", "segments", "territories"}),
        (Role.SECURITY, {"territories"}),
    ],
)
def test_each_role_finds_what_it_may_open(role: Role, kinds: set[str]) -> None:
    assert set(found(user("someone", role), "elysee")) == kinds


@pytest.mark.usefixtures("things")
def test_things_of_other_territories_are_not_found(alice: User) -> None:
    assert not {"events", "groups", "candidates", "representatives", "site_pages"} & set(
        found(alice, "elysee")
    )


@pytest.mark.usefixtures("things")
@pytest.mark.parametrize(
    ("role", "n"), [(Role.DIRECTOR, len(EVERYTHING)), (Role.COMMUNICATIONS, 11), (Role.TREASURER, 5)]
)
def test_all_that_is_found_opens(role: Role, n: int) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user("someone", role))
    page = client.get(reverse("hq_search:results"), {"q": "elysee"}).content.decode()
    links = re.findall(r'<a href="([^"]+)"', page)
    assert len(links) == n
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_pages_and_settings_are_found_in_the_readers_language(france: Zone, dora: User) -> None:
    assert "Security log Settings" in found(dora, "settings security")["pages"]
    client = Client(headers={"accept-language": "fr"})
    client.force_login(dora)
    page = client.get(reverse("hq_search:results"), {"q": "reglages equipe"}).content.decode()
    assert re.findall(r'<a href="([^"]+)"', page)[0] == reverse("accounts_hq:members")


@pytest.mark.parametrize(
    ("language", "asked"),
    [("en", "sender address"), ("en", "language"), ("fr", "adresse expediteur"), ("fr", "langue")],
)
def test_a_setting_is_found_by_its_field(france: Zone, dora: User, language: str, asked: str) -> None:
    client = Client(headers={"accept-language": language})
    client.force_login(dora)
    page = client.get(reverse("hq_search:results"), {"q": asked}).content.decode()
    assert "/settings/campaigns/campaign/" in re.findall(r'<a href="([^"]+)"', page)[0]


def test_how_tos_for_developers_come_last(france: Zone, dora: User) -> None:
    names = [page.name for page in groups_of_help.search("list", "en")]
    _of_hq, others = groups_of_help.of(manual.pages("en"))
    theirs = {page.name for page in others}
    assert theirs & set(names) and [name in theirs for name in names] == sorted(n in theirs for n in names)


def test_only_pages_of_ones_own_menu_are_found(france: Zone) -> None:
    assert "pages" not in found(user("someone", Role.TREASURER), "security log")


def test_a_thing_of_just_that_name_comes_first(france: Zone, dora: User) -> None:
    person("Lyonel", "Martin", "Lyon")
    assert next(iter(found(dora, "lyonel"))) == "people"
    person("Lyon", "Martin", "Lyon")
    assert next(iter(found(dora, "lyon"))) == "territories"


def test_more_than_five_lead_to_all_of_that_kind(france: Zone, dora: User) -> None:
    for n in range(7):
        Segment.objects.create(name=f"Readers {n}")
    client = Client(headers={"accept-language": "en"})
    client.force_login(dora)
    page = client.get(reverse("hq_search:search"), {"q": "readers"}).content.decode()
    assert "?q=readers&amp;kind=segments" in page
    assert len(found(dora, "readers", kind="segments")["segments"]) == 7


@pytest.mark.parametrize("typed", ["", "a", " \0 ", "%", "zz'; --", "“”", "é" * 500])
def test_whatever_is_typed_gets_an_answer(france: Zone, dora: User, typed: str) -> None:
    assert "people" not in found(dora, typed)


def test_visitors_and_people_without_a_role_are_kept_out(mallory: User) -> None:
    client = Client()
    for name in ("search", "results"):
        assert client.get(reverse(f"hq_search:{name}"), {"q": "x"}).status_code == 302
    client.force_login(mallory)
    assert client.get(reverse("hq_search:results"), {"q": "x"}).status_code == 403


def test_old_rows_beyond_the_limit_cost_nothing(france: Zone, dora: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(search, "NEWEST", 3)
    for n in range(5):
        Segment.objects.create(name=f"Readers {n}")
    assert found(dora, "readers")["segments"] == ["Readers 4", "Readers 3", "Readers 2"]
