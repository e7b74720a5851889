"""HQ's pages of imports and exports, from the front door."""

import csv
import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import
from hustings.people.persons.models import Consent, ConsentEntry, Person
from hustings.people.privacy.models import Export
from hustings.people.segments.models import Segment
from tests.cast.people import nationbuilder
from tests.conftest import user

pytestmark = pytest.mark.django_db
FILE = "prénom;nom;email;newsletter\nZoé;Châtelain;zoe@example.org;oui\nIris;;iris.example.org;oui\n"


@pytest.fixture(autouse=True)
def eased(settings: Any) -> None:
    settings.SECOND_FACTOR = "optional"


@pytest.fixture
def hq(client: Client, dora: User) -> Client:
    client.force_login(dora)
    client.cookies["django_language"] = "en"
    return client


def upload(client: Client, text: str | bytes, name: str = "list.csv") -> Import:
    file = io.BytesIO(text.encode("cp1252") if isinstance(text, str) else text)
    file.name = name
    answer = client.post(reverse("imports:imports"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return Import.objects.latest("pk")


def choices(imported: Import, **more: str) -> dict[str, str]:
    sent = {f"column-{at}": target for at, target in enumerate(imported.mapping)}
    return sent | {"wins": "file"} | more


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8-sig")


def test_a_file_goes_through_all_pages(hq: Client, run_tasks: Callable[[], None]) -> None:
    imported = upload(hq, FILE)
    page = reverse("imports:import", args=[imported.pk])
    assert "Châtelain" in text_of(hq.get(page))
    said = {
        "consent-email-how": "column",
        "consent-email-wording": "Oui, écrivez-moi.",
        "consent-email-where": "Stand",
        "tags": "marché 2026",
    }
    assert (
        hq.post(reverse("imports:import_check", args=[imported.pk]), choices(imported, **said)).status_code
        == 302
    )
    assert "<progress" in text_of(hq.get(page))
    run_tasks()
    assert "HX-Refresh" in hq.get(reverse("imports:import_progress", args=[imported.pk])).headers
    shown = text_of(hq.get(page))
    assert "iris.example.org" in shown
    report = text_of(hq.get(reverse("imports:import_report", args=[imported.pk])))
    assert [row[0] for row in csv.reader(io.StringIO(report), delimiter=";")][1:] == ["2", "3"]
    assert hq.post(reverse("imports:import_run", args=[imported.pk])).status_code == 302
    run_tasks()
    zoe = Person.objects.get()
    assert zoe.tags.get().name == "marché 2026"
    assert Consent.objects.get(person=zoe).is_given
    mend = text_of(hq.get(reverse("imports:import_refused", args=[imported.pk])))
    assert "Iris;;iris.example.org;oui;3;" in mend
    again = upload(hq, mend.replace("iris.example.org", "iris@example.org").encode())
    assert again.mapping[-2:] == ["", ""]
    assert hq.post(reverse("imports:import_removal", args=[imported.pk])).status_code == 302
    assert hq.get(reverse("imports:import_refused", args=[imported.pk])).status_code == 404


def test_what_happens_to_a_line_is_said_in_the_language_of_the_reader(
    hq: Client, run_tasks: Callable[[], None]
) -> None:
    imported = upload(hq, "prénom;nom;email\nZoé;Châtelain;zoe@example.org\n")
    hq.post(reverse("imports:import_check", args=[imported.pk]), choices(imported))
    run_tasks()
    for language, word in [("en", "new"), ("fr", "nouvelle")]:
        hq.cookies["django_language"] = language
        shown = hq.get(reverse("imports:import", args=[imported.pk]))
        assert re.search(rf"<td[^>]*>\s*{word}\s*</td>", text_of(shown))


def test_a_check_made_in_english_is_wholly_french_for_a_french_reader(
    hq: Client, run_tasks: Callable[[], None]
) -> None:
    imported = upload(hq, "email,born_on,phone,language\nno address,never,,\nada@example.org,never,12,xx\n")
    sent = choices(imported, **{"column-0": "email.1", "column-1": "born_on", "column-2": "phone.1"})
    assert hq.post(reverse("imports:import_check", args=[imported.pk]), sent).status_code == 302
    run_tasks()
    hq.cookies["django_language"] = "fr"
    lines = reverse("imports:import_lines", args=[imported.pk])
    pages = [text_of(hq.get(reverse("imports:import", args=[imported.pk]))), text_of(hq.get(lines))]
    for page in pages:
        assert "« never » n’est pas une date." in page.replace(
            "\u00a0", " "
        ) or "« … » n’est pas une date." in (page.replace("\u00a0", " "))
        assert "il n’y a pas de @" in page
        assert not re.search(r"is not a|skipped|too short|identify", page)
    report = b"".join(hq.get(reverse("imports:import_report", args=[imported.pk])).streaming_content).decode()
    assert "ignoré" in report and "skipped" not in report


def test_a_known_export_is_one_line_and_only_its_consents_are_asked(hq: Client) -> None:
    imported = upload(hq, nationbuilder.make(20, bad=0).data)
    page = text_of(hq.get(reverse("imports:import", args=[imported.pk])))
    assert re.search(r"NationBuilder export: \d+ columns recognised · Change", page)
    asked, others = page.split("Add another consent")
    assert "News by e-mail" in asked and "Text messages" in asked
    assert "Letters" in others and "Letters</legend>" not in asked


def test_a_yes_without_wording_and_place_is_asked_for(hq: Client) -> None:
    imported = upload(hq, FILE)
    answer = hq.post(
        reverse("imports:import_check", args=[imported.pk]), choices(imported, **{"consent-email-how": "all"})
    )
    assert answer.status_code == 422
    assert text_of(answer).count("Required: without it") == 2
    assert not ConsentEntry.objects.exists()


def test_the_people_of_an_import_are_shown_at_once_as_a_segment(
    hq: Client, run_tasks: Callable[[], None]
) -> None:
    imported = upload(hq, "email;prénom\nzoe@example.org;Zoé\n")
    hq.post(reverse("imports:import_check", args=[imported.pk]), choices(imported))
    run_tasks()
    hq.post(reverse("imports:import_run", args=[imported.pk]))
    run_tasks()
    page = text_of(hq.get(reverse("imports:import", args=[imported.pk])))
    [address] = re.findall(r'href="([^"]+)">See these people', page)
    shown = text_of(hq.get(html.unescape(address)))
    assert "Complete the conditions" not in shown and "Zoé" in shown


def test_a_consent_is_of_no_day_to_come(hq: Client) -> None:
    imported = upload(hq, FILE)
    said = {"how": "all", "wording": "Yes.", "where": "Stand", "given_on": "2035-01-01"}
    sent = choices(imported, **{f"consent-email-{part}": text for part, text in said.items()})
    answer = hq.post(reverse("imports:import_check", args=[imported.pk]), sent)
    assert answer.status_code == 422
    assert text_of(answer).count("This date is in the future.") == 1


def test_columns_must_tell_people_apart_and_not_collide(hq: Client) -> None:
    imported = upload(hq, FILE)
    sent = choices(imported, **{"column-0": "family_name", "column-2": ""})
    shown = text_of(hq.post(reverse("imports:import_check", args=[imported.pk]), sent))
    assert "Two columns fill" in shown
    assert "that identifies people" in shown


def test_a_column_called_like_an_earlier_one_is_said_to_be_a_duplicate_and_left_out(hq: Client) -> None:
    imported = upload(hq, "email;Size;size ;email\na@example.org;L;M;b@example.org\n")
    assert imported.mapping == ["email.1", "field.size", "", "email.2"]
    shown = text_of(hq.get(reverse("imports:import", args=[imported.pk])))
    assert shown.count("skipped unless you choose a field") == 1
    assert "Same name as column 2" in shown


def test_the_way_of_reading_can_be_changed(hq: Client) -> None:
    imported = upload(hq, FILE)
    sent = {"encoding": "mac-roman", "delimiter": ";", "quote": '"'}
    assert hq.post(reverse("imports:import_shape", args=[imported.pk]), sent).status_code == 302
    imported.refresh_from_db()
    assert (imported.encoding, imported.has_header) == ("mac-roman", False)


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "empty"), (b"PK\x03\x04zzz", "workbook"), (b"a,b\n", "no people")]
)
def test_a_file_that_is_no_list_is_refused_on_the_page(hq: Client, data: bytes, words: str) -> None:
    file = io.BytesIO(data)
    file.name = "x.csv"
    answer = hq.post(reverse("imports:imports"), {"file": file})
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_a_file_with_a_quotation_mark_left_open_still_has_its_page(hq: Client) -> None:
    file = io.BytesIO(b'email,first_name\n"a3@example.org,Bob\na4@example.org,Al\n')
    file.name = "open.csv"
    hq.post(reverse("imports:imports"), {"file": file})
    imported = Import.objects.get(file_name="open.csv")
    assert hq.get(reverse("imports:import", args=[imported.pk])).status_code == 200


def test_a_run_is_paused_resumed_and_cancelled(hq: Client, run_tasks: Callable[[], None]) -> None:
    imported = upload(hq, nationbuilder.make(20, bad=0).data)
    imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options))
    run_tasks()
    for what, state in [
        ("run", "running"),
        ("pause", "paused"),
        ("run", "running"),
        ("cancellation", "cancelled"),
    ]:
        hq.post(reverse(f"imports:import_{what}", args=[imported.pk]))
        imported.refresh_from_db()
        assert imported.state == state
    run_tasks()
    assert not Person.objects.exists()
    hq.post(reverse("imports:import_run", args=[imported.pk]))
    imported.refresh_from_db()
    assert imported.state == "cancelled"


def test_imports_are_for_those_who_may_and_ones_own_where_limited(
    client: Client, hq: Client, alice: User, rhone: Zone
) -> None:
    imported = upload(hq, FILE)
    other = Client()
    other.force_login(alice)
    addresses = [
        reverse("imports:imports"),
        reverse("privacy:export"),
        reverse("imports:import", args=[imported.pk]),
    ]
    assert [other.get(address).status_code for address in addresses] == [403, 403, 403]
    local = user("lea", Role.DIRECTOR, rhone)
    other.force_login(local)
    assert [other.get(address).status_code for address in addresses] == [200, 200, 404]
    assert [Client().get(address).status_code for address in addresses] == [302, 302, 302]


HOW = {"delimiter": ",", "format": "csv", "reason": "Letters to members"}


def test_an_export_is_streamed_safe_logged_and_reads_back(hq: Client, dora: User) -> None:
    odd = Person.objects.create(given_name="=HYPERLINK(1)", family_name='O\'Hara, "X"', external_id="-5")
    odd.emails.create(address="odd@example.org", key="odd@example.org")
    odd.phones.create(number="+33199000001")
    sent = {"columns": ["person", "emails", "phones", "tags", "consents"], **HOW, "bom": "on"}
    text = text_of(hq.post(reverse("privacy:export"), sent))
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["given_name"] == "'=HYPERLINK(1)"
    assert row["phone_1"] == "+33199000001"
    export = Export.objects.get()
    assert (export.n_people, export.user) == (1, dora)
    Person.objects.update(given_name="Changed")
    imported = imports.take_file(file=io.BytesIO(text.encode()), name="x.csv", user=None)
    assert imported.dialect == "own"
    imports.check(imported=imported, mapping=imported.mapping, options=Options.read(imported.options))
    from hustings.people.imports.run import execution

    execution.check_import(imported.pk)
    imports.start(imported=imported)
    execution.run_import(imported.pk)
    odd.refresh_from_db()
    assert (odd.given_name, odd.external_id, Person.objects.count()) == ("=HYPERLINK(1)", "-5", 1)


def test_an_export_holds_the_segment_and_ones_own_territory(
    hq: Client, rhone: Zone, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    lyon = Zone.objects.get(name="Lyon")
    for at in range(30):
        Person.objects.create(given_name=f"P{at}", zone=lyon if at % 2 else None)
    Segment.objects.create(name="all", criteria={"match": "all", "criteria": []})
    local = Client()
    local.force_login(user("lea", Role.DIRECTOR, rhone))
    sent = {"columns": ["person", "territory"], **HOW, "delimiter": ";"}
    rows = text_of(local.post(reverse("privacy:export"), sent)).splitlines()
    assert len(rows) == 16
    assert all("Lyon" in row for row in rows[1:])
    with django_assert_max_num_queries(40):
        text_of(hq.post(reverse("privacy:export"), sent))
    assert hq.post(reverse("privacy:export"), HOW).status_code == 422
