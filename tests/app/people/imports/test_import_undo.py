"""A whole import taken back: what it made goes, what it changed returns; what came after stays, named."""

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.outreach.delivery.models import Delivery
from hustings.people.changes import timeline_sentences
from hustings.people.changes.actions import operations
from hustings.people.changes.operations import run
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import ALL, Options, Statement
from hustings.people.imports.models import Import
from hustings.people.imports.run import execution as imports_running
from hustings.people.persons import actions
from hustings.people.persons.models import (
    Activity,
    Consent,
    ConsentEntry,
    Email,
    Field,
    FieldValue,
    Note,
    Operation,
    Person,
    Phone,
    PostalAddress,
    Purpose,
    Tagging,
)
from hustings.people.privacy import consent_ledger
from hustings.people.segments.models import Segment
from tests.cast.people import nationbuilder

pytestmark = [pytest.mark.django_db, pytest.mark.both]
State = Operation.State
HEAD = (
    "email,given_name,family_name,phone_number,address,postcode,city,language,score,note,tags,known since\n"
)
TABLES = [Person, Email, Phone, PostalAddress, FieldValue, Note, Tagging, Consent]


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def score(db: None) -> Field:
    return actions.add_field(label="Score", kind=Field.Kind.NUMBER)


def bring(text: str | bytes, user: User | None = None, mapping: Any = None, **chosen: Any) -> Import:
    data = text.encode() if isinstance(text, str) else text
    imported = imports.take_file(file=io.BytesIO(data), name="list.csv", user=user)
    options = Options.read(imported.options)
    for name, value in chosen.items():
        setattr(options, name, value)
    imports.check(imported=imported, mapping=mapping or imported.mapping, options=options)
    imports_running.check_import(imported.pk)
    imported.refresh_from_db()
    assert imported.state == Import.State.CHECKED, imported.problem
    imports.start(imported=imported)
    imports_running.run_import(imported.pk)
    imported.refresh_from_db()
    assert imported.state == Import.State.DONE
    return imported


def undo(imported: Import, user: User | None = None) -> Operation:
    assert imported.operation
    operations.undo(operation=imported.operation, user=user)
    run.run_operation(imported.operation.pk)
    operation = Operation.objects.get(pk=imported.operation.pk)
    assert operation.state == State.UNDONE, operation.problem
    return operation


def everything() -> dict[str, list[Any]]:
    """All rows about people, without keys of their own, moments of change, and stands' entries."""
    left_out = {"id", "updated_at", "entry_id", "added_at"}
    return {
        model.__name__: sorted(
            str({k: v for k, v in row.items() if k not in left_out}) for row in model._base_manager.values()
        )
        for model in TABLES
    }


def kept(operation: Operation) -> dict[str, str]:
    rows = Activity.objects.filter(operation=operation, kind="operation.kept")
    return {str(row.person): timeline_sentences.kept(row.data["kept"]) for row in rows}


MAPPING = [
    "email.1", "given_name", "family_name", "phone.1", "address.1.lines", "address.1.postcode",
    "address.1.city", "language", "field.score", "note", "tags", "created_at",
]  # fmt: skip
OURS = "charlie@example.org,Charles,Durand,+33612345678,1 rue Neuve,69001,Lyon,en,12,Met at the fair,Fair,\n"
NEW = "eve@example.org,Eve,Martin,,,,,fr,3,,Fair,2020-01-02\n"


def test_everything_is_as_before(charlie: Person, score: Field, dora: User) -> None:
    actions.set_field(person=charlie, field=score, value="7.5")
    actions.tag(person=charlie, name="Old")
    actions.add_postal_address(person=charlie, lines="2 rue Vieille", postcode="69002", city="Lyon")
    actions.record_consent(person=charlie, purpose=Purpose.SMS, is_given=False, source="phone")
    before = everything()
    consents = {"email": Statement(ALL, "Yes, write to me.", "Fair", "2026-01-01")}
    imported = bring(HEAD + OURS + NEW, dora, MAPPING, consents=consents)
    assert everything() != before
    assert imported.operation
    assert (imported.operation.state, imported.operation.counts) == (State.DONE, {"created": 1, "changed": 1})
    undone = undo(imported, dora)
    after = everything()
    asked = [row for row in after.pop("Consent") if "'email'" in row]
    assert len(asked) == 1
    assert "'is_given': False" in asked[0]  # the ledger can't forget: a no where nothing had been said
    before.pop("Consent")
    moved = [row.replace("'position': 1", "'position': 0") for row in after.pop("PostalAddress")]
    assert moved == before.pop("PostalAddress")  # it had made room for the newer one
    assert after == before
    assert undone.counts["undo"]["restored"] == undone.counts["undo"]["removed"] == 1
    assert kept(undone) == {}
    assert consent_ledger.prove().fault is None


def test_fields_that_it_made_go_unless_somebody_came_to_use_them(dora: User) -> None:
    imported = bring("email,Shoe size,Choir,Hat\neve@example.org,41,yes,red\n", dora)
    assert set(Field.objects.values_list("slug", flat=True)) == {"shoe_size", "choir", "hat"}
    criteria = {"match": "all", "criteria": [{"criterion": "field:choir", "operator": "yes"}]}
    Segment.objects.create(name="Choir", criteria=criteria)
    actions.set_field(
        person=actions.add_person(email="zoe@example.org"), field=Field.objects.get(slug="hat"), value="blue"
    )
    assert imported.state_label == "finished"
    undo(imported, dora)
    assert set(Field.objects.values_list("slug", flat=True)) == {"choir", "hat"}
    assert Import.objects.get().state_label == "undone"


def test_the_right_file_may_come_in_after_the_wrong_one_was_undone(charlie: Person) -> None:
    consents = {"email": Statement(ALL, "Yes, write to me.", "Fair", "2026-01-01")}
    text = "email\ncharlie@example.org\n"
    undo(bring(text, consents=consents))
    assert not Consent.objects.get().is_given
    bring(text, consents=consents)
    assert Consent.objects.get().is_given
    assert consent_ledger.prove().fault is None


def test_an_older_file_after_the_undone_one_leaves_ledger_and_stand_together(charlie: Person) -> None:
    text = "email\ncharlie@example.org\n"
    undo(bring(text, consents={"email": Statement(ALL, "Yes, write to me.", "Fair", "2026-01-01")}))
    bring(text, consents={"email": Statement(ALL, "Yes, write to me.", "Fair", "2025-01-01")})
    assert Consent.objects.get().is_given
    assert consent_ledger.prove().fault is None
    first = ConsentEntry.objects.order_by("pk")[0]  # the one that was taken back
    Consent.objects.update(entry=first)
    assert consent_ledger.prove().fault is not None


def test_a_stand_before_comes_back_by_a_new_entry(charlie: Person) -> None:
    said = actions.record_consent(
        person=charlie, purpose=Purpose.EMAIL, is_given=True, source="paper", text="Yes.",
        given_at=timezone.now() - dt.timedelta(days=400),
    )  # fmt: skip
    imported = bring("email,refused\ncharlie@example.org,yes\n", mapping=["email.1", "refusal.email"])
    assert not Consent.objects.get().is_given
    undo(imported)
    stand = Consent.objects.select_related("entry").get()
    assert stand.is_given
    assert stand.entry.wording == said.wording
    assert stand.entry.source == f"undone:{imported.operation_id}"
    assert ConsentEntry.objects.count() == 3
    assert ConsentEntry.objects.order_by("-given_at", "-pk").first() == stand.entry


def test_what_they_said_since_stands(charlie: Person) -> None:
    consents = {"email": Statement(ALL, "Yes, write to me.", "Fair", "2026-01-01")}
    imported = bring("email\ncharlie@example.org\n", consents=consents)
    actions.record_consent(person=charlie, purpose=Purpose.EMAIL, is_given=False, source="phone")
    undone = undo(imported)
    assert Consent.objects.get().entry.source == "phone"
    assert kept(undone) == {"Charlie Dupont": "news by e-mail “no”: changed since"}


def test_what_was_changed_or_confirmed_since_is_kept_and_named(charlie: Person, score: Field) -> None:
    text = HEAD + OURS.replace("charlie@example.org", "charlie@example.org")
    imported = bring(text + NEW, None, MAPPING)
    actions.change_person(person=charlie, family_name="Dupond")
    PostalAddress.objects.filter(person=charlie).update(lines="1 bis rue Neuve")
    Phone.objects.filter(person=charlie).update(status=Phone.Status.CONFIRMED)
    eve = Person.objects.get(given_name="Eve")
    actions.add_note(person=eve, body="She called.")
    undone = undo(imported)
    charlie.refresh_from_db()
    assert (charlie.given_name, charlie.family_name) == ("Charlie", "Dupond")
    assert charlie.name_key == "dupond,charlie"
    assert Person.objects.filter(pk=eve.pk).exists()
    assert kept(undone) == {
        "Charlie Dupond": (
            "Family name “Dupond”: changed since; Phone “+33612345678”: confirmed since; "
            "Address “1 bis rue Neuve 69001 Lyon”: changed since"
        ),
        "Eve Martin": "the record stays because of: other activity",
    }
    assert undone.counts["undo"]["kept"] == 2


def test_whoever_was_written_to_since_stays(charlie: Person, dora: User) -> None:
    from hustings.outreach.mailings.models import Mailing

    imported = bring("email,given_name\neve@example.org,Eve\nzoe@example.org,Zoe\n")
    eve = Person.objects.get(given_name="Eve")
    mailing = Mailing.objects.create(name="Hello", user=dora)
    Delivery.objects.create(mailing=mailing, person=eve, address="eve@example.org")
    undone = undo(imported)
    assert kept(undone) == {"Eve": "the record stays because of: mailings sent"}
    assert not Person.objects.filter(given_name="Zoe").exists()


def test_a_person_of_several_lines_goes_back_to_before_the_first(
    charlie: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports_running, "SQLITE_CHUNK", 1)  # each line a chunk of its own
    monkeypatch.setattr(imports_running, "CHUNK", 1)
    before = everything()
    lines = [
        "charlie@example.org,Charles,One,+33612345678,yes,",
        "charlie@example.org,Carl,Two,+33612345679,,yes",
        "eve@example.org,Eve,,,,",
        "eve@example.org,Eva,Three,+33612345670,,",
    ]
    text = "email,given,tags,phone,yes,no\n" + "\n".join(lines) + "\n"
    consents = {"email": Statement("column", "Yes, write to me.", "Fair", "2026-01-01")}
    imported = bring(
        text, None, ["email.1", "given_name", "tags", "phone.1", "consent.email", "refusal.email"],
        consents=consents,
    )  # fmt: skip
    charlie.refresh_from_db()
    assert (charlie.given_name, charlie.phones.count(), charlie.tags.count()) == ("Carl", 2, 2)
    undone = undo(imported)
    after = everything()
    assert len(after.pop("Consent")) == 1
    before.pop("Consent")
    assert after == before
    assert kept(undone) == {}
    stand = Consent.objects.get()
    assert stand.entry.source == f"unasked:{imported.operation_id}"


def test_nobody_else_gets_back_a_number_that_is_taken(charlie: Person) -> None:
    Person.objects.filter(pk=charlie.pk).update(external_id="A1")
    imported = bring(f"uid,external_id\n{charlie.uid},B2\n", mapping=["uid", "external_id"])
    charlie.refresh_from_db()
    assert charlie.external_id == "B2"
    actions.add_person(given_name="Zoe", external_id="A1")
    undone = undo(imported)
    assert kept(undone) == {"Charlie Dupont": "External ID “B2”: someone else has the former number now"}


def test_an_import_that_was_stopped_half_way_is_undone_to_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports_running, "SQLITE_CHUNK", 20)
    monkeypatch.setattr(imports_running, "CHUNK", 20)
    data = nationbuilder.make(100, bad=0).data
    imported = imports.take_file(file=io.BytesIO(data), name="list.csv", user=None)
    imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options))
    imports_running.check_import(imported.pk)
    imports.start(imported=imported)

    def stop(n: int) -> None:
        if n >= 40:
            imports.cancel(imported=imported)

    imports_running.run_import(imported.pk, stop)
    imported.refresh_from_db()
    assert imported.operation
    assert imported.operation.state == State.CANCELLED
    assert Person.objects.exists()
    undo(imported)
    assert not Person.objects.exists()
    assert consent_ledger.prove().fault is None


def test_a_running_import_is_not_undone(charlie: Person) -> None:
    imported = imports.take_file(file=io.BytesIO(b"email\na@example.org\n"), name="list.csv", user=None)
    imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options))
    imports_running.check_import(imported.pk)
    imports.start(imported=imported)
    imported.refresh_from_db()
    assert imported.operation
    with pytest.raises(operations.OperationRefused):
        operations.undo(operation=imported.operation)
    with pytest.raises(operations.OperationRefused):
        operations.cancel(operation=imported.operation)  # imports have buttons of their own


def test_undoing_asks_the_same_few_questions_however_many_rows() -> None:
    asked = []
    for n in (50, 200):
        imported = bring(nationbuilder.make(n, bad=0).data)
        assert imported.operation
        operations.undo(operation=imported.operation)
        with CaptureQueriesContext(connection) as queries:
            run.run_operation(imported.operation.pk)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 160
    assert not Person.objects.exists()


def test_the_button_on_the_import_and_what_the_page_says(charlie: Person, dora: User, run_tasks: Any) -> None:
    hq = Client(headers={"accept-language": "en"})
    hq.force_login(dora)
    imported = bring("email,given_name\ncharlie@example.org,Carl\neve@example.org,Eve\n", dora)
    shown = hq.get(f"/hq/people/imports/{imported.pk}/").content.decode()
    address = f"/hq/people/operations/{imported.operation_id}/"
    assert f'action="{address}undo/"' in shown
    assert hq.post(f"{address}undo/").status_code == 302
    run_tasks()
    shown = hq.get(f"/hq/people/imports/{imported.pk}/").content.decode()
    assert "This import was undone." in shown
    assert f'action="{address}undo/"' not in shown
    page = hq.get(address).content.decode()
    assert "Import of the file “list.csv”" in page
    assert not Person.objects.filter(given_name="Eve").exists()
    charlie.refresh_from_db()
    assert charlie.given_name == "Charlie"
