"""The register: whole, append-only, and written by many at once."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from hustings.security.decoys import actions, register
from hustings.security.decoys.models import Copy, Decoy, Document, Entry, Login
from hustings.shells.cli.checks import findings
from mailguard import chain
from tests.slate import asleep

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def by_force(statement: str) -> None:
    """Change the table as somebody would who owns the database: without its triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        with asleep(cursor, ["decoys_entry"]):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")


def test_what_is_made_is_a_chain(login, erin):
    proof = register.prove()
    first, second = Entry.objects.all()
    assert (proof.n, proof.fault, proof.head) == (2, None, second.digest)
    links = [{**each.line(), "n": each.position} for each in (first, second)]
    assert chain.link(chain.start("decoys"), links[0]) == first.digest
    assert chain.link(first.digest, links[1]) == second.digest
    assert first.who == "Erin <erin@example.org>"
    assert login.password not in str(list(Entry.objects.values()))
    assert register.prove(head=first.digest).is_whole, "an older head is in the chain too"
    assert "rewritten" in register.prove(head="f" * 64).fault.says


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decoys_entry SET who = 'nobody' WHERE position = 1",
        "UPDATE decoys_entry SET at = made_at FROM decoys_decoy WHERE position = 2",
        "DELETE FROM decoys_entry WHERE position = 1",
        "UPDATE decoys_entry SET about = 'decoy:99' WHERE position = 1",
    ],
)
def test_a_change_by_force_shows(login, statement):
    by_force(statement)
    assert "Line 1 of the register" in register.prove().fault.says or "Line 2" in register.prove().fault.says


def test_the_database_itself_lets_no_line_change_or_go(login):
    for deed in (lambda: Entry.objects.update(who="nobody"), lambda: Entry.objects.all().delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            deed()
    assert register.prove().is_whole


def test_rows_are_held_against_the_register(login, decoy):
    Login.objects.filter(pk=login.login.pk).update(place="elsewhere")
    assert register.prove().fault.says == f"“login:{login.login.pk}” doesn’t match the register."
    Login.objects.all().delete()
    assert "no longer exists" in register.prove().fault.says
    Decoy.objects.create(given_name="A", family_name="B", address="a@b.example", key="a@b.example")
    assert "decoy" in register.prove().fault.says


@pytest.mark.django_db(transaction=True)
def test_many_write_at_once_and_the_chain_holds(erin):
    failed = []

    def make() -> None:
        try:
            for _n in range(3):
                actions.invent_people(n=2, domain="campaign.example", language="en", user=erin)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=make) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    proof = register.prove()
    assert (proof.n, proof.fault, Decoy.objects.count()) == (24, None, 24)


def test_the_page_proves_it_and_says_who_looked(client, erin, login):
    client.force_login(erin)
    head = Entry.objects.last().digest
    page = client.get("/hq/decoys/register/", {"prove": "1", "head": head}).text
    assert "Register intact: 2 lines" in page
    assert head in page
    assert "Erin" in client.get("/hq/decoys/register/").text
    by_force("DELETE FROM decoys_entry WHERE position = 1")
    assert "Line 1 of the register is missing" in client.get("/hq/decoys/register/?prove=1").text


def test_the_check_of_an_installation_proves_it(login):
    [good] = findings.decoys()
    assert (good.level.value, Entry.objects.last().digest[:16] in good.what) == ("good", True)
    Decoy.objects.update(address="zoe@else.example")
    [bad] = findings.decoys()
    assert bad.level.value == "mend"
    assert "match the register" in bad.what


def test_texts_and_files_are_held_against_the_register(erin):
    ready = actions.ready("access", "fr")
    document = actions.write_document(title="D", language="fr", text_=ready, user=erin)
    text = document.text
    copy = actions.make_copy(document=document, format_="xlsx", place="the drive", user=erin)
    assert register.prove().is_whole
    Document.objects.update(text=f"{text} changed")
    assert register.prove().fault.says == f"“document:{document.pk}” doesn’t match the register."
    Document.objects.update(text=text)
    Copy.objects.update(content=b"another file")
    assert register.prove().fault.says == f"“copy:{copy.pk}” doesn’t match the register."
