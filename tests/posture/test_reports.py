"""Reports of receivers: read, kept once, counted; and the way to refusing what others send."""

import gzip
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.posture import actions, forgetting, reading, records, standing
from hustings.posture.models import Report, Sent
from tests.posture import reports

pytestmark = pytest.mark.django_db
OURS, THEIRS = "192.0.2.7", "203.0.113.9"


def day(n):
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=n)


def filled(days=20, theirs=40, ours="pass"):
    """Reports of so many days: 60 letters of ours a day, and some of somebody else's."""
    for n in range(days):
        rows = [(OURS, 60, ours, "fail"), (THEIRS, theirs, "fail", "fail")]
        reading.take_in(reports.dmarc(day(n + 1), rows, number=f"r{n}"))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, reports.mailed], ids=["file", "gz", "mail"])
def test_a_report_is_read_however_it_comes_and_once(own, pack):
    raw = pack(reports.dmarc(day(2), [(OURS, 12, "pass", "fail"), (THEIRS, 3, "fail", "fail")]))
    assert reading.take_in(raw) == (1, 1)
    assert reading.take_in(raw) == (1, 0)
    report = Report.objects.get()
    assert (report.kind, report.reporter, report.n_good, report.n_bad) == ("dmarc", "mail.example", 12, 3)
    assert report.begins_at == day(2)
    rows = {row.source: (row.n, row.dkim, row.spf) for row in Sent.objects.all()}
    assert rows == {OURS: (12, True, False), THEIRS: (3, False, False)}


def test_a_report_of_encryption_is_read(own):
    assert reading.take_in(reports.tls()) == (1, 1)
    assert reading.take_in(reports.tls()) == (1, 0)
    report = Report.objects.get(kind="tls")
    assert (report.n_good, report.n_bad, report.rows.get().why) == (40, 3, "certificate-expired")


def test_of_a_letter_that_failed_nothing_personal_is_kept(own):
    assert reading.take_in(reports.failure()) == (1, 1)
    assert reading.take_in(reports.failure()) == (1, 0)
    report = Report.objects.get(kind="failure")
    row = report.rows.get()
    assert (row.source, row.why) == ("192.0.2.66", "dmarc")
    kept = str([*Report.objects.values(), *Sent.objects.values()])
    assert not any(word in kept for word in ["ecret", "zoe", "reader@", "elsewhere"])


@pytest.mark.parametrize(
    "raw",
    [b"", b"hello", b"\0\1", b"<feedback>", b'{"a": 1}', gzip.compress(b"x")[:-4], b"From: a@b\r\n\r\nHi"],
    ids=["nothing", "words", "bytes", "half", "json", "cut", "letter"],
)  # fmt: skip
def test_what_is_no_report_is_refused(own, raw):
    with pytest.raises(reading.NoReport):
        reading.take_in(raw)


def test_a_report_about_somebody_elses_domain_is_refused(own):
    rows = [(OURS, 1, "pass", "pass")]
    with pytest.raises(reading.NotOurs):
        reading.take_in(reports.dmarc(day(2), rows, domain="else.example"))
    assert reading.take_in(reports.dmarc(day(2), rows, domain="news.valbrune-avant.example")) == (1, 1)


def test_the_way_to_reject_goes_step_by_step(own):
    def step(policy):
        return standing.next_step(own, standing.of(own), policy, "r@valbrune-avant.example")

    assert step("").record == "v=DMARC1; p=none; rua=mailto:r@valbrune-avant.example"
    assert step("none").record == ""  # no report yet: wait
    filled()
    stands = standing.of(own)
    assert (stands.n, stands.n_good, stands.n_days) == (2_000, 1_200, 20)
    assert "60 % of your letters" in step("none").says
    assert step("none").record == ""  # nobody said yet that the others aren't ours
    actions.name_source(source=THEIRS, is_ours=False)
    assert step("none").record == "v=DMARC1; p=quarantine; rua=mailto:r@valbrune-avant.example"
    assert "p=reject" in step("quarantine").record
    assert step("reject").is_done
    actions.name_source(source=THEIRS, is_ours=None)
    assert step("none").record == ""


def test_letters_of_ours_that_fail_hold_the_way_up_even_where_others_are_known(own):
    filled(ours="fail")
    actions.name_source(source=THEIRS, is_ours=False)
    step = standing.next_step(own, standing.of(own), "none", "")
    assert (step.record, "0 % of your letters" in step.says) == ("", True)


def test_a_domain_that_sends_nothing_may_refuse_all_at_once(own):
    own.sends_mail = False
    step = standing.next_step(own, standing.of(own), "", "")
    wanted = {(each.kind, each.value) for each in records.wanted(own, step)}
    assert wanted == {("TXT", "v=DMARC1; p=reject"), ("TXT", "v=spf1 -all"), ("MX", "0 .")}


def test_reports_are_shown_uploaded_and_forgotten_in_time(own, sonia, client):
    client.force_login(sonia)
    raw = reports.mailed(reports.dmarc(day(3), [(OURS, 5, "pass", "pass")]))
    for words in ["The report is kept", "was here already"]:
        file = SimpleUploadedFile("report.eml", raw)
        assert words in client.post(reverse("posture:reports"), {"file": file}, follow=True).content.decode()
    bad = client.post(reverse("posture:reports"), {"file": SimpleUploadedFile("a.txt", b"hello")})
    assert (bad.status_code, "no report of DMARC" in bad.content.decode()) == (422, True)
    shown = client.get(reverse("posture:domain", args=[own.pk])).content.decode()
    assert OURS in shown
    client.post(reverse("posture:source", args=[own.pk]), {"source": OURS, "answer": "ours"})
    assert "sends for us" in client.get(reverse("posture:domain", args=[own.pk])).content.decode()
    Report.objects.update(ends_at=timezone.now() - timedelta(days=500))
    assert (forgetting.forget_old(), Report.objects.count(), Sent.objects.count()) == (1, 0, 0)
