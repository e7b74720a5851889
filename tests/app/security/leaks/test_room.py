"""The leak room from its door: who comes in, cases from beginning to end, what is noted, what goes."""

import csv
import io
import json
import shutil
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from benchmarks import leak_factory
from hustings.foundation.accounts.roles import Role
from hustings.foundation.jobs import queue
from hustings.outreach.emails.signatures import dkim, keys
from hustings.security.decoys.actions import invent_people, make_copy, ready, write_document
from hustings.security.decoys.lookups import signs
from hustings.security.leaks import actions, dump_reader, shown, silence
from hustings.security.leaks.models import Case, Look
from mailguard.forensics import case as engine
from mailguard.forensics import register
from tests.conftest import user


def at(name, case, *more):
    """An address of a case."""
    return reverse(f"leaks:{name}", args=[case.uid, *more])


def kinds(case):
    """Numbers by class."""
    with case.open() as store:
        return {kind: n for kind, _words, n in shown.results(store)["kinds"]}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.SECURITY, Role.DIRECTOR}])
def test_nobody_else_comes_in(client, case, role):
    client.force_login(user("other", role))
    for address in (reverse("leaks:index"), reverse("leaks:new"), at("case", case), at("mails", case)):
        assert client.get(address).status_code == 403
    assert client.post(at("register", case)).status_code == 403
    assert "Salle des fuites" not in client.get("/hq/").content.decode()


def test_a_security_lead_of_one_territory_does_not_either(client, case, rhone):
    client.force_login(user("other", Role.SECURITY, rhone))
    assert client.get(at("case", case)).status_code == 403


def test_from_the_door_to_the_numbers(client, room, sam, run_tasks):
    client.force_login(sam)
    empty = client.get(reverse("leaks:index")).content.decode()
    assert "Aucune affaire" in empty and "ndex de nos propres e-mails" in empty
    form = {"name": "Evening", "dump": "evening", "domains": leak_factory.OURS}
    case_address = client.post(reverse("leaks:new"), form).url
    waiting = client.get(case_address).content.decode()
    assert "hx-get" in waiting and "0 e-mail lu" in waiting
    assert '<label for="bar">En attente</label>' in waiting
    assert ">attend son tour</td>" in client.get(reverse("leaks:index")).content.decode()
    [held] = queue.claim("a/1", queues=["long"])
    reading_now = client.get(case_address).content.decode()
    assert '<label for="bar">En attente' not in reading_now
    assert ">attend son tour</td>" not in client.get(reverse("leaks:index")).content.decode()
    queue.give_back(held)
    run_tasks()
    made = Case.objects.get()
    assert client.get(at("progress", made)).headers["HX-Refresh"] == "true"
    page = client.get(case_address).content.decode()
    found = kinds(made)
    assert sum(found.values()) == made.n_mails == 90 and found["proven"] == 38
    assert f"connu, mais modifié ({found['altered']})" in page
    assert "Les heures de la lecture sont prouvées avec elle" in page
    assert made.register in page and "nora.mbox" in page and f"nora@{leak_factory.OURS}" in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"dump": "../known"}, "Sélectionnez un choix valide"),
        ({"dump": ""}, "Choisissez soit des fichiers"),
        ({"domains": "nora@x.example"}, "Saisissez des domaines comme"),
        ({"name": "x" * 200}, "120"),
    ],
)
def test_what_can_not_be_started_is_told(client, room, sam, change, says):
    client.force_login(sam)
    form = {"name": "Evening", "dump": "evening", "domains": leak_factory.OURS} | change
    answer = client.post(reverse("leaks:new"), form)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Case.objects.exists()


def test_a_file_that_is_sent_is_read_and_kept_for_its_owner_alone(room, sam, run_tasks):
    data = (room / "dumps" / "evening" / "nora.mbox").read_bytes()
    sent = SimpleUploadedFile("../nora.mbox", data)
    made = actions.start(name="S", dump="", sent=sent, domains=["x.example"], signs=False, user=sam)
    run_tasks()
    made.refresh_from_db()
    assert made.finished_at and made.n_mails > 5
    assert made.path.read_bytes() == data and made.path.stat().st_mode & 0o077 == 0
    assert made.folder.stat().st_mode & 0o077 == 0


def test_mails_are_searched_and_paged(client, case, sam, monkeypatch):
    client.force_login(sam)
    monkeypatch.setattr(shown, "SIZE", 20)
    seen, address = [], at("mails", case)
    while address:
        answer = client.get(address)
        seen += [row["id"] for row in answer.context["rows"]]
        more = answer.context["more"]
        address = more and f"{at('mails', case)}?after={more}"
    assert seen == list(range(1, 91))
    changed = client.get(f"{at('mails', case)}?kind=altered").context["rows"]
    assert {row["kind"] for row in changed} == {"altered"}
    subject = changed[0]["subject"]
    assert [row["subject"] for row in client.get(at("mails", case), {"q": subject}).context["rows"]] == [
        subject
    ]
    assert not client.get(at("mails", case), {"q": "%"}).context["rows"]
    box = client.get(f"{at('mails', case)}?box=nora.mbox&after=x").context["rows"]
    assert {row["box"] for row in box} == {"nora.mbox"}


def test_what_was_changed_stands_side_by_side_and_harms_nobody(client, case, sam):
    client.force_login(sam)
    with case.open() as store:
        row = next(row for row in store.rows("WHERE kind = 'altered'"))
    page = client.get(at("mail", case, row.id)).content.decode()
    assert "Modifications" in page and "<ins>" in page and row.sha256 in page
    assert client.get(at("mail", case, 4_000)).status_code == 404
    side = shown.safe("\u202egpj.exe http://evil.example/<script>")
    assert side == "�gpj.exe hxxp://evil.example/<script>"
    detail = {"differences": [{"place": "text", "line": 1, "theirs": "<script>alert(1)</script>"}]}
    assert "<script>" in shown.mail(row, detail)["differences"][0]["theirs"]  # escaped by the page alone


def test_the_register_that_is_downloaded_holds(client, case, sam):
    client.force_login(sam)
    lines = b"".join(client.post(at("register", case)).streaming_content).decode().splitlines()
    found = register.verify(lines)
    assert not found.faults and register.counts(found)["n"] == 90 and found.head == case.register
    table = b"".join(client.post(at("table", case)).streaming_content).decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(table)))) == 90
    assert client.get(at("register", case)).status_code == 405
    assert not list(case.folder.glob("*.csv"))


def test_each_look_is_noted(client, case, sam, dora):
    client.force_login(dora)
    client.get(at("case", case))
    client.get(at("mail", case, 3))
    client.get(at("mails", case), {"q": "hall"})
    noted = [(look.user, look.what, look.detail) for look in Look.objects.order_by("pk")]
    assert noted == [
        (sam, "start", ""), (dora, "results", ""), (dora, "mail", "3"), (dora, "mails", "hall"),
    ]  # fmt: skip
    assert "dora" in client.get(at("case", case)).content.decode()


def test_a_draft_has_the_numbers_in_both_languages_and_is_edited(client, case, sam, mailoutbox):
    found = kinds(case)
    assert f"{found['altered']} of them were altered" in case.english
    assert f"{found['altered']} d’entre eux ont été modifiés" in case.french
    assert case.register in case.english
    client.force_login(sam)
    seen = client.get(at("statement", case)).context["form"].initial["seen"]
    client.post(at("statement", case), {"english": "Ours.", "french": "Le nôtre.", "seen": seen})
    case.refresh_from_db()
    assert (case.english, case.french) == ("Ours.", "Le nôtre.") and not mailoutbox
    mine = {"english": "Mine.", "french": "Le mien.", "seen": seen}  # of a page that was open all the time
    answer = client.post(at("statement", case), mine)
    told = answer.content.decode()
    case.refresh_from_db()
    assert answer.status_code == 422 and case.english == "Ours." and "Mine." in told and "Le nôtre." in told
    assert (
        client.post(
            at("statement", case), mine | {"seen": answer.context["form"]["seen"].value()}
        ).status_code
        == 302
    )
    case.refresh_from_db()
    assert case.english == "Mine."
    client.post(
        at("statement", case), {"english": "Ours.", "french": "Le nôtre.", "seen": actions.version(case)}
    )
    assert "Le nôtre." in client.get(at("statement", case)).content.decode()


def test_a_case_goes_by_hand_or_in_time_and_its_numbers_stay(client, case, sam, run_tasks):
    client.force_login(sam)
    head, folder = case.register, case.folder
    client.post(at("keeping", case), {"until": timezone.localdate() - timedelta(days=2)})
    case.refresh_from_db()
    assert case.keep_until > timezone.localdate()  # a day that is over is refused
    Case.objects.update(keep_until=timezone.localdate() - timedelta(days=1))
    assert actions.forget_lapsed() == 1 and actions.forget_lapsed() == 0
    assert client.get(at("mails", case)).status_code == 404
    run_tasks()
    assert not folder.exists()
    dump_reader.remove(case)  # twice does no harm
    page = client.get(at("case", case)).content.decode()
    assert head in page and "Elle contenait 90 e-mails" in page
    client.post(at("removal", case))
    assert Case.objects.get().deleted_by is None


def test_what_is_wrong_is_told_and_gone_on_with(client, room, sam, run_tasks):
    (room / "known" / "decoys.json").write_text("[]")
    made = actions.start(name="E", dump="evening", sent=None, domains=["x.example"], signs=False, user=sam)
    run_tasks()
    client.force_login(sam)
    assert "decoys.json" in client.get(at("case", made)).content.decode()
    (room / "known" / "decoys.json").write_text(json.dumps({"decoys": []}))
    client.post(at("attempt", made))
    run_tasks()
    made.refresh_from_db()
    assert made.finished_at and not made.problem


def test_a_dump_that_is_gone_or_a_disk_that_refuses_is_told_and_read_on(client, room, sam, run_tasks):
    made = actions.start(name="E", dump="evening", sent=None, domains=["x.example"], signs=False, user=sam)
    (room / "dumps" / "evening").rename(room / "away")
    client.force_login(sam)
    run_tasks()
    made.refresh_from_db()
    assert made.failed_at and "No such file" in made.problem
    page = client.get(at("case", made)).content.decode()
    assert reverse("leaks:attempt", args=[made.uid]) in page
    (room / "away").rename(room / "dumps" / "evening")
    made.room.write_bytes(b"")  # no folder can be made here
    client.post(at("attempt", made))
    run_tasks()
    made.refresh_from_db()
    assert "exists" in made.problem
    made.room.unlink()
    client.post(at("attempt", made))
    run_tasks()
    made.refresh_from_db()
    assert (made.problem, bool(made.finished_at), made.n_mails) == ("", True, 90)


def test_names_that_are_no_utf_8_are_read_and_shown(client, room, sam, run_tasks):
    name, shown_as = "Fuite" + "\udce9" * 250, "Fuite" + r"\xe9" * 250  # as long as names may be
    dump = room / "dumps" / name
    (room / "dumps" / "evening").rename(dump)
    (dump / "nora.mbox").rename(dump / "Envoy\udce9s.mbox")
    client.force_login(sam)
    assert shown_as in dict(client.get(reverse("leaks:new")).context["form"]["dump"].field.choices)
    form = {"name": "Evening", "dump": shown_as, "domains": leak_factory.OURS}
    assert client.post(reverse("leaks:new"), form).status_code == 302
    run_tasks()
    made = Case.objects.get()
    assert (made.problem, bool(made.finished_at), made.n_mails) == ("", True, 90)
    assert r"Envoy\xe9s.mbox" in [box["name"] for box in client.get(at("case", made)).context["boxes"]]
    first = client.get(at("mails", made), {"box": r"Envoy\xe9s.mbox"}).context["rows"][0]
    assert r"Envoy\xe9s.mbox" in client.get(at("mail", made, first["id"])).context["row"]["path"]
    for name in ("register", "table"):
        assert b"Envoy" in b"".join(client.post(at(name, made)).streaming_content)


def test_whatever_else_fails_is_told_with_what_to_do(client, room, sam, run_tasks):
    made = actions.start(name="E", dump="evening", sent=None, domains=["x.example"], signs=False, user=sam)
    engine.begin(made.room, (str(made.path),), dump_reader.order(made))
    with made.open() as store:
        begun = store.get("begun")
        store.put(begun="no\0moment")  # what nobody has thought of
    run_tasks()
    made.refresh_from_db()
    assert made.failed_at and "ValueError" in made.problem
    client.force_login(sam)
    page = client.get(at("case", made))
    told = page.context["case"].problem
    assert "ValueError" in told and reverse("leaks:attempt", args=[made.uid]) in page.content.decode()
    with made.open() as store:
        store.put(begun=begun)
    client.post(at("attempt", made))
    run_tasks()
    made.refresh_from_db()
    assert (made.problem, bool(made.finished_at), made.n_mails) == ("", True, 90)


def test_what_hq_signed_is_proven_by_its_own_keys(room, sam, run_tasks, settings, tmp_path):
    settings.DKIM_FOLDER = str(tmp_path / "dkim")
    old, new = keys.make("valbrune.example", "ed25519"), keys.make("valbrune.example", "ed25519")
    letter = b"From: zoe@valbrune.example\r\nTo: bob@private.example\r\nSubject: %s\r\nMessage-ID: <%s@v>\r\n"
    letter += b"Date: Mon, 23 Nov 2026 08:00:00 +0000\r\n\r\nHello.\r\n"
    dump = room / "dumps" / "night"
    dump.mkdir()
    for key, name in [(old.key, b"a"), (new.key, b"b")]:
        keys.use(key.domain, key.selector)  # the one before it is old from then on
        raw = letter % (name, name)
        (dump / f"{name.decode()}.eml").write_bytes(dkim.signed(raw, [key]))
    shutil.rmtree(room / "known")
    made = actions.start(
        name="N", dump="night", sent=None, domains=["valbrune.example"], signs=False, user=sam
    )
    run_tasks()
    made.refresh_from_db()
    assert (made.problem, kinds(made).get("proven")) == ("", 2)
    assert (made.folder / "keys.zone").stat().st_mode & 0o777 == 0o600


def test_a_new_case_knows_our_domains(client, room, sam, settings):
    settings.BASE_URL = "https://valbrune-avant.fr"
    client.force_login(sam)
    assert "valbrune-avant.fr" in client.get(reverse("leaks:new")).context["form"]["domains"].value()


def test_a_page_asks_little(client, case, sam, django_assert_max_num_queries):
    client.force_login(sam)
    client.get(reverse("leaks:index"))
    for address in (reverse("leaks:index"), at("mails", case), at("mail", case, 1)):
        with django_assert_max_num_queries(20):  # those of HQ's frame, session and roles among them
            client.get(address)


def test_without_an_election_nobody_knows_when_silence_begins(db):
    assert silence.ahead(timezone.now()) == {"is_known": False, "rows": []}


def test_decoys_of_the_register_are_found_in_a_dump_by_address_and_by_wording(room, sam, run_tasks):
    one = invent_people(n=1, domain="campaign.example", language="fr", user=sam)[0]
    document = write_document(title="Notes", language="en", text_=ready("access", "en"), user=sam)
    copy = make_copy(document=document, format_="docx", place="the press share", user=sam)
    text = next(each["wordings"][0] for each in signs() if copy.sha256 in each.get("sha256", []))
    letter = "From: {}\r\nTo: zoe@private.example\r\nSubject: {}\r\nMessage-ID: <{}@x.example>\r\n\r\n{}\r\n"
    dump = room / "dumps" / "night"
    dump.mkdir()
    (dump / "1.eml").write_text(letter.format(one.key, "Hello", "a1", "See you on Monday."))
    pasted = letter.format("max@private.example", "Fwd", "a2", text)
    (dump / "2.eml").write_bytes(pasted.encode())
    made = actions.start(
        name="Night", dump="night", sent=None, domains=[leak_factory.OURS], signs=False, user=sam
    )
    run_tasks()
    made.refresh_from_db()
    assert (made.problem, kinds(made).get("decoy")) == ("", 2)
    assert (made.folder / "decoys.json").stat().st_mode & 0o777 == 0o600


def test_what_could_not_be_read_is_named_on_the_page_and_in_the_draft(client, room, sam, run_tasks):
    dump = room / "dumps" / "mixed"
    dump.mkdir()
    shutil.copy(next((room / "dumps" / "evening").glob("nora.mbox")), dump)
    (dump / "alice.pst").write_bytes(b"!BDN" + b"broken" * 200)
    (dump / "photos.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    for n in range(25):
        (dump / f"empty{n:02}.eml").touch()
    actions.start(name="M", dump="mixed", sent=None, domains=["x.example"], signs=False, user=sam)
    run_tasks()
    made = Case.objects.get()
    assert made.finished_at and made.n_mails > 5
    assert "27 files could not be fully read" in made.english
    assert "– mixed/alice.pst: readpst could not read it" in made.english
    assert "17 more, listed in the register" in made.english
    assert "We have read all of them" not in made.english and str(room) not in made.english
    assert "27 fichiers n’ont pas pu être lus" in made.french and "mixed/alice.pst" in made.french
    client.force_login(sam)
    answer = client.get(at("case", made))
    assert (answer.context["n_unread"], answer.context["n_more_unread"]) == (27, 7)
    assert "readpst n’a pas pu le lire" in [why for path, why in answer.context["unread"] if "alice" in path]
    assert "27 fichiers n’ont pas pu être lus" in answer.content.decode()


def test_of_a_dump_that_holds_nothing_readable_no_reading_is_claimed(room, sam, run_tasks):
    (room / "dumps" / "broken.pst").write_bytes(b"")
    actions.start(name="B", dump="broken.pst", sent=None, domains=["x.example"], signs=False, user=sam)
    run_tasks()
    made = Case.objects.get()
    assert (
        "We haven’t been able to read any e-mail in them so far." in made.english
        and "0 mails" not in made.english
    )
    assert "– broken.pst: readpst could not read it" in made.english
    assert "Nous n’avons pu y lire aucun e-mail jusqu’ici." in made.french


@pytest.mark.parametrize("name", ["日" * 90 + ".mbox", "é" * 190 + ".mbox"], ids=["wide", "accents"])
def test_a_file_with_a_long_name_in_other_letters_is_taken(client, room, sam, run_tasks, name):
    client.force_login(sam)
    data = (room / "dumps" / "evening" / "nora.mbox").read_bytes()
    form = {"name": "S", "dump": "", "domains": "x.example", "file": SimpleUploadedFile(name, data)}
    assert client.post(reverse("leaks:new"), form).status_code == 302
    run_tasks()
    made = Case.objects.get()
    assert made.finished_at and made.n_mails > 5
    assert made.path.name.endswith(name[-20:]) and len(made.path.name.encode()) <= 200
