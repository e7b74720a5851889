"""Ours and the others, one after the other."""

import argparse
import email
import email.policy
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bench_mailing as bench
from benchmarks import report
from benchmarks.mailers import mailman, nuntius
from benchmarks.mailers.installing import Unavailable, stop
from benchmarks.mailers.sinks import Sink

SENDERS = (nuntius, mailman)
NAMED = "GIVENNAME"


@dataclass(frozen=True)
class Letter:
    """What all of them send; ``NAMED`` stands where the reader's name goes."""

    raw: bytes
    text: str
    html: str


def run(asked: argparse.Namespace) -> None:
    """Two workers of ours, unsigned as the others, beside each of the others."""
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        sink = Sink.start(bench.PORT, folder)
        try:
            us = ours(asked.letters, asked.connections, asked.kilobytes)
            for sender in SENDERS:
                beside(sender, us, sink, folder, asked)
        finally:
            sink.stop()


def ours(n: int, connections: int, kilobytes: int) -> float:
    """Letters a second, from the word "go" until all is written down."""
    mailing = bench.draft(kilobytes)
    bench.rows(mailing, n)
    took = bench.together("worker", str(mailing.pk), connections, 2, kilobytes)
    left = mailing.deliveries.exclude(state="sent").count()
    assert not left, f"{left} letters were not handed over"
    return n / took


def beside(sender, us: float, sink: Sink, folder: Path, asked: argparse.Namespace) -> None:  # type: ignore[no-untyped-def]
    """One of the others, or why not."""
    n = asked.peer_letters
    name = f"{asked.kilobytes} kB beside {sender.NAME}"
    try:
        start = sender.prepare(folder, people(n), written(asked.kilobytes), sink.port)
        before = sink.count()
        running: list[subprocess.Popen[bytes]] = []
        try:
            start(running)
            rate = sink.rate(n, before)
        finally:
            stop(running)
    except (Unavailable, TimeoutError) as why:
        print(f"{sender.NAME} does not run here: {why}", flush=True)
        report.keep(name, error=str(why))
        return
    report.ratio(name, us, rate, "letters/s")


def people(n: int) -> list[tuple[str, str]]:
    """Addresses and given names, as they stand with us."""
    from hustings.people.models import Email

    found = Email.objects.order_by("pk").values_list("address", "person__given_name")[:n]
    return [(address, name or "friend") for address, name in found]


def written(kilobytes: int) -> Letter:
    """Our own letter, taken apart."""
    from hustings.campaigns.models import Campaign
    from hustings.mailing import letter

    plan = letter.blueprint(bench.draft(kilobytes), "fr", Campaign.current())
    values = letter.values_of(key=1, address="r1@example.org", given_name=NAMED, family_name="Martin")
    raw = plan.fill(values)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = {
        part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()
    }
    return Letter(raw, parts["text/plain"], parts.get("text/html", ""))
