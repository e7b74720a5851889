"""Who gets what when people whom merges had made one are parted again."""

import datetime as dt

import pytest
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions import merges
from hustings.people.duplicates.merging import relations, unmerge
from hustings.people.duplicates.models import BeenIn, Duplicate
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import change_log, consent_chain
from hustings.people.persons.models import Activity, Consent, Field, FieldValue, Person, Purpose
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import consent_ledger, file_erasure
from tests.app.people.imports.test_import_undo import bring, undo

pytestmark = pytest.mark.django_db
BORN = dt.date(1980, 5, 17)


def test_a_chain_parted_oldest_first_leaves_nobody_with_the_data_of_another(dora: User) -> None:
    ada = persons_actions.add_person(given_name="Ada", email="ada@example.org")
    bea = persons_actions.add_person(given_name="Bea", email="bea@example.org", born_on=BORN)
    zed = persons_actions.add_person(given_name="Zed", email="zed@example.org")
    first = merges.merge(kept=ada, absorbed=bea, user=dora)
    second = merges.merge(kept=zed, absorbed=ada, user=dora)
    merges.part(merge=first, user=dora)
    assert Person.objects.get(pk=zed.pk).born_on is None
    merges.part(merge=second, user=dora)
    born = dict(Person.objects.values_list("given_name", "born_on"))
    assert born == {"Ada": None, "Bea": BORN, "Zed": None}


def test_what_two_had_alike_stays_with_the_one_who_is_not_parted(dora: User) -> None:
    ada, bea, cyd = (
        persons_actions.add_person(given_name=name, email=f"{name}@example.org")
        for name in ("ada", "bea", "cyd")
    )
    for person in (bea, cyd):
        persons_actions.add_phone(person=person, number="0699999999")
        persons_actions.tag(person=person, name="Vip")
    first, second = (merges.merge(kept=ada, absorbed=one, user=dora) for one in (bea, cyd))
    merges.part(merge=first, user=dora)
    for person in (ada, bea):
        assert (person.phones.count(), person.tags.count()) == (1, 1), person
    merges.part(merge=second, user=dora)
    assert [(one.phones.count(), one.tags.count()) for one in (ada, bea, cyd)] == [(0, 0), (1, 1), (1, 1)]


def test_what_was_written_anew_in_the_place_of_theirs_goes_along(dora: User) -> None:
    field = persons_actions.add_field(label="Shirt", kind=Field.Kind.TEXT)
    ada, bea = (persons_actions.add_person(given_name=name) for name in ("Ada", "Bea"))
    persons_actions.set_field(person=bea, field=field, value="L")
    persons_actions.tag(person=bea, name="Vip")
    merge = merges.merge(kept=ada, absorbed=bea, user=dora)
    tag = ada.tags.get()
    persons_actions.set_field(person=ada, field=field, value="XL")
    persons_actions.untag(person=ada, tag=tag)
    persons_actions.tag(person=ada, name="Vip")
    persons_actions.tag(person=ada, name="Of both")
    merges.part(merge=merge, user=dora)
    assert [row.text for row in FieldValue.objects.filter(person=bea)] == ["XL"]
    assert not FieldValue.objects.filter(person=ada).exists()
    assert [tag.name for tag in ada.tags.all()] == ["Of both"]
    assert [tag.name for tag in bea.tags.all()] == ["Vip"]


def test_a_link_by_which_somebody_proves_an_address_stays_theirs(dora: User) -> None:
    ada = persons_actions.add_person(given_name="Ada", email="ada@example.org")
    bea = persons_actions.add_person(given_name="Bea", email="bea@example.org")
    merge = merges.merge(kept=ada, absorbed=bea, user=dora)
    persons_actions.remove_email(email=ada.emails.get(address="bea@example.org"))
    ends = timezone.now() + dt.timedelta(hours=1)
    for wish in ("address", "open"):
        ada.page_links.create(address="bea@example.org", wish=wish, digest=wish, expires_at=ends)
    merges.part(merge=merge, user=dora)
    assert list(ada.page_links.values_list("wish", flat=True)) == ["address"]


def test_a_no_that_an_undoing_wrote_is_nobody_s(dora: User) -> None:
    ada, bea = (
        persons_actions.add_person(given_name=name, email=f"{name}@example.org") for name in ("ada", "bea")
    )
    days = [timezone.now() - dt.timedelta(days=n) for n in (300, 100)]
    persons_actions.record_consent(
        person=ada, purpose=Purpose.EMAIL, is_given=True, source="page", given_at=days[0]
    )
    for is_given in (True, False):  # as an import that was undone leaves it
        persons_actions.record_consent(
            person=bea, purpose=Purpose.EMAIL, is_given=is_given, source="unasked:1", given_at=days[1]
        )
    merge = merges.merge(kept=ada, absorbed=bea, user=dora)
    assert Consent.objects.get(person=ada).is_given
    persons_actions.record_consent(
        person=ada, purpose=Purpose.EMAIL, is_given=False, source="unasked:2", given_at=timezone.now()
    )
    assert merges.part(merge=merge, user=dora).noes == []
    consent_chain.seal_waiting()
    assert consent_ledger.prove().fault is None
    assert consent_ledger.stray_stand() is None


def pair(one: Person, other: Person, *quoted: str) -> Duplicate:
    first, second = sorted([one.pk, other.pk])
    reasons = [["mailbox", "same", text, text] for text in quoted]
    return Duplicate.objects.create(
        first_id=first, second_id=second, certainty="sure", score=0.9, reasons=reasons
    )


def test_a_pair_with_one_who_is_a_part_of_an_older_record_by_now_stands_in_nobody_s_way(dora: User) -> None:
    ada, bea, cid, dan = (
        persons_actions.add_person(given_name=name) for name in ("Ada", "Bea", "Cid", "Dan")
    )
    pair(bea, cid)
    merge = merges.merge(kept=dan, absorbed=bea, user=dora)
    merges.merge(kept=ada, absorbed=cid, user=dora)
    merges.part(merge=merge, user=dora)
    assert set(Person.objects.values_list("given_name", flat=True)) == {"Ada", "Bea", "Dan"}


def test_why_two_look_alike_quotes_nobody_who_was_parted_from_them_since(dora: User) -> None:
    ada, bea, cid = (persons_actions.add_person(given_name=name) for name in ("Ada", "Bea", "Cid"))
    inner = merges.merge(kept=bea, absorbed=ada, user=dora)
    merges.merge(kept=cid, absorbed=bea, user=dora)
    pair(cid, Person.objects.create(given_name="Eve"), "ada@example.org")
    said = pair(cid, Person.objects.create(given_name="Fay"), "ada@example.org")
    Duplicate.objects.filter(pk=said.pk).update(dismissed_at=timezone.now())
    merges.part(merge=inner, user=dora)
    left = Duplicate.objects.exclude(first=ada.pk)  # two are called two
    assert "ada@" not in str(list(left.values_list("reasons", flat=True)))
    assert left.filter(pk=said.pk).exists()
    assert not Duplicate.objects.open().filter(second__given_name="Eve").exists()
    before = [["mailbox", "same", "ada@example.org", ""]]  # as partings left it formerly
    Duplicate.objects.filter(pk=said.pk).update(reasons=before)
    assert BeenIn.objects.filter(person=ada.pk, key=cid.pk).exists()
    privacy_actions.erase_person(person=Person.objects.get(pk=ada.pk), user=dora)
    said.refresh_from_db()
    assert (said.reasons, bool(said.dismissed_at)) == ([], True)


def test_the_timeline_of_the_one_quotes_the_other_s_name_and_birth_date_no_more(dora: User) -> None:
    kim = persons_actions.add_person(given_name="Kim", family_name="Petit", email="kim@example.org")
    zoe = persons_actions.add_person(given_name="Zoé", family_name="Zola", born_on=BORN)
    merge = merges.merge(kept=kim, absorbed=zoe, choices={"name": "absorbed"}, user=dora)
    imported = bring("email,given_name,family_name\nkim@example.org,Ann,Roux\n", dora)
    undo(imported, dora)
    kim = persons_actions.change_person(
        person=Person.objects.get(pk=kim.pk), user=dora, family_name="Zola-Roux", born_on=dt.date(1981, 5, 17)
    )
    merges.part(merge=merge, user=dora)
    told = Activity.objects.filter(person=kim.pk)

    def olds(kind: str) -> dict[str, str]:
        return {change.target: change.old for change in change_log.of(told.get(kind=kind).data)}

    assert olds("import.changed") == {"given_name": "Kim", "family_name": "Petit"}
    assert olds("person.changed") == {"family_name": "Petit", "born_on": None}
    privacy_actions.erase_person(person=Person.objects.get(pk=zoe.pk), user=dora)
    left = str(list(told.values_list("data", flat=True)))
    assert not [word for word in ("Zoé", "'Zola'", "1980-05-17") if word in left]


def test_what_an_import_was_to_change_on_the_one_quotes_nobody_who_is_erased(dora: User) -> None:
    kim = persons_actions.add_person(given_name="Kim", family_name="Kept", email="kim@example.org")
    aurelia = persons_actions.add_person(given_name="Aurelia", family_name="Zzyzx", email="au@example.org")
    before = bring("email,given_name\nkim@example.org,Kimi\n", dora)
    merge = merges.merge(kept=kim, absorbed=aurelia, choices={"name": "absorbed"}, user=dora)
    imported = bring("email,given_name,family_name\nkim@example.org,File,Name\n", dora)
    assert "Zzyzx" in str(imported.lines.get().changes)
    merges.part(merge=merge, user=dora)
    privacy_actions.erase_person(person=Person.objects.get(pk=aurelia.pk), user=dora)
    file_erasure.in_files()
    imported.refresh_from_db()
    line = imported.lines.get()
    assert "kim@example.org" in line.who
    assert (line.changes, line.number) == ([], 2)
    assert before.lines.get().changes  # of another time


def test_fields_changed_by_hand_since_are_told_where_their_values_are(dora: User) -> None:
    shirt = persons_actions.add_field(label="Shirt", kind=Field.Kind.TEXT)
    skills = persons_actions.add_field(
        label="Skills", kind=Field.Kind.CHOICES, options=["Cook", "Drive", "Sing, loud"]
    )
    kim, zoe = (
        persons_actions.add_person(given_name=name, email=f"{name}@example.org") for name in ("Kim", "Zoe")
    )
    persons_actions.set_field(person=zoe, field=shirt, value="secret")
    persons_actions.set_field(person=zoe, field=skills, value=[skills.options.get(label="Sing, loud")])
    persons_actions.set_field(person=kim, field=skills, value="Cook")
    merge = merges.merge(kept=kim, absorbed=zoe, user=dora)
    undo(bring("email,shirt\nkim@example.org,filed\n", dora, ["email.1", "field.shirt"]), dora)
    persons_actions.set_field(person=kim, field=shirt, value="new", user=dora)
    persons_actions.set_field(person=kim, field=skills, value="Drive", user=dora)
    merges.part(merge=merge, user=dora)

    def told(person: Person) -> set[tuple[str, str]]:
        lines = Activity.objects.filter(person=person.pk, kind="person.field")
        return {change_log.of(data)[0].words for data in lines.values_list("data", flat=True)}

    assert "secret" not in str(list(Activity.objects.filter(person=kim.pk).values_list("data", flat=True)))
    assert told(kim) == {("", "Cook"), ("Cook", "Drive")}
    assert told(zoe) == {("", "secret"), ("", "Sing, loud"), ("secret", "new"), ("Sing, loud", "")}


def test_nobody_goes_on_under_half_of_another_s_name(dora: User) -> None:
    kim = persons_actions.add_person(given_name="Kim", family_name="Kept", email="kim@example.org")
    zoe = persons_actions.add_person(given_name="Zoé", family_name="Zola")
    merge = merges.merge(kept=kim, absorbed=zoe, choices={"name": "absorbed"}, user=dora)
    imported = bring("email,given_name,family_name\nkim@example.org,File,Name\n", dora)
    persons_actions.change_person(person=Person.objects.get(pk=kim.pk), user=dora, family_name="Byhand")
    undo(imported, dora)
    done = merges.part(merge=merge, user=dora)
    kim.refresh_from_db()
    assert (kim.name, kim.name_key, kim.given_key) == ("Kim Byhand", "byhand,kim", "kim,byhand")
    assert "given_name" not in done.stays and "family_name" in done.stays


def test_who_was_called_two_with_the_other_is_not_so_with_the_one_once_they_are_parted(dora: User) -> None:
    kim, zoe, xan, yan = (
        persons_actions.add_person(given_name=name) for name in ("Kim", "Zoé", "Xan", "Yan")
    )
    said, later = pair(zoe, xan), pair(zoe, yan)
    Duplicate.objects.filter(pk=said.pk).update(dismissed_at=timezone.now())
    merge = merges.merge(kept=kim, absorbed=zoe, user=dora)
    Duplicate.objects.filter(second=yan).update(dismissed_at=timezone.now())
    merges.part(merge=merge, user=dora)
    left = set(Duplicate.objects.exclude(dismissed_at=None).values_list("first", "second"))
    assert left == {(kim.pk, zoe.pk), (zoe.pk, xan.pk), (kim.pk, yan.pk)}
    assert Duplicate.objects.open().get() == later


def test_every_app_that_shares_later_rows_out_names_a_relation() -> None:
    assert [one.relation for one in unmerge.laters.all() if not relations.named(one.relation)] == []
