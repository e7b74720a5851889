"""From a file to people: the check says what the run does, and nothing is guessed, lost or doubled."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from hustings.foundation.accounts.models import User
from hustings.foundation.territories.models import Postcode, Zone
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import ALL, COLUMN, IF_EMPTY, Options, Statement
from hustings.people.imports.models import Import, ImportLine
from hustings.people.imports.run import dry_run, execution, line_files
from hustings.people.persons import actions, change_log
from hustings.people.persons.models import Activity, Consent, ConsentEntry, Email, Field, Person, Purpose, Tag
from tests.cast.people import nationbuilder

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TRUE = Statement(COLUMN, "Yes, write to me.", "Our old site")


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def places(france: Zone) -> None:
    lyon, villeurbanne = Zone.objects.get(name="Lyon"), Zone.objects.get(name="Villeurbanne")
    for code, zone in [("69001", lyon), ("69100", villeurbanne), ("69100", lyon), ("30000", None)]:
        Postcode.objects.create(code=code, zone=zone or Zone.objects.get(name="Nîmes"))


def take(text: str | bytes, user: User | None = None) -> Import:
    data = text.encode() if isinstance(text, str) else text
    return imports.take_file(file=io.BytesIO(data), name="list.csv", user=user)


def check(imported: Import, **chosen: Any) -> Import:
    options = Options.read(imported.options)
    for name, value in chosen.items():
        setattr(options, name, value)
    imports.check(imported=imported, mapping=imported.mapping, options=options)
    execution.check_import(imported.pk)
    imported.refresh_from_db()
    return imported


def run(imported: Import) -> Import:
    imports.start(imported=imported)
    execution.run_import(imported.pk)
    imported.refresh_from_db()
    return imported


def bring(text: str | bytes, user: User | None = None, **chosen: Any) -> Import:
    imported = check(take(text, user), **chosen)
    assert imported.state == Import.State.CHECKED, imported.problem
    before = {key: n for key, n in imported.counts["check"].items() if key != "rows"}
    run(imported)
    assert imported.state == Import.State.DONE
    assert imported.counts["run"] == before  # the check told the truth
    return imported


def chunks_of(monkeypatch: pytest.MonkeyPatch, n: int) -> None:
    """Check and write so many lines at once."""
    for module, name in [(dry_run, "CHUNK"), (execution, "CHUNK"), (execution, "SQLITE_CHUNK")]:
        monkeypatch.setattr(module, name, n)


def report(imported: Import) -> str:
    return "".join(line_files.report(imported))


def test_a_whole_nationbuilder_file_comes_in(places: None) -> None:
    made = nationbuilder.make(2_500)
    imported = bring(made.data, consents={"email": TRUE, "sms": TRUE})
    assert imported.dialect == "nationbuilder"
    counts = imported.counts["run"]
    assert (counts["created"], counts["refused"], counts["merged"]) == (
        made.created,
        made.refused,
        made.merged,
    )
    assert counts["notes"] >= made.noted
    assert Person.objects.count() == Activity.objects.filter(kind="import.created").count() == made.created
    assert imported.lines.refused().count() == made.refused
    assert imported.lines.count() == imported.n_rows
    one = Person.objects.get(external_id="A0000000")
    assert one.emails.all()[0].address.endswith("@example.org")
    assert one.phones.filter(number="+33199000000").exists()
    assert one.name_key == f"{one.family_name.lower()},{one.given_name.lower()}" or not one.name.isascii()
    assert Person.objects.filter(zone__name="Lyon").exists()
    made_fields = set(Field.objects.values_list("slug", flat=True))
    assert "support_level" in made_fields
    assert "legal_name" not in made_fields  # nobody in the file has one


def test_the_same_file_again_changes_nothing(places: None) -> None:
    made = nationbuilder.make(400, bad=0)
    bring(made.data, consents={"email": TRUE})
    n_entries, n_activities = ConsentEntry.objects.count(), Activity.objects.count()
    imported = bring(made.data, consents={"email": TRUE})
    assert imported.counts["run"]["same"] == 400
    assert (ConsentEntry.objects.count(), Activity.objects.count()) == (n_entries, n_activities)
    assert Person.objects.count() == 400


def test_every_column_of_nationbuilder_has_a_home_or_is_left_out_for_a_reason() -> None:
    imported = take(nationbuilder.make(50, bad=0).data)
    filled = dict(zip(imported.columns, imported.mapping, strict=True))
    assert filled["email2"] == "email.2"
    assert filled["email1_is_bad"] == "email_bad.1"
    assert filled["email_opt_in"] == "consent.email"
    assert filled["mobile_opt_in"] == "consent.sms"
    assert filled["federal_donotcall"] == "refusal.phone"
    assert filled["tag_list"] == "tags"
    assert filled["external_id"] == "external_id"
    assert filled["nationbuilder_id"] == "field.nationbuilder_id"
    assert filled["support_level"] == "field.support_level"
    assert filled["mailing_zip"] == "address.2.postcode"
    assert all(filled.values())


def test_action_networks_columns_are_known() -> None:
    text = (
        "uuid,first_name,last_name,email,zip_code,can2_user_address,can2_user_city,can2_county,"
        "can2_state_abbreviated,country,can2_phone,can2_user_tags,can2_subscription_date,favourite_song\n"
        'u-1,Ada,Clairval,ada@example.org,69001,1 rue X,Lyon,,,FR,0199000001,"a, b",'
        "2024-05-06 10:00:00,La Mer\n"
    )
    imported = bring(text, consents={"email": Statement(ALL, "Keep me posted.", "Action Network")})
    assert imported.dialect == "action_network"
    ada = Person.objects.get(external_id="u-1")
    assert {str(tag) for tag in ada.tags.all()} == {"a", "b"}
    assert ada.field_values.get().text == "La Mer"
    entry = ada.consent_entries.get()
    assert (entry.is_given, entry.given_at.date(), str(entry.wording)) == (
        True,
        dt.date(2024, 5, 6),
        "Keep me posted.",
    )
    assert "list.csv" in entry.source


def test_mailchimps_columns_are_known_and_whoever_left_agrees_to_nothing() -> None:
    text = (
        "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,CC,LAST_CHANGED,LEID,EUID,"
        "UNSUB_TIME,TAGS\n"
        "ada@example.org,Ada,Clairval,2,2024-05-06 10:00:00,2024-05-06 10:00:00,FR,2025-01-01 10:00:00,1,a,,\n"
        "bea@example.org,Bea,Dumas,2,2024-05-06 10:00:00,2024-05-06 10:00:00,FR,2025-01-01 10:00:00,2,b,"
        "2025-01-01 10:00:00,\n"
    )
    imported = take(text)
    assert imported.dialect == "mailchimp"
    assert imported.mapping[:3] == ["email.1", "given_name", "family_name"]
    imported = check(imported, consents={"email": Statement(ALL, "Keep me posted.", "Mailchimp")})
    ada, bea = imported.lines.all()
    assert "is not a yes" in bea.words and not ada.words


@pytest.mark.parametrize(
    ("word", "state", "answers"),
    [
        ("subscribed", "unconfirmed", [True]),
        ("unsubscribed", "unconfirmed", [False]),
        ("bouncing", "bouncing", []),
        ("previous bounce", "bouncing", []),
        ("spam complaint", "refused", [False]),
        ("previous spam complaint", "refused", [False]),
    ],
)
def test_whoever_left_in_action_network_has_not_agreed_whatever_is_stated_for_all(
    word: str, state: str, answers: list[bool]
) -> None:
    text = f"uuid,email,can2_phone,can2_subscription_status\nu-1,ada@example.org,,{word}\n"
    bring(text, consents={"email": Statement(ALL, "Keep me posted.", "Action Network")})
    ada = Person.objects.get(external_id="u-1")
    assert ada.emails.get().status == state
    assert [entry.is_given for entry in ada.consent_entries.all()] == answers


def test_a_french_list_in_another_encoding_comes_in(places: None) -> None:
    text = (
        "N° adhérent;Prénom;Nom;Adresse e-mail;Téléphone portable;Date de naissance;"
        "Code postal;Ville;Étiquettes\n"
        "12;Zoé;Châtelain;zoe@example.org;01 99 00 00 01;25/12/1980;69001;LYON;bénévole, marché\n"
    )
    bring(text.encode("cp1252"))
    zoe = Person.objects.get(external_id="12")
    assert (zoe.name, zoe.born_on, str(zoe.zone)) == ("Zoé Châtelain", dt.date(1980, 12, 25), "Lyon")
    assert zoe.tags.count() == 2


def test_people_are_found_by_number_then_address_then_phone_and_name() -> None:
    bring("external_id,first_name,last_name,email,phone\n7,Ada,Clairval,ada@example.org,0199000001\n")
    imported = bring(
        "external_id,first_name,last_name,email,phone,occupation\n"
        "7,,,,,boulangère\n"
        ",,,ADA@example.org,,chanteuse\n"
        ",ada,CLAIRVAL,,+33 1 99 00 00 01,peintre\n"
        ",Bea,Clairval,,0199000001,sœur\n"
    )
    assert imported.counts["run"] == {
        "created": 1, "changed": 1, "same": 0, "merged": 2, "refused": 0, "notes": 0, "by_external_id": 1
    }  # fmt: skip
    assert Person.objects.count() == 2
    assert Person.objects.get(external_id="7").field_values.get().text == "peintre"


def test_two_numbers_that_share_a_mailbox_stay_two_people() -> None:
    imported = bring("external_id,email,nom\n1,home@example.org,A\n2,home@example.org,B\n")
    assert Person.objects.count() == 2
    assert "someone else" in ImportLine.objects.get(of=imported, number=3).words


def test_a_second_line_of_the_same_person_is_merged_and_said(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks_of(monkeypatch, 2)  # so that the two lines fall into different chunks
    rows = "".join(f"p{at}@example.org,P{at},\n" for at in range(5))
    imported = bring(f"email,prenom,tags\n{rows}P1@example.org,P1,late\n")
    assert imported.counts["run"]["merged"] == 1
    assert Person.objects.count() == 5
    assert Tag.objects.get().people.get().given_name == "P1"
    assert "line 3" in report(imported)


def test_nobody_agrees_to_anything_that_was_not_stated() -> None:
    text = "email,email_opt_in\nada@example.org,true\nbea@example.org,false\n"
    imported = bring(text)
    assert [(entry.person.emails.get().address, entry.is_given) for entry in ConsentEntry.objects.all()] == [
        ("bea@example.org", False)
    ]
    assert "you chose not to import this consent" in report(imported)


def test_a_yes_of_an_old_file_never_overrules_a_no() -> None:
    ada = Person.objects.create()
    Email.objects.create(person=ada, address="ada@example.org", key="ada@example.org")
    actions.record_consent(person=ada, purpose=Purpose.EMAIL, is_given=False, source="/u/")
    bring("email,email_opt_in\nada@example.org,true\n", consents={"email": TRUE})
    bring("email,email_opt_in,consent_date\nada@example.org,true,2020-01-01\n", consents={"email": TRUE})
    assert not Consent.objects.get(person=ada).is_given
    assert ConsentEntry.objects.count() == 1


def test_a_later_yes_does_and_a_later_yes_of_ours_stands() -> None:
    ada = Person.objects.create()
    Email.objects.create(person=ada, address="ada@example.org", key="ada@example.org")
    then = timezone.now() - dt.timedelta(days=400)
    actions.record_consent(person=ada, purpose=Purpose.EMAIL, is_given=False, source="/u/", given_at=then)
    day = (timezone.now() - dt.timedelta(days=10)).date()
    text = f"email,email_opt_in,consent_date\nada@example.org,true,{day}\n"
    bring(text, consents={"email": TRUE})
    assert Consent.objects.get(person=ada).is_given
    old = (timezone.now() - dt.timedelta(days=100)).date()
    bring(f"email,email_opt_in,consent_date\nada@example.org,false,{old}\n")
    assert Consent.objects.get(person=ada).is_given
    bring("email,email_opt_in\nada@example.org,false\n")  # undated: in doubt it is no
    assert not Consent.objects.get(person=ada).is_given


def test_what_we_know_stays_when_asked_and_an_empty_cell_erases_nothing() -> None:
    bring("external_id,prenom,nom,job\n1,Ada,Clairval,baker\n2,Bea,Belrose,cook\n")
    bring("external_id,prenom,nom,job\n1,Adele,,singer\n", wins=IF_EMPTY)
    ada = Person.objects.get(external_id="1")
    assert (ada.name, ada.field_values.get().text) == ("Ada Clairval", "baker")
    imported = bring("external_id,prenom,nom,job\n1,Adele,,singer\n2,,,\n")
    ada.refresh_from_db()
    assert (ada.name, ada.name_key, ada.field_values.get().text) == (
        "Adele Clairval",
        "clairval,adele",
        "singer",
    )
    assert imported.counts["run"]["same"] == 1
    assert "Ada → Adele" in report(imported)
    told = change_log.of(ada.activities.get(kind="import.changed").data)
    assert {change.target: change.old for change in told}["given_name"] == "Ada"


def test_a_bad_address_refuses_who_has_no_other_key_and_is_left_out_elsewhere() -> None:
    imported = bring("email,telephone,nom\nada@,,Clairval\nbea@,0199000001,Belrose\n")
    assert (imported.counts["run"]["refused"], imported.counts["run"]["created"]) == (1, 1)
    bea = Person.objects.get()
    assert not bea.emails.exists()
    assert "not an e-mail address" in report(imported)


def test_dates_that_read_both_ways_are_asked_about_and_others_decided_by_all() -> None:
    both = "email,ne_le\na@example.org,03/04/1980\nb@example.org,01/02/1980\n"
    imported = check(take(both))
    assert imported.state == Import.State.UPLOADED
    assert "two ways" in imported.problem_words
    check(imported, day_first={"1": False})
    run(imported)
    assert Person.objects.get(emails__key="a@example.org").born_on == dt.date(1980, 3, 4)
    rows = "".join(f"c{at}@example.org,03/04/1980\n" for at in range(700))
    bring(f"email,ne_le\n{rows}d@example.org,12/25/1980\n")
    assert Person.objects.get(emails__key="c0@example.org").born_on == dt.date(1980, 3, 4)


def test_a_shared_postcode_is_settled_by_the_town_or_left_at_the_department(places: None) -> None:
    imported = bring(
        "email,cp,ville\na@example.org,69100,Villeurbanne Cedex\nb@example.org,69100,Bron\n"
        "c@example.org,69001,\n"
        "d@example.org,99999,Nowhere\n"
    )
    zones = {e.key[0]: str(e.person.zone) for e in Email.objects.select_related("person__zone")}
    assert zones == {"a": "Villeurbanne", "b": "Rhône", "c": "Lyon", "d": "None"}
    assert imported.counts["run"]["notes"] == 2


def test_a_smaller_zone_that_we_know_is_kept(places: None) -> None:
    villeurbanne = Zone.objects.get(name="Villeurbanne")
    ada = Person.objects.create(external_id="1", zone=villeurbanne)
    bring("external_id,cp,ville\n1,69100,Bron\n")
    ada.refresh_from_db()
    assert ada.zone == villeurbanne
    bring("external_id,cp,ville\n1,30000,Nîmes\n")
    ada.refresh_from_db()
    assert str(ada.zone) == "Nîmes"


def test_who_imports_into_one_territory_reaches_nobody_outside(places: None, rhone: Zone) -> None:
    from hustings.foundation.accounts.roles import Role
    from tests.conftest import user

    local = user("lea", Role.DIRECTOR, rhone)
    Person.objects.create(external_id="9", zone=Zone.objects.get(name="Nîmes"), given_name="Far")
    imported = bring(
        "external_id,prenom,cp,ville\n1,In,69001,Lyon\n2,Out,30000,Nîmes\n3,Where,,\n9,Changed,69001,Lyon\n",
        local,
    )
    assert (imported.counts["run"]["created"], imported.counts["run"]["refused"]) == (1, 3)
    assert Person.objects.get(external_id="9").given_name == "Far"
    assert "territory" in report(imported)


def test_no_question_of_a_chunk_walks_every_territory(places: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a planner with statistics chooses by size, and the cast is small")
    text = "email,postcode,city\n" + "".join(f"p{n}@example.org,69100,Lyon\n" for n in range(30))
    imported = take(text)
    with CaptureQueriesContext(connection) as asked:
        check(imported)
    for query in asked.captured_queries:
        if query["sql"].startswith("SELECT") and "territories_" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                steps = [row[-1] for row in cursor.fetchall()]
            joined = len(steps) > 1 and [s for s in steps if "(kind=?)" in s]  # alone, it is the departments
            assert not joined and not [s for s in steps if s.startswith("SCAN")], (steps, query["sql"])


def test_a_chunk_asks_the_same_few_questions_however_many_rows(places: None) -> None:
    asked = []
    for n in (50, 250):
        imported = check(take(nationbuilder.make(n, bad=0).data), consents={"email": TRUE, "sms": TRUE})
        imports.start(imported=imported)
        with CaptureQueriesContext(connection) as queries:
            execution.run_import(imported.pk)
        asked.append(len(queries))
    assert Person.objects.count() == 250
    assert asked[1] <= 80


def test_a_paused_run_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks_of(monkeypatch, 10)
    imported = check(take(nationbuilder.make(35, bad=0).data))
    imports.start(imported=imported)
    execution.run_import(imported.pk, lambda n: imports.pause(imported=imported) if n == 20 else None)
    imported.refresh_from_db()
    assert (imported.state, imported.n_done) == (Import.State.PAUSED, 20)
    run(imported)
    assert (imported.state, imported.n_done, Person.objects.count()) == (Import.State.DONE, 35, 35)
    with pytest.raises(imports.NotNow):
        imports.start(imported=imported)


def test_old_files_are_put_away(settings: Any) -> None:
    imported = check(take("email\nada@example.org\n"))
    assert imports.put_old_away() == 0
    Import.objects.update(created_at=timezone.now() - dt.timedelta(days=40))
    assert storages["private"].exists(imported.path)
    assert imports.put_old_away() == 1
    assert not storages["private"].exists(imported.path)
    assert not (imported.lines.exists() or imported.blocks.exists())
