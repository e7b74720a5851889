"""The index of our own mail, made in HQ of files on the server and of a real mailbox."""

import shutil
import tempfile
from pathlib import Path

import pytest
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from benchmarks import leak_factory
from hustings.foundation.jobs.models import UniqueKey
from hustings.foundation.lib.process import task_failures
from hustings.security.incidents.models import Look, Perusal, Source, Study
from hustings.security.leaks import actions, mail_index, tasks
from hustings.security.leaks.models import Case, known, own
from mailguard.forensics.copies import Copies
from tests.app.security.leaks.test_room import kinds
from tests.cast.outreach import dovecot


@pytest.fixture
def bare(room, written):
    """A room without an index, and our mail on the server."""
    (room / "known" / "ours.sqlite3").unlink()
    shutil.copytree(written / "ours", own())
    return room


def n_known(path=None):
    made = Copies(path or mail_index.index())
    try:
        return len(made)
    finally:
        made.close()


def read_case(sam, run_tasks, dump="evening"):
    made = actions.start(name="E", dump=dump, sent=None, domains=[leak_factory.OURS], signs=False, user=sam)
    run_tasks()
    made.refresh_from_db()
    return made


def test_files_on_the_server_become_an_index_that_cases_are_read_against(bare, client, sam, run_tasks):
    client.force_login(sam)
    page = client.get(reverse("leaks:own")).content.decode()
    assert "Pas encore d’index." in page
    client.post(reverse("leaks:own_deeds"), {"do": "read"})
    assert "hx-get" in client.get(reverse("leaks:own")).content.decode()
    run_tasks()
    assert client.get(reverse("leaks:own_progress")).headers["HX-Refresh"] == "true"
    study = Study.objects.get()
    assert study.n_kept == n_known() > 50 and mail_index.index().stat().st_mode & 0o077 == 0
    found = kinds(read_case(sam, run_tasks))
    assert found["altered"] > 3 and found["same"] + found["proven"] > 40
    assert Look.objects.filter(what="learnt", user=sam).count() == 1
    client.post(reverse("leaks:own_deeds"), {"do": "anew"})
    run_tasks()
    assert n_known() == study.n_kept


def test_a_mailbox_is_known_again_and_what_was_changed_is_told(room, sam, run_tasks, tmp_path):
    server = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-own-")), "auth_failure_delay = 0\n")
    try:
        mails = [
            (
                f"From: nora@{leak_factory.OURS}\r\nTo: press@paper.example\r\nSubject: Budget {n}\r\n"
                f"Date: Mon, 1 Mar 2027 10:0{n}:00 +0100\r\nMessage-ID: <own{n}@{leak_factory.OURS}>\r\n\r\n"
                f"The hall costs {n}00 euros, and the printer wants to be paid by the end of the month.\r\n"
                "Please sign the order today and send it back to the office before noon.\r\n"
            ).encode()
            for n in range(3)
        ]  # fmt: skip
        for raw in mails:
            client = server.client("nora")
            client.create("Sent")
            client.append("Sent", "", None, raw)
            client.logout()
        source = Source(
            kind="mailbox", name="Nora", host="127.0.0.1", port=server.port, safety="plain", login="nora",
            address=f"nora@{leak_factory.OURS}", tested_at="2027-01-01T00:00:00Z", is_read_whole=True,
        )  # fmt: skip
        source.secret = "secret"
        source.save()
        before = n_known()
        actions.index_own(user=sam)
        run_tasks()
        assert n_known() == before + 3, "what was in the index before has gone"
        assert Perusal.objects.get().n_new == 3
        actions.index_daily()
        run_tasks()
        assert n_known() == before + 3 and Perusal.objects.get().n_read == 3
    finally:
        server.stop()
    dump = room / "dumps" / "later"
    dump.mkdir()
    (dump / "same.eml").write_bytes(mails[0])
    (dump / "changed.eml").write_bytes(mails[1].replace(b"100 euros", b"100 000 euros in cash"))
    (dump / "strange.eml").write_bytes(b"From: x@else.example\r\nSubject: s\r\n\r\nSomething else.\r\n")
    found = kinds(read_case(sam, run_tasks, "later"))
    assert (found["same"], found["altered"], found["unknown"]) == (1, 1, 1)


def test_while_a_case_is_read_its_index_stays(bare, sam, run_tasks):
    actions.index_own(user=sam)
    run_tasks()
    before = mail_index.index().read_bytes()
    (own() / "more.eml").write_bytes(b"From: a@b.example\nSubject: more\nMessage-ID: <m@b>\n\nOne more.\n")
    waiting = Case.objects.create(name="C", dump="evening", made_by=sam)
    with pytest.raises(actions.CaseOpen):
        actions.forget_own(user=sam)
    actions.index_daily()
    run_tasks()
    assert mail_index.index().read_bytes() == before and Study.objects.get().problem
    assert n_known(mail_index.growing()) == n_known() + 1
    Case.objects.filter(pk=waiting.pk).update(failed_at="2027-01-01T00:00:00Z")
    actions.index_daily()
    run_tasks()
    assert n_known() == n_known(mail_index.growing()) and not Study.objects.get().problem


def test_killed_it_goes_on_and_the_index_can_be_deleted(
    bare, sam, monkeypatch, run_tasks, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("hustings.security.leaks.mail_index._TOLD_EVERY", 10)
    monkeypatch.setattr("mailguard.forensics.copies._BATCH", 5)
    study = Study.objects.create(purpose="copies")
    n = 0

    def pause():
        nonlocal n
        n += 1
        if n == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mail_index.make(study, pause)
    assert not mail_index.index().exists() and 10 < n_known(mail_index.growing()) < 40
    mail_index.make(study, lambda: None)
    assert n_known() > 50
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget_own(user=sam)
    assert not mail_index.index().exists() and not mail_index.growing().exists()
    assert Look.objects.filter(what="unlearnt", user=sam).exists()
    shutil.rmtree(own())
    with pytest.raises(actions.NothingToIndex):
        actions.index_own(user=sam)
    actions.index_daily()


def test_a_fault_is_shown_and_after_some_tries_somebody_begins_once_more(bare, client, sam, run_tasks):
    client.force_login(sam)
    aside = known().rename(known().with_name("aside"))
    known().write_text("")  # a file where the folder was: nothing can be written there
    client.post(reverse("leaks:own_deeds"), {"do": "read"})
    study = Study.objects.get()
    for n in range(1, task_failures.TRIES):
        with pytest.raises(OSError):
            tasks.index_own.call(study.pk)
        page = client.get(reverse("leaks:own")).content.decode()
        assert "File exists" in page and f"{n} sur 5" in page and "hx-get" in page
    tasks.index_own.call(study.pk)
    study.refresh_from_db()
    assert study.is_given_up and not study.is_busy
    progress = client.get(reverse("leaks:own_progress"))
    assert "File exists" in progress.content.decode() and progress.headers["HX-Refresh"] == "true"
    tasks.index_own.call(study.pk)  # what still waits in the queue tries nothing
    known().unlink()
    aside.rename(known())
    client.post(reverse("leaks:own_deeds"), {"do": "read"})
    run_tasks()
    study.refresh_from_db()
    assert (study.n_faults, study.fault, study.is_given_up) == (0, "", False) and n_known() > 50


def test_what_no_worker_reads_any_more_says_so_and_can_be_begun_again(bare, client, sam, run_tasks):
    case = actions.start(name="E", dump="evening", sent=None, domains=[], signs=False, user=sam)
    actions.index_own(user=sam)
    assert actions.note_lost() == 0
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)  # its workers were killed too often
    UniqueKey.objects.all().delete()
    assert (actions.note_lost(), actions.note_lost()) == (2, 0)
    case.refresh_from_db()
    assert not case.is_busy and "le processus a été interrompu" in case.problem
    assert Study.objects.get().is_given_up and "a été interrompu" in Study.objects.get().fault
    actions.try_again(case=case, user=sam)
    actions.index_own(user=sam)
    run_tasks()
    assert actions.note_lost() == 0 and Study.objects.get().done_at and n_known() > 50
    case.refresh_from_db()
    assert case.finished_at and case.n_mails > 0
