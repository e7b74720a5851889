"""The benchmarks of mailing, small: what they measure happens, whatever it costs."""

import os
import shutil
import smtplib
import socket

import pytest
from django.utils import timezone

from benchmarks import (
    bench_clicks,
    bench_mailing,
    bench_sequences,
    clicks_log,
    mailing_first,
    report,
)
from benchmarks.sinks import Sink
from hustings.outreach.automations.models import Enrolment, Passage
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch import actions
from hustings.outreach.tracking.models import Measure

SINK = shutil.which("smtp-sink", path=f"{os.environ.get('PATH')}:/usr/sbin")
needs_sink = pytest.mark.skipif(not SINK, reason="the Debian package postfix is not installed")


@pytest.fixture
def sink(monkeypatch, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setattr(bench_mailing, "PORT", port)
    started = Sink.start(port, tmp_path)
    yield started
    started.stop()


def test_the_log_of_clicks_that_is_kept_can_be_made_again():
    head, rows = clicks_log.read(report.ROOT / "benchmarks" / "clicks.log")
    assert rows == list(clicks_log.made(head["letters"], head["seed"]))
    assert {row[4] for row in rows} == {"person", "again", "machine"}


@pytest.mark.django_db
def test_a_log_is_played_through_the_sites_door(campaign, tmp_path, capsys):
    clicks_log.write(tmp_path / "some.log", 40, seed=4)
    head, rows = clicks_log.read(tmp_path / "some.log")
    people = sum(row[4] == "person" for row in rows)
    mailing = bench_clicks.played(head, rows, "unless")
    measure = Measure.objects.get(pk=mailing.pk)
    n_machine = sum(row[4] == "machine" for row in rows)
    assert measure.n_clicks + measure.n_machine_clicks <= len(rows)
    assert measure.n_sure_clicks <= people <= measure.n_clicks + n_machine
    bench_clicks.told(mailing, rows, "own", knows_people=True)
    assert (
        f"truly {people}; between {measure.n_sure_clicks} and {measure.n_clicks}" in capsys.readouterr().out
    )


def test_what_lies_outside_the_range_is_the_error(capsys):
    bench_clicks.error("clicks", 100, (110, 130), 400)
    assert "10.00%" in capsys.readouterr().out


@pytest.mark.django_db
def test_people_go_through_the_sequence_that_is_measured(campaign, capsys):
    bench_mailing.fill(12)
    sequence = bench_sequences.made()
    bench_sequences.enrol(sequence, 12)
    _seconds, queries = bench_sequences.gone_through(sequence)
    assert queries > 0
    assert Enrolment.objects.filter(ending="through").count() == 12
    assert Passage.objects.count() == 12 * bench_sequences.STEPS
    assert "who is due at a step is found so:\n    " in capsys.readouterr().out
    assert bench_sequences.bare(12) > 0


@pytest.mark.django_db
def test_rows_of_everybody_are_written_in_the_benchmark_of_queueing(campaign, capsys):
    bench_mailing.fill(5)
    bench_mailing.queueing(5)
    assert "rows/s" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_mailing_that_is_measured_from_its_button_on_may_leave():
    bench_mailing.fill(5)
    mailing = mailing_first.allowed()
    actions.send(mailing=mailing, user=mailing.sent_by)
    assert mailing.started_at <= timezone.now()
    assert mailing.state == mailing.State.QUEUEING


@needs_sink
@pytest.mark.django_db(transaction=True)
def test_queries_and_bytes_a_delivery_are_counted(campaign, sink, capsys):
    bench_mailing.fill(20)
    mailing_first.costs(20, 2)
    assert Delivery.objects.filter(state="sent").count() == 20
    assert sink.count() == 20
    assert "sending, for each of 20: " in capsys.readouterr().out
    assert mailing_first.peak(os.getpid()) > 1


@needs_sink
def test_the_sink_counts_and_gives_up(sink, monkeypatch):
    with smtplib.SMTP("127.0.0.1", sink.port) as server:
        for _letter in range(3):
            server.sendmail("a@example.org", ["b@example.org"], "Subject: Hello\r\n\r\nText.\r\n")
    assert sink.rate(3, 0) >= 0
    assert sink.count() == 3
    monkeypatch.setattr("benchmarks.sinks.PATIENCE", 0.1)
    with pytest.raises(TimeoutError, match="0 of 5"):
        sink.rate(5, 3)


def test_figures_stand_beside_their_aim_and_are_kept_where_that_is_asked(monkeypatch, capsys, tmp_path):
    monkeypatch.delenv("HUSTINGS_BENCH_RESULTS", raising=False)
    report.ratio("rows", 50, 100, "rows/s", aim=0.6)
    assert (
        capsys.readouterr().out == "rows: 0.500 of bare, 50 rows/s beside 100 (aim at least 0.60: missed)\n"
    )
    monkeypatch.setenv("HUSTINGS_BENCH_RESULTS", str(tmp_path / "results"))
    report.share("found", 9, 10, at_least=0.9)
    assert capsys.readouterr().out == "found: 90.00% of 10 (aim at least 90.0%: met)\n"
    (kept,) = (tmp_path / "results").iterdir()
    assert '"name": "found", "value": 0.9' in kept.read_text()
