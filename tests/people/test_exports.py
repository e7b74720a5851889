"""Exports: a right of its own, marked in each line, kept with whom they held."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from hustings.accounts.roles import Role
from hustings.people import actions, looking, packed
from hustings.people.actions import exports, unlocking
from hustings.people.models import Export, ExportPlan, Person
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
    answer = signed_in(dora).post(reverse("people:export"), {**HOW, "columns": ["person", "emails"]})
    row = next(csv.DictReader(io.StringIO(content(answer).decode())))
    export = Export.objects.get()
    assert row["hustings_export"].startswith(f"export {export.pk}, Dora <dora@example.org>, 20")
    assert (export.n_people, export.reason, export.format) == (1, "Letters to members", "csv")


def test_a_workbook_holds_the_same(dora, charlie):
    actions.add_phone(person=charlie, number="0612345678")
    sent = {**HOW, "columns": ["person", "phones"], "format": "xlsx"}
    answer = signed_in(dora).post(reverse("people:export"), sent)
    assert answer["Content-Disposition"].endswith('.xlsx"')
    heading, row = openpyxl.load_workbook(io.BytesIO(content(answer))).active.rows
    cells = dict(zip([cell.value for cell in heading], [cell.value for cell in row], strict=True))
    assert cells["phone_1"] == "+33612345678"
    assert "Dora" in cells["hustings_export"]
    assert Export.objects.get().n_people == 1


def test_whoever_was_in_it_can_be_told(dora, charlie):
    other = Person.objects.create(given_name="Not", family_name="Here", zone=None)
    local = user("lea", Role.DIRECTOR, charlie.zone)
    content(signed_in(local).post(reverse("people:export"), {**HOW, "columns": ["person"]}))
    assert [seen.who for seen in looking.of(charlie)] == ["Lea"]
    assert looking.of(other) == []


def test_a_file_broken_off_still_tells_who_went_out(dora, france):
    people = Person.objects.bulk_create(Person(given_name=f"P{n}") for n in range(2_500))
    _exported, pieces = exports.export(user=dora, chosen=["person"])
    for _piece in range(2):  # the heading and the first thousand
        next(pieces)
    pieces.close()
    export = Export.objects.get()
    assert export.n_people is None
    assert packed.holds(bytes(export.whose), people[0].pk)
    assert not packed.holds(bytes(export.whose), people[-1].pk)


def test_in_a_territory_contact_data_goes_out_only_unlocked(charlie):
    local = user("lea", Role.DIRECTOR, charlie.zone)
    client, address = signed_in(local), reverse("people:export")
    answer = client.post(address, {**HOW, "columns": ["person", "emails"]})
    assert answer.status_code == 422
    assert "hidden from you" in answer.content.decode()
    assert not Export.objects.exists()
    unlocking.unlock(user=local, reason="Letters to members", lasts=dt.timedelta(hours=1))
    assert b"charlie@example.org" in content(client.post(address, {**HOW, "columns": ["person", "emails"]}))


def test_a_reason_is_asked_for(dora, charlie):
    for reason in ["", "   x  "]:
        sent = {**HOW, "columns": ["person"], "reason": reason}
        assert signed_in(dora).post(reverse("people:export"), sent).status_code == 422


def test_choices_are_kept_shared_and_removed(dora, alice, charlie):
    client, address = signed_in(dora), reverse("people:export")
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
    removal = reverse("people:export_plan_removal", args=[plan.pk])
    assert signed_in(local).post(removal).status_code == 404
    assert signed_in(alice).post(removal).status_code == 403
    assert client.post(removal).status_code == 302
    assert not ExportPlan.objects.exists()


def test_a_plan_that_names_nonsense_is_no_plan(dora):
    for asked in ["x", "9" * 40, "-1", "²"]:
        assert signed_in(dora).get(reverse("people:export"), {"plan": asked}).status_code == 200
