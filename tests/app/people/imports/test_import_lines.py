"""What comes of each line: counted by reason, shown, taken along."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.text import said
from hustings.foundation.territories.models import Zone
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import COLUMN, Statement
from hustings.people.imports.models import Import
from hustings.people.imports.run import execution, line_files
from hustings.people.imports.run.outcomes import change_text
from hustings.people.imports.source import blocks
from hustings.people.imports.views import imports as views
from hustings.people.persons import actions
from hustings.people.persons.models import Field, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy import file_erasure
from tests.app.people.imports.test_import_run import bring, check, chunks_of, take
from tests.conftest import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def hq(client: Client, dora: User) -> Client:
    client.force_login(dora)
    client.cookies["django_language"] = "en"
    return client


def test_lines_are_counted_by_reason_without_their_values() -> None:
    imported = bring(
        "email,born_on,note\nada@example.org,1980-13-45,x\nbea@example.org,never,y\nno address,,z\nnone,,z\n"
        "cid@example.org,1980-02-03,z\n"
    )
    reasons = [(said.read(one["reason"]), one["n"], one["is_refusal"]) for one in imported.reasons.counted()]
    assert reasons == [
        ("email skipped: “…” is not an e-mail address: there is no @ in it.", 2, True),
        ("born_on skipped: “…” is not a date.", 2, False),
    ]
    assert [line.number for line in imported.lines.noted()] == [2, 3]
    assert "“never” is not a date" in imported.lines.get(number=3).words


def shown(hq: Client, imported: Import, **asked: object) -> str:
    return hq.get(reverse("imports:import_lines", args=[imported.pk]), asked).content.decode()


def test_lines_are_shown_by_outcome_and_reason_page_by_page(
    hq: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LINES", 2)
    imported = bring("email,born_on\n" + "".join(f"p{n}@example.org,never\n" for n in range(5)) + "none,\n")
    first = shown(hq, imported, outcome="created")
    assert "p0@example.org" in first and "p1@example.org" in first and "p2@example.org" not in first
    assert "outcome=created&amp;after=3" in first
    assert "p4@example.org" in shown(hq, imported, outcome="created", after=5)
    assert "is not an e-mail address" in shown(hq, imported, outcome="refused")
    like = imported.reasons.get(number=2).pk
    of_reason = shown(hq, imported, like=like)
    assert "“…” is not a date" in of_reason and "p1@example.org" in of_reason
    assert "No lines." in shown(hq, imported, outcome="merged")
    page = hq.get(reverse("imports:import", args=[imported.pk])).content.decode()
    assert f"{reverse('imports:import_lines', args=[imported.pk])}?like={like}" in page


def test_what_comes_of_lines_is_for_those_who_read_checks(rhone: Zone, dora: User, client: Client) -> None:
    imported = bring("email\np@example.org\n", dora)
    local = user("greta", Role.DIRECTOR, rhone)
    Import.objects.filter(pk=imported.pk).update(user=local)
    client.force_login(local)
    for name in ("lines", "report", "refused"):
        assert client.get(reverse(f"imports:import_{name}", args=[imported.pk])).status_code in {
            302,
            403,
            404,
        }


def test_what_a_further_line_changes_is_told_and_goes_with_its_person() -> None:
    text = (
        "email,given_name,family_name,phone\nfam@example.org,Marie,Durand,0612998877\n"
        "fam@example.org,Paul,Durand,\n,Marie,Durand,0612998877\n"
    )
    imported = bring(text, keys=["email", "phone"])
    line = imported.lines.get(number=3)
    assert (line.outcome, line.same_as) == ("merged", 2)
    assert "given name: Marie → Paul" in change_text(line.changes)
    privacy_actions.erase_person(person=Person.objects.get(emails__key="fam@example.org"))
    file_erasure.in_files()
    assert not imported.lines.exclude(outcome="refused").exists()
    assert "Durand" not in str([record.cells for record in blocks.records(imported)])


def test_a_field_that_was_removed_since_is_said_before_anything_is_written() -> None:
    actions.add_field(label="Memo", kind=Field.Kind.TEXT, slug="memo")
    imported = check(take("email,memo\np@example.org,red\n"))
    Field.objects.all().delete()
    with pytest.raises(imports.NotNow, match="memo"):
        imports.start(imported=imported)
    imported.refresh_from_db()
    assert imported.is_open and not Person.objects.exists()


def test_cells_too_many_are_taken_along_and_refused_again() -> None:
    imported = bring("email,city\np@example.org,Lyon,more,still\nq@example.org,Lyon\n")
    rows = list(csv.reader(io.StringIO("".join(line_files.refused(imported)))))
    assert rows[1][:2] == ["p@example.org", "Lyon"] and rows[1][-2:] == ["more", "still"]
    again = check(take("".join(line_files.refused(imported))))
    assert again.counts["check"]["refused"] == 1


def test_an_empty_day_of_consent_is_no_refusal() -> None:
    text = "email,newsletter,date consentement\np@example.org,yes,\nq@example.org,yes,2026-01-02\n"
    imported = bring(text, consents={"email": Statement(COLUMN, "Yes.", "Stand")})
    assert imported.counts["run"]["created"] == 2


def test_a_cell_too_long_is_called_that() -> None:
    imported = check(take("email,note\np@example.org," + "x" * 140_000 + "\nq@example.org,y\n"))
    assert "more than 131072 characters" in imported.lines.refused().get().words


def test_lines_that_a_cancelled_import_did_not_reach_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks_of(monkeypatch, 2)
    imported = check(take("email\n" + "".join(f"p{n}@example.org\n" for n in range(5))))
    imports.start(imported=imported)
    execution.run_import(imported.pk, lambda n: imports.cancel(imported=imported) if n == 2 else None)
    assert [line.outcome for line in imported.lines.all()] == ["created"] * 2 + ["left"] * 3
    assert "not imported" in "".join(line_files.report(imported))


def test_all_that_is_left_out_of_a_line_is_counted() -> None:
    imported = bring(
        "email,born_on,language\na@example.org,never,xx\nb@example.org,never,fr\na@example.org,,yy\n"
    )
    counted = {said.read(one["reason"]): one["n"] for one in imported.reasons.counted()}
    assert counted == {
        "born_on skipped: “…” is not a date.": 2,
        "language skipped: The campaign does not write in the language “…”.": 2,
    }
    imports.put_away(imported=imported)
    assert not imported.reasons.exists()


def test_a_postcode_that_its_country_cannot_have_is_left_out_and_the_line_named() -> None:
    imported = bring(
        "email,street,cp,city,country\na@example.org,1 rue X,00000,Lyon,\nb@example.org,,96100,,FR\n"
        "c@example.org,1 Weg,99084,Erfurt,DE\nd@example.org,1 rue Y,97133,Gustavia,FR\n"
    )
    noted = {line.number: line.words for line in imported.lines.noted()}
    assert noted[2] == "Postcode skipped: “00000” is not a postcode."
    assert noted[3] == "Postcode skipped: “96100” is not a postcode." and 4 not in noted
    held = Person.objects.order_by("emails__key")
    assert [[(one.postcode, one.city) for one in person.addresses.all()] for person in held] == [
        [("", "Lyon")], [], [("99084", "Erfurt")], [("97133", "Gustavia")],
    ]  # fmt: skip
