"""Reports of receivers: read, kept once, counted; and the way to refusing what others send."""

import gzip
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.security.domains import actions, dns_records, report_reader, retention, senders, steps
from hustings.security.domains.models import Report, Sent
from tests.cast.security.domains import reports

pytestmark = pytest.mark.django_db
OURS, THEIRS = "192.0.2.7", "203.0.113.9"


def day(n):
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=n)


def filled(days=20, theirs=40, ours="pass"):
    """Reports of so many days: 60 letters of ours a day, and some of somebody else's."""
    for n in range(days):
        rows = [(OURS, 60, ours, "fail"), (THEIRS, theirs, "fail", "fail")]
        report_reader.take_in(reports.dmarc(day(n + 1), rows, number=f"r{n}"))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, reports.mailed], ids=["file", "gz", "mail"])
def test_a_report_is_read_however_it_comes_and_once(own, pack):
    raw = pack(reports.dmarc(day(2), [(OURS, 12, "pass", "fail"), (THEIRS, 3, "fail", "fail")]))
    assert report_reader.take_in(raw) == (1, 1)
    assert report_reader.take_in(raw) == (1, 0)
    report = Report.objects.get()
    assert (report.kind, report.reporter, report.n_good, report.n_bad) == ("dmarc", "mail.example", 12, 3)
    assert report.begins_at == day(2)
    rows = {row.source: (row.n, row.dkim, row.spf) for row in Sent.objects.all()}
    assert rows == {OURS: (12, True, False), THEIRS: (3, False, False)}


def test_a_report_of_encryption_is_read(own):
    assert report_reader.take_in(reports.tls()) == (1, 1)
    assert report_reader.take_in(reports.tls()) == (1, 0)
    report = Report.objects.get(kind="tls")
    assert (report.n_good, report.n_bad, report.rows.get().why) == (40, 3, "certificate-expired")


def test_of_a_letter_that_failed_nothing_personal_is_kept(own):
    assert report_reader.take_in(reports.failure()) == (1, 1)
    assert report_reader.take_in(reports.failure()) == (1, 0)
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
    with pytest.raises(report_reader.NoReport):
        report_reader.take_in(raw)


POISON = [
    {"organization-name": 5}, {"organization-name": ["x"]}, {"report-id": {}, "organization-name": {}},
    {"date-range": {"start-datetime": "soon", "end-datetime": "2026-11-22T23:59:59Z"}},
    {"date-range": {"start-datetime": 7, "end-datetime": None}}, {"date-range": {}}, {"policies": [5]},
]  # fmt: skip
SUMMARIES = [{"total-successful-session-count": n, "total-failure-session-count": 1} for n in ("x", [], None)]


@pytest.mark.parametrize("about", POISON, ids=[f"poison{n}" for n in range(len(POISON))])
def test_a_report_of_another_shape_is_no_report(own, about):
    with pytest.raises(report_reader.NoReport):
        report_reader.take_in(reports.tls(**about))
    assert not Report.objects.exists()


@pytest.mark.parametrize("summary", SUMMARIES, ids=["word", "list", "none"])
def test_a_report_with_counts_that_are_no_numbers_is_no_report(own, summary):
    with pytest.raises(report_reader.NoReport):
        report_reader.take_in(reports.tls(summary=summary))
    assert not Report.objects.exists()


def test_numbers_out_of_bounds_and_nul_do_no_harm(own):
    summary = {"total-successful-session-count": 10**30, "total-failure-session-count": -4}
    assert report_reader.take_in(reports.tls(summary=summary, **{"organization-name": "Mail\0 Example"})) == (
        1,
        1,
    )
    report = Report.objects.get()
    assert (report.reporter, report.n_good, report.n_bad) == ("Mail Example", 10**12, 0)


def test_the_upload_of_a_report_of_another_shape_is_answered_in_words(own, sonia, client):
    client.force_login(sonia)
    file = SimpleUploadedFile("report.json", reports.tls(**{"organization-name": 5}))
    said = client.post(reverse("domains:reports"), {"file": file})
    assert (said.status_code, "isn’t a DMARC or TLS report" in said.content.decode()) == (422, True)


def test_a_report_about_somebody_elses_domain_is_refused(own):
    rows = [(OURS, 1, "pass", "pass")]
    with pytest.raises(report_reader.NotOurs):
        report_reader.take_in(reports.dmarc(day(2), rows, domain="else.example"))
    assert report_reader.take_in(reports.dmarc(day(2), rows, domain="news.valbrune-avant.example")) == (1, 1)


RUA = "r@valbrune-avant.example"
ASKS = f"rua=mailto:{RUA}; ruf=mailto:{RUA}"


def step_of(own, *there):
    own.records = {"dmarc": list(there)}
    return steps.next_step(own, senders.of(own), RUA)


def test_the_way_to_reject_goes_step_by_step(own):
    none = f"v=DMARC1; p=none; {ASKS}"
    assert step_of(own).record == none
    assert step_of(own, none).record == ""  # no report yet: wait
    filled()
    stands = senders.of(own)
    assert (stands.n, stands.n_good, stands.n_days) == (2_000, 1_200, 20)
    assert "60 % of your messages" in step_of(own, none).says
    assert step_of(own, none).record == ""  # nobody said yet that the others aren't ours
    actions.name_source(source=THEIRS, is_ours=False)
    assert step_of(own, none).record == f"v=DMARC1; p=quarantine; {ASKS}"
    assert step_of(own, f"v=DMARC1; p=quarantine; {ASKS}").record == f"v=DMARC1; p=reject; {ASKS}"
    assert step_of(own, f"v=DMARC1; p=reject; {ASKS}").is_done
    actions.name_source(source=THEIRS, is_ours=None)
    assert step_of(own, none).record == ""


def test_single_tags_are_changed_and_all_others_stay(own):
    filled()
    actions.name_source(source=THEIRS, is_ours=False)
    there = (
        f"v=DMARC1;p=none; adkim=s;aspf=r; rua=mailto:x@else.example!10m,mailto:{RUA}; ruf=mailto:{RUA}; fo=1"
    )
    assert step_of(own, there).record == (
        f"v=DMARC1; p=quarantine; adkim=s; aspf=r; rua=mailto:x@else.example!10m,mailto:{RUA};"
        f" ruf=mailto:{RUA}; fo=1"
    )


def test_a_domain_whose_reports_go_elsewhere_is_not_left_waiting(own):
    step = step_of(own, "v=DMARC1; p=quarantine; sp=none; rua=mailto:x@else.example")
    assert step.record == (
        f"v=DMARC1; p=quarantine; sp=none; rua=mailto:x@else.example,mailto:{RUA}; ruf=mailto:{RUA}"
    )
    assert step_of(own, "v=DMARC1; rua=mailto:x@else.example").record.startswith("v=DMARC1; p=none; rua=")
    several = step_of(own, "v=DMARC1; p=none", "v=DMARC1; p=reject")
    assert (several.record, "keep only one" in several.says) == ("", True)
    own.records = {}
    assert "Not checked" in steps.next_step(own, senders.of(own), RUA).says


@pytest.mark.parametrize("tag", ["sp=none", "pct=20", "np=quarantine", "t=y"])
def test_a_policy_that_leaves_a_part_open_is_not_done(own, tag):
    filled(theirs=1)
    step = step_of(own, f"v=DMARC1; p=reject; {tag}; {ASKS}")
    assert (step.is_done, step.record) == (False, f"v=DMARC1; p=reject; {ASKS}")
    assert tag in step.says
    assert step_of(own, f"v=DMARC1; p=reject; sp=reject; pct=100; {ASKS}").is_done


def test_letters_of_ours_that_fail_hold_the_way_up_even_where_others_are_known(own):
    filled(ours="fail")
    actions.name_source(source=THEIRS, is_ours=False)
    step = step_of(own, "v=DMARC1; p=none")
    assert (step.record, "0 % of your messages" in step.says) == ("", True)


def test_a_domain_that_sends_nothing_may_refuse_all_at_once(own):
    own.sends_mail = False
    step = step_of(own)
    wanted = {(each.kind, each.value) for each in dns_records.wanted(own, step)}
    assert wanted == {("TXT", "v=DMARC1; p=reject"), ("TXT", "v=spf1 -all"), ("MX", "0 .")}
    assert step_of(own, "v=DMARC1; p=reject; sp=none; rua=mailto:x@else.example").record == (
        "v=DMARC1; p=reject; rua=mailto:x@else.example"
    )


def test_another_domain_that_takes_the_reports_has_to_agree(own, settings):
    settings.REPORT_ADDRESS = "reports@headquarters.example"
    own.records = {"dmarc": []}
    step = steps.next_step(own, senders.of(own), dns_records.report_address(own.name))
    name = "valbrune-avant.example._report._dmarc.headquarters.example"
    assert (name, "v=DMARC1") in {(each.name, each.value) for each in dns_records.wanted(own, step)}
    own.records["consent"] = ["v=DMARC1"]
    assert name not in {each.name for each in dns_records.wanted(own, step)}
    settings.REPORT_ADDRESS = "reports@mail.valbrune-avant.example"
    assert not [each for each in dns_records.wanted(own, step) if "_report" in each.name]


@pytest.mark.parametrize(
    ("there", "value"),
    [
        ([], "v=spf1 mx -all"),
        (["v=spf1 include:_spf.host.example ip4:192.0.2.0/24 ?all"],
         "v=spf1 include:_spf.host.example ip4:192.0.2.0/24 ~all"),
        (["v=spf1 a:all.example +all"], "v=spf1 a:all.example ~all"),
        (["v=spf1 include:_spf.host.example"], "v=spf1 include:_spf.host.example ~all"),
        (["v=spf1 include:_spf.host.example ~all"], ""),  # something else is wrong: the finding says it
        (["v=spf1 redirect=_spf.host.example"], ""),
        (["v=spf1 include:a.example -all", "v=spf1 mx -all"], ""),
        (["v=spf1 includ:a.example all"], ""),
        (None, ""),
    ],
    ids=["none", "neutral", "all", "open", "doubts", "redirect", "two", "broken", "unknown"],
)  # fmt: skip
def test_advice_on_spf_drops_no_server_that_is_named(own, there, value):
    own.findings = [{"subject": "SPF", "grade": 3}]
    own.records = {"dmarc": []} | ({} if there is None else {"spf": there})
    found = [each.value for each in dns_records.wanted(own, steps.Step("")) if each.name == own.name]
    assert found == ([value] if value else [])


def test_what_failed_is_shown_for_the_time_that_is_chosen(own, sonia, client):
    client.force_login(sonia)
    report_reader.take_in(reports.tls())
    report_reader.take_in(reports.failure())
    report_reader.take_in(reports.dmarc(day(60), [(OURS, 9, "pass", "pass")]))
    Report.objects.exclude(kind="dmarc").update(begins_at=day(40), ends_at=day(39))
    address = reverse("domains:domain", args=[own.pk])
    short = client.get(address, {"days": "7"})
    assert (short.context["days"], short.context["failures"], short.context["chart"]) == (28, [], None)
    long = client.get(address, {"days": "90"})
    found = {(each.source, each.why, each.n) for each in long.context["failures"]}
    assert found == {("mx.valbrune-avant.example", "certificate-expired", 3), ("192.0.2.66", "dmarc", 1)}
    assert long.context["chart"] and client.get(address, {"days": "365"}).context["chart"]


def test_reports_are_shown_uploaded_and_forgotten_in_time(own, sonia, client):
    client.force_login(sonia)
    raw = reports.mailed(reports.dmarc(day(3), [(OURS, 5, "pass", "pass")]))
    for words in ["Report saved", "was already here"]:
        file = SimpleUploadedFile("report.eml", raw)
        assert words in client.post(reverse("domains:reports"), {"file": file}, follow=True).content.decode()
    bad = client.post(reverse("domains:reports"), {"file": SimpleUploadedFile("a.txt", b"hello")})
    assert (bad.status_code, "isn’t a DMARC or TLS report" in bad.content.decode()) == (422, True)
    shown = client.get(reverse("domains:domain", args=[own.pk])).content.decode()
    assert OURS in shown
    client.post(reverse("domains:source", args=[own.pk]), {"source": OURS, "answer": "ours"})
    assert "sends for us" in client.get(reverse("domains:domain", args=[own.pk])).content.decode()
    Report.objects.update(ends_at=timezone.now() - timedelta(days=500))
    assert (retention.forget_old(), Report.objects.count(), Sent.objects.count()) == (1, 0, 0)


def test_a_report_from_the_future_is_refused_counts_nowhere_and_is_forgotten(own, sonia, client):
    filled(days=3)
    then = reports.dmarc(day(-40), [(THEIRS, 5, "fail", "fail")], number="future")
    with pytest.raises(report_reader.NotYet):
        report_reader.take_in(then)
    assert Report.objects.count() == 3
    client.force_login(sonia)
    said = client.post(reverse("domains:reports"), {"file": SimpleUploadedFile("r.xml", then)})
    assert "about future dates" in said.context["form"].errors["file"][0]
    before = senders.of(own)
    kept = Report.objects.first()
    kept.pk, kept.key, kept.begins_at, kept.ends_at = None, "kept before", day(-400), day(-401)
    kept.save()
    Sent.objects.create(report=kept, source=THEIRS, n=500)
    assert senders.of(own) == before and "2027" not in str(senders.chart(own, 90))
    tls = Report.objects.create(
        domain=own, kind="tls", key="tls", reporter="x", begins_at=day(-90), ends_at=day(-90)
    )
    Sent.objects.create(report=tls, source=THEIRS, n=1, why="x")
    assert senders.failures(own, 90) == []
    assert retention.forget_old() == 2 and Report.objects.count() == 3
