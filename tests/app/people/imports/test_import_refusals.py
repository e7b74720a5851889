"""Refusals in files: they stop the check with a question, and such a line never ends in a yes."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports import unwilling
from hustings.people.imports.actions import saved_mappings
from hustings.people.imports.columns import mapping_presets
from hustings.people.imports.columns.options import ALL, COLUMN, NONE, Options, Statement
from hustings.people.imports.models import Import
from hustings.people.imports.rows.row import Sheet
from hustings.people.imports.unwilling import OPEN, OTHER, REFUSALS
from hustings.people.persons.models import ASKED, Consent, Email, Field, Person
from hustings.shells.cli.importing import command
from tests.app.people.imports.test_import_pages import choices, hq, text_of, upload
from tests.app.people.imports.test_import_run import bring, check, run, take

__all__ = ["hq"]
REFUSED = [
    "blocklisted", "unsubscribed", "cleaned", "bounced", "Hard bounce", "complained", "spam complaint",
    "opted out", "opt-out", "OPT_OUT", "Désinscrit", "désinscrite", "dés-inscrit", "DÉSABONNÉE", "désabonné",
    "liste noire", "Bloqué", "plainte", "refusé", "ne plus contacter", "do not contact", "not subscribed",
    "non abonné", "previous bounce", "un-subscribed", "Unsubscribed (2024-01-05)", "1 - désinscrit",
    "emailOptOut", "blacklisted", "suppressed", "nettoyé", "NPAI", "desinscrit", "Ne reçoit plus",
    "Plus de mail", "No email", "Consentement retiré", "opposée", "DNC", "unsubbed", "Opts out", "STOP SMS",
    "stop mail", "RGPD : opposition", "objection", "s'oppose", "retrait du consentement", "pas d'email",
    "marked as junk", "s'est plaint", "denied", "unsubscribed:bob@x.org", "radié", "sorti de la liste",
    "ex-abonné", "mailbox full", "adresse erronée", "unconfirmed", "pending",
    "Désabonnée le 3 mai 2026 par le lien au bas de la lettre numéro 12 du mois",
    '{"city": "Lyon", "language": "fr", "joined": "2021-03-04", "lists": ["a"], "status":"unsubscribed"}',
]  # fmt: skip
HARMLESS = [
    "enabled", "subscribed", "inscrit", "abonnée", "confirmed", "active", "yes", "no", "Marie", "Robinson",
    "12 rue des Bois", "Stop autoroute", "opposition municipale", "ann@unsubscribed.example", "2024-01-05",
    "", "Rue des Abondances", "optimiste", "listen", "bonne", "banlieue", "blocage des prix",
]  # fmt: skip
SAID = Statement(ALL, "Keep me posted.", "At the market")
LISTMONK = (
    "uuid,email,name,attributes,status\n"
    "u-1,ann@example.org,Ann Martin,{},enabled\n"
    "u-2,ben@example.org,Ben Martin,{},blocklisted\n"
)
COLUMNS = ["email", "a", "b", "c"]
TARGETS = [
    "", "email_status.1", "email_bad.1", "consent.email", "consent.sms", "consent.phone", "consent.post",
    "refusal.phone", "refusal.all", "tags", "note", "source", "given_name", "field.job", "phone", "born_on",
]  # fmt: skip


@pytest.fixture(autouse=True)
def english(settings: Any) -> Any:
    settings.SECOND_FACTOR = "optional"
    with translation.override("en"):
        yield


@pytest.mark.parametrize("value", REFUSED)
def test_it_looks_like_a_refusal(value: str) -> None:
    assert unwilling.looks(value) and unwilling.looks(value.upper())


@pytest.mark.parametrize("value", HARMLESS)
def test_it_does_not(value: str) -> None:
    assert not unwilling.looks(value)


@pytest.mark.parametrize(
    ("column", "cell", "is_found", "is_wish"),
    [
        ("EMAIL_BLACKLISTED", "Yes", True, True), ("UNSUB_TIME", "2024-01-05 10:00:00", True, True),
        ("Désabonné le", "05/01/2024", True, True), ("isUnsubscribed", "1", True, True),
        ("Bounces", "3", True, False), ("Accepts Email Marketing", "no", True, True),
        ("SUBSCRIBED_TO_LIST", "false", True, True), ("Abonné à la lettre", "Non", True, True),
        ("EMAIL_BLACKLISTED", "No", False, False), ("UNSUB_TIME", "0000-00-00 00:00:00", False, False),
        ("Bounces", "0", False, False), ("Accepts Email Marketing", "yes", False, False),
        ("Inscrit", "Non", True, True), ("RGPD ok", "non", True, True), ("Infolettre", "Non", True, True),
        ("Lettre d'information", "Non", True, True), ("Mailing list", "0", True, True),
        ("Email permission", "No", True, True), ("Active", "0", True, True),
        ("Our newsletter", "Non merci", True, True), ("Consent (web)", "not given", True, True),
        ("Consent (web)", "", True, False), ("Pas de mail", "oui", True, True), ("No email", "1", True, True),
        ("CLEAN_TIME", "2024-01-05", True, False), ("Job", "no", True, False),
        ("Job", "0", False, False), ("Job", "", False, False),
        ("Subscribed to list", "2020-01-05", False, False),
    ],
)  # fmt: skip
def test_the_name_of_a_column_tells_it_too(column: str, cell: str, is_found: bool, is_wish: bool) -> None:
    for chosen in ({}, {"1": REFUSALS}):
        options = Options(consents={"email": SAID}, unwilling=chosen)
        sheet = Sheet(["email", column], ["email.1", ""], options, [])
        row = sheet.row(Record(2, ["ann@example.org", cell]))
        assert row.unwilling == ([(1, cell)] if is_found else [])
        assert row.answers.get("email") is (False if is_wish else None if is_found else True)
    options = Options(consents={"email": SAID}, unwilling={"1": OTHER})
    other = Sheet(["email", column], ["email.1", ""], options, [])
    assert other.row(Record(2, ["ann@example.org", cell])).answers["email"] is True


@given(
    refusal=st.sampled_from(REFUSED),
    at=st.integers(1, 3),
    cells=st.lists(st.sampled_from([*HARMLESS, *REFUSED]), min_size=3, max_size=3),
    mapping=st.lists(st.sampled_from(TARGETS), min_size=3, max_size=3),
    hows=st.lists(st.sampled_from([NONE, ALL, COLUMN]), min_size=4, max_size=4),
    chosen=st.lists(st.sampled_from([None, OPEN, OTHER, REFUSALS]), min_size=3, max_size=3),
    own=st.sampled_from([None, OPEN, REFUSALS]),
    translated=st.booleans(),
)
def test_a_line_with_a_refusal_never_ends_in_a_yes(
    refusal: str, at: int, cells: list[str], mapping: list[str], hows: list[str], chosen: list[Any], own: Any,
    translated: bool,
) -> None:  # fmt: skip
    cells[at - 1] = refusal
    what = {str(place): each for place, each in enumerate(chosen, 1) if each is not None}
    what.pop(str(at), None)
    if own is not None:
        what[str(at)] = own
    options = Options(
        consents={
            purpose.value: Statement(how, SAID.wording, SAID.where)
            for purpose, how in zip(ASKED, itertools.cycle(hows), strict=False)
        },
        unwilling=what,
    )
    if translated:
        options.values = {str(at): {fold(refusal): "yes"}}
    fields = [Field(slug="job", label="Job", kind=Field.Kind.TEXT)]
    sheet = Sheet(COLUMNS, ["email.1", *mapping], options, fields)
    row = sheet.row(Record(2, ["ann@example.org", *cells]))
    assert not row.refused and True not in row.answers.values()
    assert (at, refusal) in row.unwilling


@pytest.mark.django_db
@pytest.mark.parametrize("refusal", ["blocklisted", "désinscrit", "cleaned", "Opted out", "complained"])
@pytest.mark.parametrize("n", [0, 600])
def test_the_check_stops_with_a_question_that_is_answered_once(refusal: str, n: int) -> None:
    rows = "".join(f"u-9{at},p{at}@example.org,P Martin,{{}},enabled\n" for at in range(n))
    text = LISTMONK.replace("blocklisted", refusal).replace("u-2", f"{rows}u-2")
    imported = check(take(text), consents={"email": SAID})
    assert imported.state == Import.State.UPLOADED
    assert f"“status” ({refusal})" in imported.problem_words and imported.options["unwilling"] == {"4": OPEN}
    check(imported, unwilling={"4": REFUSALS})
    run(imported)
    given = Consent.objects.filter(is_given=True) if hasattr(Consent, "is_given") else Consent.objects.all()
    assert {consent.person.emails.get().key for consent in given} >= {"ann@example.org"}
    ben = Person.objects.get(emails__key="ben@example.org")
    assert [entry.is_given for entry in ben.consent_entries.all()] in ([], [False])
    plan = saved_mappings.save(imported=imported, name="listmonk", user=None, is_shared=True)
    assert mapping_presets.applied(plan, take(text))[1].unwilling == {"4": REFUSALS}


@pytest.mark.django_db
def test_what_is_no_refusal_is_taken_as_it_is() -> None:
    imported = check(take("email,job\nann@example.org,Cleaned\n"), consents={"email": SAID})
    assert imported.state == Import.State.UPLOADED
    check(imported, unwilling={"1": OTHER})
    run(imported)
    assert [e.is_given for e in Person.objects.get().consent_entries.all()] == [True]


@pytest.mark.django_db
def test_a_refusal_ends_a_yes_that_we_know() -> None:
    bring("email\nben@example.org\n", consents={"email": SAID})
    bring("email,status\nben@example.org,unsubscribed\n", unwilling={"1": REFUSALS})
    ben = Email.objects.get(key="ben@example.org").person
    assert [e.is_given for e in ben.consent_entries.order_by("pk")] == [True, False]


@pytest.mark.django_db
def test_hq_asks(hq: Client, run_tasks: Callable[[], None]) -> None:
    imported = upload(hq, LISTMONK)
    url = reverse("imports:import_check", args=[imported.pk])
    words = {f"consent-email-{part}": text for part, text in
             (("how", ALL), ("wording", "Keep me posted."), ("where", "Market"))}  # fmt: skip
    hq.post(url, choices(imported, **words))
    run_tasks()
    imported.refresh_from_db()
    page = text_of(hq.get(reverse("imports:import", args=[imported.pk])))
    assert "“status” (blocklisted)" in page and "What “status” contains" in page
    refused = hq.post(url, choices(imported, **words))
    assert refused.status_code == 422 and "Choose what this column contains" in refused.content.decode()
    hq.post(url, choices(imported, **words, **{"holds-4": REFUSALS}))
    run_tasks()
    imported.refresh_from_db()
    assert imported.state == Import.State.CHECKED
    page = text_of(hq.get(reverse("imports:import", args=[imported.pk])))
    assert "“blocklisted” in status is not a yes: no consent recorded." in page


@pytest.mark.django_db
def test_the_command_asks(tmp_path: Any) -> None:
    file = tmp_path / "subscribers.csv"
    file.write_text(LISTMONK)
    said = ["--consent-all", "email", "--wording", "Keep me posted.", "--consent-source", "Market", "--yes"]

    def bring_in(*more: str) -> Any:
        with translation.override("en"):
            return CliRunner().invoke(command, [str(file), *said, *more])

    asked = bring_in()
    assert asked.exit_code == 1 and "“status” (blocklisted)" in asked.output
    assert "--refusals COLUMN or --no-refusals COLUMN" in asked.output and not Person.objects.exists()
    assert "no column “x”. The file has: uuid, email" in bring_in("--refusals", "x").output
    done = bring_in("--refusals", "status")
    assert done.exit_code == 0, done.output
    ben = Person.objects.get(emails__key="ben@example.org")
    assert [entry.is_given for entry in ben.consent_entries.all()] == [False]


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused(settings: Any) -> None:
    settings.IMPORT_LIMIT = 10
    with pytest.raises(Unreadable, match="MB"):
        take("email\nada@example.org\n")


@pytest.mark.django_db
def test_the_erased_are_not_taken_in_again() -> None:
    from hustings.people.persons.models.erasures import Erasure, fingerprints

    Erasure.objects.create(fingerprint=fingerprints("ada@example.org")[0])
    imported = bring("email\nAda@example.org\nbea@example.org\n")
    assert (imported.counts["run"]["created"], imported.counts["run"]["refused"]) == (1, 1)
