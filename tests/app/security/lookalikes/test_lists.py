"""Lists that are searched, by upload, by folder and by command; what was found; who is told."""

import bz2
import gzip
import lzma
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.foundation import jobs
from hustings.foundation.accounts.roles import Role
from hustings.foundation.lib.process import task_failures
from hustings.security.lookalikes import actions, figures, list_search, tasks
from hustings.security.lookalikes.models import Find, Habit, Watched
from hustings.shells.cli.lookouts import lookouts
from tests.conftest import user

pytestmark = pytest.mark.django_db
NAMES = b"""bakery.example
mail-valbrune-avant.example
valbrune-avant.example
valbrune-avant.com,2026-11-20
{"name": "www.va1brune-avant.example"}
accounts-office-webmail.example
"""
HOSTS = {"mail-valbrune-avant.example", "valbrune-avant.com", "www.va1brune-avant.example"}


def ours():
    return set(Find.objects.filter(is_provider=False).values_list("host", flat=True))


def bring(sonia, content=NAMES, name="new.txt"):
    return actions.bring(name=name, kind="registrations", content=content, user=sonia)


@pytest.mark.parametrize(
    "pack", [bytes, gzip.compress, bz2.compress, lzma.compress], ids=["", "gz", "bz2", "xz"]
)
def test_a_list_is_searched_however_it_is_packed(campaign, sonia, run_tasks, pack):
    made = bring(sonia, pack(NAMES))
    run_tasks()
    made.refresh_from_db()
    assert (made.state, made.content, ours()) == ("done", None, HOSTS)
    assert Find.objects.get(host="valbrune-avant.com").how == "tld"
    assert Find.objects.get(host="valbrune-avant.com").line == 4


def wide(order):
    mark, coding = {"le": (b"\xff\xfe", "utf-16-le"), "be": (b"\xfe\xff", "utf-16-be")}[order]
    return mark + NAMES.decode().replace("\n", "\r\n").encode(coding)


@pytest.mark.parametrize(("order", "pack"), [("le", bytes), ("be", bytes), ("le", gzip.compress)])
def test_a_list_as_windows_writes_it_is_searched(campaign, sonia, run_tasks, order, pack):
    made = bring(sonia, pack(wide(order)))
    run_tasks()
    made.refresh_from_db()
    assert (made.state, made.problem, ours()) == ("done", "", HOSTS)
    assert Find.objects.get(host="valbrune-avant.com").line == 4


def test_a_list_that_gives_its_turn_away_goes_on_where_it_was(campaign, sonia, monkeypatch):
    monkeypatch.setattr(list_search, "PAUSE", -1.0)
    monkeypatch.setattr("mailguard.lookalikes.among._BLOCK", 64)
    made = bring(sonia, gzip.compress(wide("le")))
    n_turns, is_done = 0, False
    while not is_done:
        said = iter([True, False])

        def told(said=said):
            if not next(said):
                raise jobs.NextPlease

        try:
            list_search.run(made.pk, told)
            is_done = True
        except jobs.NextPlease:
            n_turns += 1
            made.refresh_from_db()
            assert made.state == "waiting" and made.n_read > 0
    made.refresh_from_db()
    assert n_turns >= 2 and (made.state, ours()) == ("done", HOSTS)
    assert made.n_found == made.n_new == Find.objects.count()
    assert Find.objects.get(host="www.va1brune-avant.example").line == 5


def test_a_second_list_counts_what_was_seen_again_and_the_same_one_is_refused(campaign, sonia, run_tasks):
    bring(sonia)
    run_tasks()
    with pytest.raises(actions.Known):
        bring(sonia, name="again.txt")
    second = bring(sonia, b"valbrune-avant.com\n", "other.txt")
    run_tasks()
    second.refresh_from_db()
    row = Find.objects.get(host="valbrune-avant.com")
    assert (second.n_found, second.n_new, row.n_seen, row.source) == (1, 0, 2, "new.txt")
    list_search.run(second.pk)  # a task that runs twice
    row.refresh_from_db()
    assert row.n_seen == 2


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04\0\0\0\0", "plain text (UTF-8)"),
        (gzip.compress(NAMES * 50)[:-40], "archive is incomplete"),
    ],
    ids=["a zip", "cut off"],
)
def test_what_is_no_list_is_refused_in_words(campaign, sonia, run_tasks, content, word):
    made = bring(sonia, content)
    run_tasks()
    made.refresh_from_db()
    assert made.state == "failed"
    assert word in made.problem
    assert bring(sonia, content).pk != made.pk  # it may be tried again


@contextmanager
def broken():
    """A database that refuses to keep finds."""

    def refuse(execute, sql, params, many, context):
        if 'INTO "lookalikes_find"' in sql:
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def test_a_fault_is_shown_and_after_some_tries_a_list_waits_for_somebody(campaign, sonia, client, run_tasks):
    client.force_login(sonia)
    made = bring(sonia)
    where = reverse("lookalikes:lists_progress")
    with broken():
        for n in range(1, task_failures.TRIES):
            with pytest.raises(OperationalError):
                tasks.search_list.call(made.pk)
            page = client.get(where).content.decode()
            assert "OperationalError: disk I/O error" in page and f"({n} of 5 made)" in page
        tasks.search_list.call(made.pk)
        tasks.search_list.call(made.pk)  # what still waits in the queue tries nothing
    made.refresh_from_db()
    assert (made.state, made.n_faults, bytes(made.content)) == ("failed", task_failures.TRIES, NAMES)
    again = reverse("lookalikes:lists_again", args=[made.pk])
    page = client.get(where).content.decode()
    assert "Failed 5 times" in page and again in page and "every 1s" not in page
    for _twice in range(2):
        assert client.post(again).status_code == 302
    run_tasks()
    made.refresh_from_db()
    assert (made.state, made.n_faults, made.problem, ours()) == ("done", 0, "", HOSTS)


def test_a_list_that_no_worker_searches_any_more_can_be_searched_again(campaign, sonia, run_tasks):
    made = bring(sonia)
    assert actions.note_lost() == 0
    DBTaskResult.objects.update(status="FAILED")  # its workers were killed too often
    assert (actions.note_lost(), actions.note_lost()) == (1, 0)
    made.refresh_from_db()
    assert made.is_given_up and "the worker was stopped" in made.problem
    actions.search_again(listed=made, user=sonia)
    run_tasks()
    made.refresh_from_db()
    assert (made.state, ours(), actions.note_lost()) == ("done", HOSTS, 0)


def test_the_command_searches_files_and_says_what_is_wrong(campaign, tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_bytes(NAMES)
    bad.write_bytes(b"\0\1\2")
    done = CliRunner().invoke(lookouts, [str(good)])
    assert done.exit_code == 0
    assert "look-alikes" in done.output
    again = CliRunner().invoke(lookouts, [str(good), str(bad)])
    assert again.exit_code == 1
    assert "searched before" in again.output
    assert "plain text (UTF-8)" in again.output
    assert CliRunner().invoke(lookouts, [str(tmp_path / "none.txt")]).exit_code == 2


def test_the_security_lead_is_told_once_of_what_is_new(campaign, sonia, dora, run_tasks):
    bring(sonia)
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [[sonia.email]]
    assert "valbrune-avant.com" in mail.outbox[0].body
    assert "accounts-office" not in mail.outbox[0].body  # a provider's name: on the page alone
    bring(sonia, b"valbrune-avant.org\n", "b.txt")
    run_tasks()
    assert len(mail.outbox) == 1  # within the hour
    Find.objects.exclude(told_at=None).update(told_at=timezone.now() - timezone.timedelta(hours=2))
    bring(sonia, b"valbrune-avant.net\n", "c.txt")
    run_tasks()
    assert "2 look-alike domains" in mail.outbox[1].subject


def test_directors_are_told_where_nobody_leads_security(campaign, dora, run_tasks):
    bring(None)
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [[dora.email]]


def test_pages_show_judge_and_note_what_was_found(campaign, sonia, client, run_tasks):
    client.force_login(sonia)
    assert "DNS checks are off" in client.get(reverse("lookalikes:list")).content.decode()
    file = SimpleUploadedFile("new.txt", NAMES)
    answer = client.post(reverse("lookalikes:lists"), {"file": file, "kind": "registrations"}, follow=True)
    assert "new.txt" in answer.content.decode()
    run_tasks()
    assert "every 1s" not in client.get(reverse("lookalikes:lists_progress")).content.decode()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = client.get(reverse("lookalikes:list")).content.decode()
    assert "valbrune-avant.com" in shown
    assert len([q for q in asked if "lookouts" in q["sql"]]) <= 5
    row = Find.objects.get(host="valbrune-avant.com")
    page = client.get(reverse("lookalikes:find", args=[row.pk])).content.decode()
    assert "Please suspend the domain" in page
    client.post(
        reverse("lookalikes:judgement", args=[row.pk]), {"judgement": "hostile", "note": "a log-in page"}
    )
    for _twice in range(2):
        client.post(reverse("lookalikes:notice", args=[row.pk]), {"kind": "registrar"})
    client.post(reverse("lookalikes:notice", args=[row.pk]), {"kind": "odd"})
    row.refresh_from_db()
    assert (row.judgement, row.note, row.judged_by, row.noticed_to) == (
        "hostile", "a log-in page", sonia, ["registrar"],
    )  # fmt: skip
    client.post(reverse("lookalikes:list"), {"row": [row.pk, "x"], "deed": "anew"})
    row.refresh_from_db()
    assert (row.judgement, row.judged_at) == ("", None)
    assert (
        "Tick the rows"
        in client.post(reverse("lookalikes:list"), {"deed": "anew"}, follow=True).content.decode()
    )


def test_a_long_list_goes_on_by_key(campaign, sonia, client):
    now = timezone.now()
    Find.objects.bulk_create(
        Find(
            host=f"v{n}.example",
            name="valbrune-avant.example",
            how="tld",
            strength=0.9,
            source="x",
            first_at=now,
        )
        for n in range(120)
    )
    client.force_login(sonia)
    seen, place = set(), ""
    for _page in range(3):
        context = client.get(reverse("lookalikes:list"), {"after": place}).context
        seen |= {row.pk for row in context["rows"]}
        place = context["more"]
    assert (len(seen), place) == (120, "")
    for odd in ["x", "2026-13-45 1", "\0", "2026-11-01T00:00:00+00:00 99999999999999999999"]:
        assert client.get(reverse("lookalikes:list"), {"after": odd, "q": "\0"}).status_code == 200


def test_a_name_that_is_ours_is_no_look_alike(campaign, sonia, client, run_tasks):
    bring(sonia)
    run_tasks()
    client.force_login(sonia)
    client.post(reverse("lookalikes:watched"), {"text": "https://Valbrune-Avant.com/", "is_ours": "on"})
    assert Find.objects.get(host="valbrune-avant.com").judgement == "harmless"
    assert Watched.objects.get().text == "valbrune-avant.com"
    again = client.post(reverse("lookalikes:watched"), {"text": "valbrune-avant.com"})
    assert (again.status_code, "already on the list" in again.content.decode()) == (422, True)
    for odd in ["abc", "192.0.2.1", "-x-.example", "a..b", "\0"]:
        assert client.post(reverse("lookalikes:watched"), {"text": odd}).status_code == 422
    client.post(reverse("lookalikes:removal", args=[Watched.objects.get().pk]))
    assert not Watched.objects.exists()


def test_a_service_that_staff_use_is_watched_once_it_is_added(campaign, sonia, run_tasks):
    actions.watch(text="Meridian Box", user=sonia)
    bring(sonia, b"login-meridianbox.example\n")
    run_tasks()
    assert ours() == {"login-meridianbox.example"}


def test_only_who_guards_mail_sees_them(campaign, client):
    for role, status in [(Role.COMMUNICATIONS, 403), (Role.AUDITOR, 403), (Role.SECURITY, 200)]:
        client.force_login(user(f"one-{role}", role))
        assert client.get(reverse("lookalikes:list")).status_code == status
    habit = {"asks": "on", "a_minute": "900"}
    assert client.post(reverse("lookalikes:habit"), habit).status_code == 422
    assert not Habit.current().asks


def test_the_chart_counts_weeks(campaign):
    assert figures.by_week() is None
    Find.objects.create(host="a.example", name="b", how="tld", strength=1, source="x")
    assert "New look-alike domains per week" in figures.by_week()
