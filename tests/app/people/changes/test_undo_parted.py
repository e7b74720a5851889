"""What was done to one record is taken back once it was parted: each half gets its own, or it is named."""

from typing import Any

import pytest
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.people.changes.operations import run
from hustings.people.duplicates.actions import duplicates, merges
from hustings.people.duplicates.models import Duplicate
from hustings.people.duplicates.search import reasons
from hustings.people.persons import actions, change_log, timeline
from hustings.people.persons.models import Activity, Email, Field, FieldValue, Operation, Person, Tag
from tests.app.people.changes.test_undo_merged import do, take_back
from tests.app.people.imports.test_import_undo import bring, kept, undo
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]  # a fixture
pytestmark = pytest.mark.django_db
THEIRS = {"name": "absorbed", "source": "absorbed", "field.shirt": "absorbed"}


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def mina(db: None) -> Person:
    return actions.add_person(
        given_name="Mina", family_name="Martin", email="mina@example.org", source="market"
    )


@pytest.fixture
def xavier(db: None) -> Person:
    return actions.add_person(
        given_name="Xavier", family_name="Petit", email="xavier@example.org", source="stall"
    )


def sources() -> dict[str, str]:
    return dict(Person.objects.values_list("given_name", "source"))


def set_source(user: User, value: str) -> Operation:
    return do("column", user, column="source", value=value, shown=value)


def set_field(user: User, field: Field, value: Any) -> Operation:
    return do("field", user, field=field.slug, label=field.label, value=value)


def values() -> set[tuple[str, str]]:
    rows = FieldValue.objects.select_related("person", "option")
    return {(row.person.given_name, row.option.slug if row.option else row.text) for row in rows}


def tags() -> set[tuple[str, str]]:
    return set(Person.objects.exclude(tags=None).values_list("given_name", "tags__name"))


def test_deeds_on_the_one_record_give_each_half_its_own(mina: Person, xavier: Person, dora: User) -> None:
    shirt = actions.add_field(label="Shirt", kind=Field.Kind.TEXT)
    skills = actions.add_field(
        label="Skills", kind=Field.Kind.CHOICES, options=["Cook", "Drive", "Sing", "Sew"]
    )
    for person, size, skill in ((mina, "M", ["cook", "sew"]), (xavier, "L", ["drive", "sew"])):
        actions.set_field(person=person, field=shirt, value=size)
        actions.set_field(person=person, field=skills, value=skill)
    actions.tag(person=mina, name="Old")
    actions.tag(person=xavier, name="Vip")
    before = sources(), values(), tags()
    merge = merges.merge(kept=mina, absorbed=xavier, user=dora, choices=THEIRS)
    done = [set_source(dora, "fair"), set_source(dora, "door"), set_field(dora, shirt, "XL")]
    done += [set_field(dora, shirt, ""), set_field(dora, skills, ["sing", "drive"])]
    for tag in Tag.objects.filter(name__in=["Old", "Vip"]):
        done.append(do("untag", dora, tag=tag.pk, name=tag.name))
    line = Activity.objects.get(operation=done[0])
    assert [change[:2] for change in change_log.of(line.data)] == [("source", "stall")]
    merges.part(merge=merge, user=dora)
    assert sources() == {"Mina": "door", "Xavier": "stall"}
    line.refresh_from_db()
    assert [change[:3] for change in change_log.of(line.data)] == [("source", "market", "fair")]
    assert any("Shirt: L → XL" in one.sentence for one in timeline.page(Person.objects.get(pk=xavier.pk))[0])
    for operation in reversed(done):
        assert kept(take_back(operation, dora)) == {}
    assert (sources(), values(), tags()) == before


def test_a_file_that_came_to_the_one_record_gives_each_half_its_own(
    mina: Person, xavier: Person, dora: User
) -> None:
    Person.objects.filter(pk=mina.pk).update(external_id="A1")
    shirt = actions.add_field(label="Shirt", kind=Field.Kind.TEXT)
    actions.set_field(person=xavier, field=shirt, value="L")
    before = sources(), values(), dict(Email.objects.values_list("key", "status"))
    merge = merges.merge(kept=Person.objects.get(pk=mina.pk), absorbed=xavier, user=dora, choices=THEIRS)
    head = "email,status,given_name,family_name,source,shirt,phone\n"
    imported = bring(
        head + "xavier@example.org,bounced,Zoé,Zola,fair,XL,0612345678\n", dora,
        ["email.1", "email_status.1", "given_name", "family_name", "source", "field.shirt", "phone.1"],
    )  # fmt: skip
    assert set(sources()) == {"Zoé"}
    assert values() == {("Zoé", "XL")}
    merges.part(merge=merge, user=dora)
    assert values() == {("Xavier", "XL")}
    assert kept(undo(imported, dora)) == {}
    assert (sources(), values(), dict(Email.objects.values_list("key", "status"))) == before
    assert not Person.objects.exclude(phones=None).exists()


def test_a_deed_on_a_chain_gives_each_its_own_in_any_order(mina: Person, xavier: Person, dora: User) -> None:
    yael = actions.add_person(given_name="Yaël", email="yael@example.org", source="post")
    actions.tag(person=yael, name="Vip")
    merges.merge(kept=xavier, absorbed=yael, user=dora, choices={"source": "absorbed"})
    other = Person.objects.get(pk=xavier.pk)
    merges.merge(kept=mina, absorbed=other, user=dora, choices={"source": "absorbed"})
    earlier, done = set_source(dora, "x"), set_source(dora, "fair")
    vip = Tag.objects.get(name="Vip")
    untagged = do("untag", dora, tag=vip.pk, name=vip.name)
    take_back(earlier, dora)  # changed since, so it stays as it is; the merges go on
    inner, outer = Person.objects.get().merges.order_by("pk")
    merges.part(merge=inner, user=dora)
    take_back(untagged, dora)
    assert tags() == {("Yaël", "Vip")}
    merges.part(merge=outer, user=dora)
    assert sources() == {"Mina": "fair", "Xavier": "stall", "Yaël": "post"}
    take_back(done, dora)
    assert sources() == {"Mina": "x", "Xavier": "stall", "Yaël": "post"}  # that it stays was said


def test_an_older_deed_taken_back_meanwhile_loses_nobody_s_word(
    mina: Person, xavier: Person, dora: User
) -> None:
    tag = actions.the_tag(name="Fair")
    older = do("tag", dora, tag=tag.pk, name=tag.name)
    merge = merges.merge(kept=mina, absorbed=xavier, user=dora, choices=THEIRS)
    done = set_source(dora, "fair")
    take_back(older, dora)
    merges.part(merge=merge, user=dora)
    take_back(done, dora)
    assert sources() == {"Mina": "market", "Xavier": "stall"}


def test_what_was_set_by_hand_since_the_merge_is_the_kept_one_s(
    mina: Person, xavier: Person, dora: User
) -> None:
    merge = merges.merge(kept=mina, absorbed=xavier, user=dora, choices=THEIRS)
    for source in ("by hand", "stall"):
        actions.change_person(person=Person.objects.get(), source=source)
    done = set_source(dora, "fair")
    merges.part(merge=merge, user=dora)
    take_back(done, dora)
    assert sources() == {"Xavier": "stall", "Mina": "stall"}


def test_values_that_may_be_the_other_s_stay_and_are_named(mina: Person, xavier: Person, dora: User) -> None:
    merge = merges.merge(kept=mina, absorbed=xavier, user=dora, choices=THEIRS)
    actions.tag(person=Person.objects.get(), name="Old")
    tag = Tag.objects.get()
    done = [set_source(dora, "fair"), do("untag", dora, tag=tag.pk, name=tag.name)]
    merges.part(merge=merge, user=dora)
    for line in Activity.objects.filter(operation__in=done):  # as an earlier version parted them
        line.data = {name: part for name, part in line.data.items() if name != "parted"}
        line.save()
    named = [kept(take_back(operation, dora))["Mina Martin"] for operation in done]
    assert sources() == {"Mina": "fair", "Xavier": "stall"}
    assert tags() == set()
    assert named[0].startswith("Source “fair”: unmerged since from a record")
    assert named[1].startswith("Tag “Old”: unmerged since")


def test_whoever_is_left_when_the_other_goes_has_their_own_word(mina: Person, dora: User) -> None:
    imported = bring(
        "email,given_name,source\nx@example.org,X,stall\n", dora, ["email.1", "given_name", "source"]
    )
    merges.merge(kept=mina, absorbed=Person.objects.get(given_name="X"), user=dora, choices=THEIRS)
    done = set_source(dora, "fair")
    undo(imported, dora)
    assert kept(take_back(done, dora)) == {}
    assert sources() == {"Mina": "market"}


@pytest.mark.parametrize("is_said", [False, True])
def test_two_who_were_one_by_somebody_who_is_gone_are_proposed_again(
    mina: Person, dora: User, is_said: bool
) -> None:
    yael = actions.add_person(given_name="Yaël", email="yael@example.org")
    zoe = actions.add_person(given_name="Zoé", email="zoe@example.org")
    if is_said:
        first, second = sorted([mina.pk, yael.pk])
        Duplicate.objects.create(
            first_id=first, second_id=second, certainty="possible", score=0, dismissed_at=timezone.now()
        )
    imported = bring("email,given_name\nx@example.org,X\n", dora, ["email.1", "given_name"])
    merges.merge(kept=Person.objects.get(given_name="X"), absorbed=yael, user=dora)
    merges.merge(kept=mina, absorbed=Person.objects.get(given_name="X"), user=dora)
    merges.merge(kept=zoe, absorbed=Person.objects.get(pk=mina.pk), user=dora)
    undo(imported, dora)
    assert set(Person.objects.values_list("given_name", flat=True)) == {"Zoé", "Yaël"}
    run.run_operation(duplicates.search().pk)
    if is_said:  # that they are two
        assert not Duplicate.objects.open().exists()
        return
    (pair,) = Duplicate.objects.open()
    assert {pair.first.given_name, pair.second.given_name} == {"Zoé", "Yaël"}
    assert reasons.told(pair.reasons, hides=False) == [
        (True, "both were merged with a record that no longer exists")
    ]


def test_what_is_undone_on_both_halves_is_said_once_and_what_is_kept_by_half(
    mina: Person, xavier: Person, dora: User, easy_second_factor: None
) -> None:
    done, other = set_source(dora, "fair"), set_source(dora, "door")
    yael = actions.add_person(given_name="Yaël")
    first = merges.merge(kept=Person.objects.get(pk=xavier.pk), absorbed=yael, user=dora)
    merges.merge(kept=Person.objects.get(pk=mina.pk), absorbed=Person.objects.get(pk=xavier.pk), user=dora)
    take_back(done, dora)  # the second deed changed it since
    page = signed_in(dora).get(f"/hq/people/operations/{done.pk}/").content.decode()
    assert page.count("(as “Xavier Petit”, merged since)") == 1
    assert page.count("Mina Martin</a>") == 2
    take_back(other, dora)
    told = [entry.sentence for entry in timeline.page(Person.objects.get())[0]]
    assert sum(line.startswith("Undone: ") for line in told) == 1, told
    merges.part(merge=Person.objects.get().merges.exclude(pk=first.pk).get(), user=dora)
    for person in (mina, xavier):
        told = [entry.sentence for entry in timeline.page(Person.objects.get(pk=person.pk))[0]]
        assert sum(line.startswith("Undone: ") for line in told) == 1, told
