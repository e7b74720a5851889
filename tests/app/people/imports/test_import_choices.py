"""What is chosen for a file and its columns: keys, who is right, what values stand for, saved mappings."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.imports.actions import saved_mappings
from hustings.people.imports.columns import mapping_presets
from hustings.people.imports.columns.options import IF_EMPTY, NEWEST, OURS_WINS, Options, Statement
from hustings.people.imports.models import Import, ImportPlan
from hustings.people.imports.source import distinct_values
from hustings.people.persons.matching import key_owners
from hustings.people.persons.models import Erasure, Field, FieldOption, FieldValue, Person
from hustings.people.persons.models.erasures import fingerprints
from hustings.people.persons.refusals import Refused
from tests.app.people.imports.test_import_pages import choices, hq, text_of, upload
from tests.app.people.imports.test_import_run import bring, check, chunks_of, report, run, take
from tests.cast.people.workbooks import make
from tests.conftest import user

__all__ = ["hq"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings: Any) -> Iterator[None]:
    settings.SECOND_FACTOR = "optional"
    with translation.override("en"):
        yield


def test_people_are_known_by_name_and_birth_date_where_that_is_asked_for() -> None:
    ada = Person.objects.create(
        given_name="Ada", family_name="Clairval", name_key="clairval,ada", born_on=dt.date(1980, 1, 2)
    )
    text = "prenom,nom,ne_le,job\nADA,Clairval,1980-01-02,baker\nAda,Clairval,1990-01-02,cook\n"
    imported = bring(text, keys=["email", "name_birth"])
    assert imported.counts["run"]["by_name_birth"] == 1
    assert ada.field_values.get().text == "baker"
    assert Person.objects.count() == 2
    assert check(take(text)).counts["check"]["refused"] == 2  # not by the usual keys


def test_the_order_of_keys_decides_who_it_is() -> None:
    bring("external_id,email\n1,a@example.org\n2,b@example.org\n")
    text = "external_id,email,job\n1,b@example.org,baker\n"
    imported = check(take(text), keys=["email", "external_id"])
    assert imported.counts["check"]["by_external_id"] == 1  # an address of another number is not theirs
    bring("email,telephone,nom\nc@example.org,0199000001,Belrose\n")
    bring("email,telephone,nom\nd@example.org,,Belrose\n")
    text = "email,telephone,nom,job\nd@example.org,0199000001,Belrose,cook\n"
    assert bring(text, keys=["phone", "email"]).counts["run"]["by_phone"] == 1
    assert Person.objects.get(emails__key="c@example.org").field_values.get().text == "cook"
    assert "somebody else" in report(Import.objects.latest("pk"))


@pytest.mark.parametrize("at_once", [1, 1_000])
def test_a_line_that_could_be_about_several_people_is_refused_and_counted(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks_of(monkeypatch, at_once)
    text = (
        "external_id,nom,prenom,telephone\n1,Belrose,Iris,0199000001\n2,Belrose,Iris,0199000001\n"
        ",Belrose,Iris,0199000001\n"
    )
    imported = bring(text)
    assert (imported.counts["run"]["created"], imported.counts["run"]["ambiguous"]) == (2, 1)
    assert "Several people have this: phone and name" in report(imported)
    assert [line.number for line in imported.lines.filter(why="ambiguous")] == [4]


def test_those_who_were_erased_are_named_by_the_check(hq: Client, run_tasks: Callable[[], None]) -> None:
    Erasure.objects.create(fingerprint=fingerprints("zoe@example.org")[0])
    imported = upload(hq, "prénom;nom;email\nZoé;Châtelain;zoe@example.org\nIris;B;iris@example.org\n")
    hq.post(reverse("imports:import_check", args=[imported.pk]), choices(imported))
    run_tasks()
    shown = text_of(hq.get(reverse("imports:import", args=[imported.pk])))
    assert "1 line is about somebody who asked to be erased" in shown
    assert "Zoé Châtelain · zoe@example.org (line 2)" in shown
    imported.refresh_from_db()
    assert imported.counts["check"]["erased"] == 1


BEFORE = "external_id,prenom,nom,job,telephone,tags\n1,Ada,,baker,0199000001,a\n"
AFTER = "external_id,prenom,nom,job,telephone,tags\n1,Adele,Clairval,singer,0199000002,b\n"


@pytest.mark.parametrize(
    ("how", "name", "job", "n_phones", "n_tags"),
    [
        ("", "Adele Clairval", "singer", 2, 2),
        (IF_EMPTY, "Ada Clairval", "baker", 1, 1),
        (OURS_WINS, "Ada", "baker", 1, 1),
    ],
)
def test_who_is_right_is_chosen_for_each_column(
    how: str, name: str, job: str, n_phones: int, n_tags: int
) -> None:
    bring(BEFORE)
    bring(AFTER, wins_by={str(at): how for at in range(1, 6) if how})
    ada = Person.objects.get()
    assert (ada.name, ada.field_values.get().text, ada.phones.count(), ada.tags.count()) == (
        name, job, n_phones, n_tags,
    )  # fmt: skip


def test_one_column_may_differ_from_the_whole_file() -> None:
    bring(BEFORE)
    bring(AFTER, wins=OURS_WINS, wins_by={"3": "file"})
    ada = Person.objects.get()
    assert (ada.name, ada.field_values.get().text, ada.phones.count()) == ("Ada", "singer", 1)
    bring("external_id,prenom\n2,Bea\n", wins=OURS_WINS)  # whoever is new comes in whole
    assert Person.objects.get(external_id="2").given_name == "Bea"


def test_the_newest_is_told_by_the_line_or_by_the_day_of_the_file(dora: User) -> None:
    bring("external_id,prenom,nom\n1,Ada,Clairval\n2,Bea,Belrose\n")
    day = timezone.now() - dt.timedelta(days=3)
    Person.objects.update(created_at=day)
    Person.objects.first().activities.all().delete()  # type: ignore[union-attr]
    ada = Person.objects.get(external_id="1")
    ada.log("person.changed", user=dora, changes=[["given_name", "A", "Ada"]])
    old, late = (timezone.now() - dt.timedelta(days=2)).date(), (timezone.now() + dt.timedelta(days=1)).date()
    assert old > day.date()
    text = "external_id,prenom,nom,updated_at\n1,Adele,Claire,\n2,Beate,Belle,\n"
    bring(text, wins=NEWEST, as_of=old.isoformat())
    ada.refresh_from_db()
    assert (ada.given_name, ada.family_name) == ("Ada", "Claire")  # one was changed by hand since
    Person.objects.filter(external_id="2").update(created_at=timezone.now())
    bring(text.replace(",\n", f",{day.date()}\n"), wins=NEWEST, as_of=late.isoformat())
    assert Person.objects.get(external_id="2").given_name == "Bea"
    bring("external_id,prenom\n1,Adele\n", wins=NEWEST)  # without a day: the file is of today
    ada.refresh_from_db()
    assert ada.given_name == "Adele"


def test_values_stand_for_what_was_chosen(france: Zone) -> None:
    text = 'email,groupes,newsletter,section,statut\na@example.org,"mkt, vip",peut-être,Lyon 1er,M\n'
    imported = take(text)
    imported.mapping = ["email.1", "tags", "consent.email", "zone", "field.statut"]
    stands_for = {
        "1": {"mkt": "Marché", "vip": ""}, "2": {"peut-etre": "no"}, "3": {"lyon 1er": "Lyon"},
        "4": {"m": "Member"},
    }  # fmt: skip
    run(check(imported, values=stands_for))
    one = Person.objects.get()
    assert [tag.name for tag in one.tags.all()] == ["Marché"]
    assert not one.consents.get().is_given
    assert (str(one.zone), one.field_values.get().text) == ("Lyon", "Member")


def test_several_choices_in_a_cell_are_translated_one_by_one(hq: Client) -> None:
    field = Field.objects.create(slug="topics", label="Topics", kind=Field.Kind.CHOICES)
    for slug in ["housing", "health"]:
        FieldOption.objects.create(field=field, slug=slug, label=slug.title())
    imported = upload(hq, 'email,topics\na@example.org,"Logement; santé; bof"\n')
    shown = text_of(hq.get(reverse("imports:import_values", args=[imported.pk, 1])))
    assert "Logement" in shown
    assert '<option value="housing">' in shown
    stands_for = {"1": {"logement": "housing", "sante": "health", "bof": ""}}
    run(check(imported, values=stands_for))
    rows = FieldValue.objects.filter(person=Person.objects.get())
    assert {row.option.slug for row in rows if row.option} == {"housing", "health"}


@pytest.mark.parametrize("kind", Field.Kind.values)
def test_values_may_stand_for_others_before_the_field_is_made(hq: Client, kind: str) -> None:
    imported = upload(hq, "email,statut\na@example.org,M\nb@example.org,S\n")
    hq.post(
        reverse("imports:import_check", args=[imported.pk]),
        choices(imported, **{"values": "1", "column-1": f"new.{kind}", "consent-email-how": "all"}),
    )
    answer = hq.get(reverse("imports:import_values", args=[imported.pk, 1]))
    assert answer.status_code == 200
    assert "M" in text_of(answer)


def test_a_column_of_territories_is_read_by_code_or_name_and_never_guessed(france: Zone) -> None:
    lyon = Zone.objects.get(name="Lyon")
    Zone.objects.create(kind=lyon.kind, code="99999", name="Nîmes", name_key="nimes", country="FR")
    bring("email\na@example.org\n")
    imported = take(
        f"email,territoire\nb@example.org,{lyon.code}\nc@example.org,nimes\nd@example.org,Nowhere\n"
    )
    assert imported.mapping[1] == "zone"
    run(check(imported))
    zones = {p.emails.get().key[0]: str(p.zone) for p in Person.objects.all()}
    assert zones == {"a": "None", "b": "Lyon", "c": "None", "d": "None"}
    assert "2 territories are called “nimes”" in report(imported)
    assert "No territory found for “Nowhere”" in report(imported)


def test_values_are_counted_in_all_of_the_file_and_mapped_on_a_page(
    hq: Client, run_tasks: Callable[[], None]
) -> None:
    rows = "".join(f"p{at}@example.org;{'oui' if at % 3 else 'bof'}\n" for at in range(900))
    imported = upload(hq, f"email;volontaire\n{rows}")
    assert imported.values["n"] == 500
    run_tasks()
    imported.refresh_from_db()
    assert imported.values == {"n": 900, "1": [["oui", 600], ["bof", 300]]}
    slug = imported.mapping[1]
    assert slug == "field.volontaire"
    address = reverse("imports:import_values", args=[imported.pk, 1])
    answer = hq.post(
        reverse("imports:import_check", args=[imported.pk]),
        choices(imported, **{"values": "1", "column-1": "new.yes_no", "consent-email-how": "all"}),
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, address)  # a draft demands nothing
    shown = text_of(hq.get(address))
    assert "bof" in shown
    assert "300" in shown
    assert hq.post(address, {"value-0": "", "value-1": "no"}).status_code == 302
    imported.refresh_from_db()
    assert Options.read(imported.options).values == {"1": {"bof": "no"}}
    shown = text_of(hq.get(reverse("imports:import", args=[imported.pk]) + "?columns"))
    assert "Values (1 chosen)" in shown
    hq.post(reverse("imports:import_check", args=[imported.pk]), choices(imported))
    run_tasks()
    imported.refresh_from_db()
    assert (imported.counts["check"]["created"], imported.counts["check"]["notes"]) == (900, 0)
    assert hq.get(reverse("imports:import_values", args=[imported.pk, 7])).status_code == 404
    assert [n for _value, n in distinct_values.of_column(imported, 1, by_words=False)] == [600, 300]


def test_a_workbook_is_unpacked_while_its_values_are_counted(
    hq: Client, run_tasks: Callable[[], None]
) -> None:
    people = [[f"p{at}@example.org", "x"] for at in range(600)]
    imported = upload(hq, make(("A", [["email", "ok"], *people])))
    run_tasks()
    imported.refresh_from_db()
    assert (imported.values["1"], imported.is_parsed) == ([["x", 600]], True)


def test_a_saved_mapping_is_offered_for_equal_columns_and_used_in_any_order(
    hq: Client, dora: User, run_tasks: Callable[[], None]
) -> None:
    imported = upload(hq, "email;statut;né le\na@example.org;M;03/04/1980\n")
    sent = {
        "column-1": "tags", "wins-2": "empty", "day-2": "1", "key-0": "email", "wins": "ours",
        "tags": "liste", "plan": "Section", "plan_is_shared": "on",
        "consent-email-how": "all", "consent-email-wording": "Yes.",
        "consent-email-where": "Stand", "consent-email-given_on": "2026-01-02",
    }  # fmt: skip
    answer = hq.post(reverse("imports:import_check", args=[imported.pk]), choices(imported, **sent))
    assert answer.status_code == 302, text_of(answer)
    plan = ImportPlan.objects.get()
    assert (plan.user, plan.is_shared, plan.mapping["statut"]) == (dora, True, "tags")
    again = upload(hq, "Né le;EMAIL;Statut\n03/04/1980;b@example.org;M\n")
    page = reverse("imports:import", args=[again.pk])
    assert "Section" in text_of(hq.get(page))
    assert hq.post(reverse("imports:import_plan", args=[again.pk]), {"plan": plan.pk}).status_code == 302
    again.refresh_from_db()
    options = Options.read(again.options)
    assert again.mapping == ["born_on", "email.1", "tags"]
    assert (options.wins, options.wins_by, options.day_first) == ("ours", {"0": "empty"}, {"0": True})
    assert (options.keys, options.tags) == (["email"], ["liste"])
    assert options.consents["email"] == Statement("all", "Yes.", "Stand", "")  # the day was that file's
    other = upload(hq, "email;nom\na@example.org;M\n")
    assert mapping_presets.fitting(other, dora) == []
    assert hq.post(reverse("imports:import_plan", args=[other.pk]), {"plan": plan.pk}).status_code == 302
    other.refresh_from_db()
    assert other.mapping == ["email.1", "family_name"]


def test_mappings_are_ones_own_or_shared_and_removed_by_their_owner(
    hq: Client, dora: User, rhone: Zone
) -> None:
    imported = take("email,nom\na@example.org,A\n", dora)
    mine = saved_mappings.save(imported=imported, name="Mine", user=dora)
    shared = saved_mappings.save(imported=imported, name="Shared", user=dora, is_shared=True)
    lea = user("lea", Role.DIRECTOR, rhone)
    assert mapping_presets.fitting(imported, lea) == [shared]
    with pytest.raises(saved_mappings.NotYours):
        saved_mappings.remove(plan=shared, user=lea)
    other = Client()
    other.force_login(lea)
    assert other.post(reverse("imports:import_plan_removal", args=[mine.pk])).status_code == 404
    assert other.post(reverse("imports:import_plan_removal", args=[shared.pk])).status_code == 302
    assert ImportPlan.objects.count() == 2
    assert "Mine" in text_of(hq.get(reverse("imports:imports")))
    assert hq.post(reverse("imports:import_plan_removal", args=[mine.pk])).status_code == 302
    assert [plan.name for plan in ImportPlan.objects.all()] == ["Shared"]


def test_a_mapping_whose_field_is_gone_leaves_the_column_out() -> None:
    imported = take("email,taille\na@example.org,L\n")
    saved_mappings.save(imported=imported, name="Sizes", user=None)
    plan = ImportPlan.objects.get()
    plan.options["fields"] = {}
    plan.save()
    again = saved_mappings.use(imported=take("email,taille\nb@example.org,L\n"), plan=plan)
    assert again.mapping == ["email.1", ""]
    with pytest.raises(Refused):
        saved_mappings.use(imported=take("email\nb@example.org\n"), plan=plan)


def test_a_column_of_yeses_is_not_taken_without_saying_whether_it_is_believed(hq: Client) -> None:
    imported = upload(hq, "email;newsletter\na@example.org;oui\n")
    check_page = reverse("imports:import_check", args=[imported.pk])
    assert text_of(hq.post(check_page, choices(imported))).count("Without this no yes") == 2
    said = {"consent-email-how": "none"}
    assert hq.post(check_page, choices(imported, **said)).status_code == 302


def test_the_newest_needs_a_day(hq: Client) -> None:
    imported = upload(hq, "email;nom\na@example.org;A\n")
    check_page = reverse("imports:import_check", args=[imported.pk])
    sent = choices(imported, **{"wins-1": "newest"})
    assert "nobody can tell what is newest" in text_of(hq.post(check_page, sent))
    assert hq.post(check_page, sent | {"as_of": "2026-01-02"}).status_code == 302


def test_keys_that_no_column_holds_are_refused(hq: Client) -> None:
    imported = upload(hq, "prenom;nom;ne le\nA;B;1980-01-02\n")
    check_page = reverse("imports:import_check", args=[imported.pk])
    sent = choices(imported, **{"key-0": "email"})
    assert "tells people apart" in text_of(hq.post(check_page, sent))
    assert hq.post(check_page, sent | {"key-1": "name_birth"}).status_code == 302
    imported.refresh_from_db()
    assert Options.read(imported.options).keys == ["email", "name_birth"]


def test_a_number_that_many_share_brings_up_nobody_of_another_name() -> None:
    ada = Person.objects.create(given_name="Ada", family_name="Clairval", name_key="clairval,ada")
    for at in range(3):
        Person.objects.create(name_key=f"belrose,{at}").phones.create(number="+33199000001")
    ada.phones.create(number="+33199000001")
    asked = {"p+33199000001 clairval,ada", "p+33199000001 montclar,ulysse"}
    assert key_owners.owners(asked) == {"p+33199000001 clairval,ada": ada.pk}
