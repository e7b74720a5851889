"""Decoys are nobody: by no way in do they become people, and by no way out do they leave as such."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from hustings.field.events.forms import EventForm
from hustings.field.groups.forms import LocalGroupForm
from hustings.foundation.accounts.forms import InviteForm
from hustings.foundation.elections import actions as elections_actions
from hustings.foundation.file_imports import actions as file_actions
from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.lib import trap_addresses
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery.worker.claims import _read
from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.blocks.builder import block
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight import registry as checks
from hustings.outreach.preflight.desk import Desk
from hustings.people.imports.columns.options import Options
from hustings.people.imports.rows.row import Sheet
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Email, Person
from hustings.people.segments import actions as segments_actions
from hustings.people.signups import actions as signups_actions
from hustings.people.signups import address_bars
from hustings.people.signups.models import SignUp
from hustings.security.decoys import actions, lookups, notifications
from hustings.security.decoys.models import Alarm, Decoy
from hustings.site.candidates import file_target as candidates
from hustings.site.candidates.forms import CandidacyForm
from hustings.site.petitions.models import Petition, Signature
from hustings.site.representatives import file_target as representatives
from hustings.site.representatives.forms.directory import RepresentativeForm
from hustings.site.representatives.models import Office
from hustings.site.website import tasks
from hustings.site.website.models import ContentPage, HomePage
from mailguard.identifiers.addresses import read

pytestmark = pytest.mark.django_db


def test_they_are_in_no_table_of_people_users_or_signatures(decoy, login):
    """No mark that a query must heed, but no row at all: lists, segments and exports can't hold one."""
    assert not Person.objects.exists()
    with connection.cursor() as cursor:
        holding = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if decoy.address in str(cursor.fetchall()):
                holding.append(table)
    assert set(holding) == {"decoys_decoy", "decoys_entry"}


def test_forms_answer_as_always_keep_nothing_and_raise_the_alarm(decoy, dora, mailoutbox, run_tasks):
    typed = {"language": "fr", "source": "page /fr/", "consents": {}, "visitor": "198.51.100.9"}
    asked = signups_actions.request_sign_up
    assert asked(sign_up=SignUp.typed(address=read(decoy.address.upper()), **typed)) is None
    assert not SignUp.objects.exists()
    other = asked(sign_up=SignUp.typed(address=read("zoe@example.org"), **typed))
    assert other is not None
    petition = Petition(pk=7)
    assert address_bars.is_barred(petition, decoy.key, visitor="2001:db8:1::/64")
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.n) == ("form", 2)
    assert [(use.where, use.address) for use in alarm.sightings.order_by("pk")] == [
        ("page /fr/", "198.51.100.9"), ("petition 7", "2001:db8:1::"),
    ]  # fmt: skip
    run_tasks()
    assert decoy.address not in str([mail.to for mail in mailoutbox])
    assert not Signature.objects.exists()


def test_a_page_that_shows_one_is_published_and_only_who_keeps_decoys_hears(
    client, decoy, erin, mailoutbox, run_tasks
):
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="h", slogan="Here"))
    Site.objects.update(root_page=home)
    Site.clear_site_root_paths_cache()
    words = [("text", RichText(f"<p>Write to <a href='mailto:{decoy.address}'>us</a>.</p>"))]
    page = home.add_child(instance=ContentPage(title="Contact", slug="contact", body=words))
    clean = home.add_child(instance=ContentPage(title="Press", lead="press@campaign.example", slug="press"))
    for each in (page, clean):
        each.save_revision().publish()
    assert Page.objects.get(pk=page.pk).live and not Alarm.objects.exists()
    run_tasks()
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.decoy, alarm.n) == ("page", decoy, 1)
    assert alarm.sightings.get().where == f"page {page.url}"
    assert [mail.to for mail in mailoutbox] == [[erin.email]]
    assert decoy.address not in mailoutbox[0].body and "contact" not in mailoutbox[0].body
    assert b"contact" not in notifications.said(alarm, 1), "the page would show which one it is"
    tasks.look_at_page.call(page.pk, f"{Page.objects.get(pk=page.pk).last_published_at}")
    alarm.refresh_from_db()
    assert alarm.n == 1, "once for each time it is published"
    client.force_login(erin)
    shown = client.get(reverse("decoys:alarm", args=[alarm.pk])).content.decode()
    assert "Remove the address from the page" in shown and "Change the passwords there" not in shown


def test_nobody_of_the_team_makes_one_of_them_a_person(client, decoy, dora):
    with pytest.raises(persons_actions.BadEmail):
        persons_actions.add_person(given_name="Jo", email=decoy.address)
    jo = persons_actions.add_person(given_name="Jo")
    with pytest.raises(persons_actions.BadEmail):
        persons_actions.add_email(person=jo, address=decoy.address, user=dora)
    client.force_login(dora)
    sent = {"given_name": "Jo", "family_name": "Li", "language": "fr", "email": decoy.address}
    answer = client.post(reverse("persons:add"), sent)
    assert answer.status_code in {200, 422}
    assert not Email.objects.exists()


@pytest.mark.parametrize("field", ["email", "description_fr", "place"])
def test_a_local_group_shows_none_of_them_in_whichever_field(decoy, dora, france, field):
    zone = Zone.objects.get(name="Lyon")
    typed = {"name": "Lyon", "zone": zone.label(), "zone_id": zone.pk}
    said = (
        decoy.address if field == "email" else f"Écrivez à <{decoy.address.upper()}>, ou à zoe@example.org."
    )
    form = LocalGroupForm({**typed, field: said}, user=dora)
    assert list(form.errors) == [field]
    assert [use.where for use in Alarm.objects.get().sightings.all()] == ["HQ: LocalGroupForm"]
    form = LocalGroupForm({**typed, field: "zoe@example.org"}, user=dora)
    assert form.is_valid(), form.errors


def test_a_date_shows_none_of_them(decoy, dora):
    typed = {
        "title_fr": "Fête", "kind": "meeting", "audience": "everybody", "starts_at": "2030-05-01T10:00",
        "time_zone": "Europe/Paris", "place": "Gare", "description_fr": f"Inscription : {decoy.address}.",
    }  # fmt: skip
    assert list(EventForm(typed, user=dora).errors) == ["description_fr"]
    assert EventForm({**typed, "description_fr": "À zoe@example.org."}, user=dora).is_valid()


def test_none_of_them_stands_as_a_candidate_or_representative_or_is_invited(decoy, dora):
    forms = {
        CandidacyForm: {"user": dora}, RepresentativeForm: {}, InviteForm: {},
    }  # fmt: skip
    for form, more in forms.items():
        assert "Enter someone’s personal address" in str(
            form({"email": decoy.address.upper()}, **more).errors["email"]
        )
        assert "email" not in form({"email": "zoe@example.org"}, **more).errors
    where = {use.where for use in Alarm.objects.get().sightings.all()}
    assert where == {f"HQ: {form.__name__}" for form in forms}


def test_no_file_makes_one_of_them_a_candidate_or_representative(decoy, france):
    zone = Zone.objects.get(name="Lyon")
    rows = f"{zone.code};Martin;{decoy.address}\n{zone.code};Roy;zoe@example.org\n"
    content = f"code;nom;courriel\n{rows}".encode()
    election = elections_actions.save_election(name="E", kind="legislative", days=[date(2031, 6, 1)])
    options = {
        candidates.TARGET: {"election": election, "with_pages": False},
        representatives.TARGET: {"office": next(iter(Office)), "source": ""},
    }
    for target, said in options.items():
        imported = file_actions.bring(
            target=target, options=said | {"kind": zone.kind}, file_name="f.csv", content=content, user=None
        )
        assert [line.after["email"] for line in imported.lines.filter(outcome="new")] == ["zoe@example.org"]
        assert [line for line, _why in imported.report()["problems"]] == [2]
    where = [use.where for use in Alarm.objects.get().sightings.order_by("pk")]
    assert where == ["HQ: file of candidates", "HQ: file of representatives"]


def test_a_file_brings_none_of_them_in(decoy):
    sheet = Sheet(
        ["mail", "name"], ["email", "family_name"], Options(), [], nobodys=trap_addresses.among(None)
    )
    row = sheet.row(Record(2, [decoy.address, "Martin"]))
    assert row.refused
    assert not row.emails
    assert sheet.row(Record(3, ["zoe@example.org", "Martin"])).emails
    assert Alarm.objects.get().kind == "form"


def test_no_letter_leaves_to_one_that_was_somebodys_before(decoy, dora):
    """As after a backup was put back, or by hand in the database: the last look before a letter leaves."""
    person = persons_actions.add_person(given_name="Jo", email="jo@example.org")
    Email.objects.update(address=decoy.address, key=decoy.key)
    persons_actions.record_consent(person=person, purpose="email", is_given=True, source="test")
    segment = segments_actions.save_segment(name="All", criteria={"match": "all", "criteria": [
        {"criterion": "email", "operator": "has", "value": None}]}, user=dora)  # fmt: skip
    mailing = Mailing.objects.create(name="M", segment=segment, user=dora, sent_by=dora, state="sending")
    (claim,) = _read(mailing, [(1, person.pk, decoy.address, 0, "", None)], False)
    assert claim.unfit == "no_address"


def test_what_guards_ask_is_answered(decoy, erin):
    text = actions.ready("access", "fr")
    document = actions.write_document(title="D", language="fr", text_=text, user=erin)
    copy = actions.make_copy(document=document, format_="xlsx", place="the drive", user=erin)
    actions.retire(decoy=decoy, user=erin)
    assert lookups.known() == lookups.Known(
        frozenset({decoy.key}), frozenset({copy.sha256}), frozenset({copy.mark})
    )
    assert lookups.is_decoy(f"<{decoy.address}>") is False
    assert lookups.is_decoy(decoy.address.upper())
    assert lookups.place_of_file(copy.sha256.upper()) == "the drive"
    alarms = lookups.of_mail(
        sender="a@b.example", recipients=["bob@campaign.example", decoy.address.title()], where="milter",
        address="203.0.113.8", subject="Hello",
    )  # fmt: skip
    alarms += lookups.of_mail(sender=decoy.address, recipients=["x@y.example", "junk"], where="milter")
    assert [alarm.kind for alarm in alarms] == ["mail_to", "mail_from"]
    assert alarms[0].sightings.get().address == "203.0.113.8"
    assert lookups.of_mail(sender="a@b.example", recipients=["c@d.example"], where="milter") == []
    assert trap_addresses.among(None) == {decoy.key} == set(Decoy.objects.values_list("key", flat=True))


@pytest.mark.parametrize("where", ["words", "link", "subject"])
def test_no_mailing_names_one_of_them(decoy, dora, france, where):
    said = {
        "words": ("s", f"<p>Write to {decoy.address}.</p>"),
        "link": ("s", f'<p><a href="mailto:{decoy.address.upper()}?subject=x">here</a></p>'),
        "subject": (f"From {decoy.address}", "<p>Hello.</p>"),
    }[where]
    for (subject, body), stops in ((said, 1), (("s", "<p>Write to bob@campaign.example.</p>"), 0)):
        letter = builder.letter(subject, block("text", body))
        mailing = Mailing.objects.create(name="x", user=dora, content=[letter])
        found = checks.known.find("nobodys").findings(Desk(mailing, dora))
        assert [one.stops for one in found] == [True] * stops
    assert not Alarm.objects.exists()
