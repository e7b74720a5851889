"""Exports: a right of its own, marked in each line, kept with whom they held."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.sql import packed_keys
from hustings.people.duplicates.actions import merges
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.access import access_log
from hustings.people.persons.models import Look, Person
from hustings.people.privacy import access_history
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy.actions import exports, unlocks
from hustings.people.privacy.models import Export, ExportBlock, ExportPlan
from tests.conftest import user

HOW = {"delimiter": ",", "format": "csv", "reason": "Letters to members"}


@pytest.fixture(autouse=True)
def easy_second_factor(settings):
    settings.SECOND_FACTOR = "optional"
    settings.LANGUAGE_CODE = "en"


def signed_in(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(who)
    return client


def content(answer):
    return b"".join(answer.streaming_content)


def test_each_line_says_who_took_it_out_and_when(dora, charlie):
    answer = signed_in(dora).post(reverse("privacy:export"), {**HOW, "columns": ["person", "emails"]})
    row = next(csv.DictReader(io.StringIO(content(answer).decode())))
    export = Export.objects.get()
    assert row["hustings_export"].startswith(f"export {export.pk}, Dora <dora@example.org>, 20")
    assert (export.n_people, export.reason, export.format) == (1, "Letters to members", "csv")


def test_a_workbook_holds_the_same(dora, charlie):
    persons_actions.add_phone(person=charlie, number="0612345678")
    sent = {**HOW, "columns": ["person", "phones"], "format": "xlsx"}
    answer = signed_in(dora).post(reverse("privacy:export"), sent)
    assert answer["Content-Disposition"].endswith('.xlsx"')
    heading, row = openpyxl.load_workbook(io.BytesIO(content(answer))).active.rows
    cells = dict(zip([cell.value for cell in heading], [cell.value for cell in row], strict=True))
    assert cells["phone_1"] == "+33612345678"
    assert "Dora" in cells["hustings_export"]
    assert Export.objects.get().n_people == 1


def test_whoever_was_in_it_can_be_told(dora, charlie):
    other = Person.objects.create(given_name="Not", family_name="Here", zone=None)
    local = user("lea", Role.DIRECTOR, charlie.zone)
    content(signed_in(local).post(reverse("privacy:export"), {**HOW, "columns": ["person"]}))
    assert [seen.who for seen in access_history.of(charlie)] == ["Lea"]
    assert access_history.of(other) == []


def test_a_file_broken_off_still_tells_who_went_out(dora, france):
    people = Person.objects.bulk_create(Person(given_name=f"P{n}") for n in range(2_500))
    _exported, pieces = exports.export(user=dora, chosen=["person"])
    for _piece in range(2):  # the heading and the first thousand
        next(pieces)
    pieces.close()
    export = Export.objects.get()
    assert export.n_people is None
    assert access_history.of(people[0])
    assert not access_history.of(people[-1])


def out(user, *people):
    row = Export.objects.create(user=user)
    keys = packed_keys.Keys()
    keys.add(person.pk for person in people)
    list(exports.Exported(row, iter([[]]), keys).csv(["x"], delimiter=",", bom=False))


def told(person):
    return len(access_history.of(Person.objects.get(pk=person.pk)))


def test_who_was_taken_out_is_told_through_merges_and_after_their_undoing(dora, charlie):
    other = Person.objects.create(given_name="Charly", family_name="Dupont")
    alone = Person.objects.create(given_name="Alone")
    out(dora, charlie, other)
    out(dora, other)
    merge = merges.merge(kept=charlie, absorbed=other, choices={}, user=dora)
    assert told(charlie) == 2  # both files, the first one once
    out(dora, charlie)
    merges.part(merge=merge, user=dora)
    out(dora, charlie)
    assert (told(charlie), told(other), told(alone)) == (3, 3, 0)  # while they were one both were in it


@pytest.mark.parametrize("inner_first", [False, True])
def test_who_saw_a_part_of_a_record_is_known_when_the_record_goes(dora, charlie, inner_first):
    mid, part = (Person.objects.create(given_name=name) for name in ("Mid", "Part"))
    inner = merges.merge(kept=mid, absorbed=part, user=dora)
    out(dora, mid)
    access_log.saw(dora, [mid.pk], Look.How.RECORD)
    outer = merges.merge(kept=charlie, absorbed=Person.objects.get(pk=mid.pk), user=dora)
    out(dora, charlie)
    access_log.saw(dora, [charlie.pk], Look.How.LIST)
    for merge in (inner, outer) if inner_first else (outer, inner):
        merges.part(merge=merge, user=dora)
    out(dora, charlie)
    for gone in (charlie, mid):
        privacy_actions.erase_person(person=Person.objects.get(pk=gone.pk), user=dora)
        assert (told(part), {look.how for look in part.looks.all()}) == (4, {"record", "list"})


def test_a_thousand_exports_cost_one_question_about_one_person(dora, charlie, django_assert_num_queries):
    keys = packed_keys.Keys()
    keys.add(range(charlie.pk, charlie.pk + 8_000))
    (first, *_more) = keys.changed()
    rows = Export.objects.bulk_create(Export(user=dora) for _n in range(1_000))
    ExportBlock.objects.bulk_create(
        ExportBlock(export=row, number=number, bits=first[1])
        for row in rows for number in (packed_keys.block(charlie.pk), 10**6)
    )  # fmt: skip
    with django_assert_num_queries(4):
        assert len(access_history.of(charlie, 100)) == 100


def test_in_a_territory_contact_data_goes_out_only_unlocked(charlie):
    local = user("lea", Role.DIRECTOR, charlie.zone)
    client, address = signed_in(local), reverse("privacy:export")
    answer = client.post(address, {**HOW, "columns": ["person", "emails"]})
    assert answer.status_code == 422
    assert "Contact data is hidden" in answer.content.decode()
    assert not Export.objects.exists()
    unlocks.unlock(user=local, reason="Letters to members", lasts=dt.timedelta(hours=1))
    assert b"charlie@example.org" in content(client.post(address, {**HOW, "columns": ["person", "emails"]}))


def test_a_reason_is_asked_for(dora, charlie):
    for reason in ["", "   x  "]:
        sent = {**HOW, "columns": ["person"], "reason": reason}
        assert signed_in(dora).post(reverse("privacy:export"), sent).status_code == 422


def test_choices_are_kept_shared_and_removed(dora, alice, charlie):
    client, address = signed_in(dora), reverse("privacy:export")
    sent = {**HOW, "columns": ["person", "tags"], "format": "xlsx", "keep_as": " For  the printer "}
    for _time in range(2):
        content(client.post(address, sent))
    plan = ExportPlan.objects.get()
    assert (plan.name, plan.columns, plan.is_shared) == ("For the printer", ["person", "tags"], False)
    form = client.get(address, {"plan": plan.pk}).context["form"]
    assert form["columns"].initial == ["person", "tags"]
    assert form["format"].initial == "xlsx"
    local = user("lea", Role.DIRECTOR, charlie.zone)
    assert "For the printer" not in signed_in(local).get(address).content.decode()
    plan.is_shared = True
    plan.save()
    assert "For the printer" in signed_in(local).get(address).content.decode()
    removal = reverse("privacy:export_plan_removal", args=[plan.pk])
    assert signed_in(local).post(removal).status_code == 404
    assert signed_in(alice).post(removal).status_code == 403
    assert client.post(removal).status_code == 302
    assert not ExportPlan.objects.exists()


def test_a_plan_that_names_nonsense_is_no_plan(dora):
    for asked in ["x", "9" * 40, "-1", "²"]:
        assert signed_in(dora).get(reverse("privacy:export"), {"plan": asked}).status_code == 200
