"""The delivery loop beside a bare asyncio loop, and queueing beside a bare INSERT … SELECT.

Both send the same letters over as many kept connections to the same ``smtp-sink`` (Debian package postfix).
The bare loop has no database and builds nothing: it pipelines MAIL, RCPT and DATA of letters made beforehand,
with asyncio's streams. ``protocol`` is our own client without rows: what is left for the database to cost.
"""

import argparse
import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import report

PORT = 8171
PARTS = ("measuring", "signed", "first")
CPU: dict[str, float] = {}  # seconds used by the last run of each role


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--letters", type=int, default=20_000)
    words.add_argument("--connections", type=int, default=50)
    words.add_argument("--people", type=int, default=1_000_000)
    words.add_argument("--only", default="", choices=["", *PARTS], help="leave the rest out")
    words.add_argument("--kilobytes", type=int, default=20, help="of a letter, with --only first")
    words.add_argument("--role", default="", help=argparse.SUPPRESS)
    words.add_argument("--arg", default="", help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.role:
        play(asked.role, asked.arg, asked.connections)
        return
    report.header("Mailing", letters=asked.letters, connections=asked.connections, people=asked.people)
    if asked.only:
        one_part(asked)
        return
    fill(max(asked.people, asked.letters))
    queueing(asked.people)
    with sinking():
        for kilobytes in (5, 20):
            sending(kilobytes, asked.letters, asked.connections)
        measuring(asked.letters, asked.connections)


def one_part(asked: argparse.Namespace) -> None:
    """Measure the part of this name; one of them has a sink that counts."""
    from benchmarks import mailing_first, mailing_signed

    fill(max(asked.people, asked.letters) if asked.only == "first" else asked.letters)
    if asked.only == "first":
        mailing_first.run(asked)
        return
    with sinking():
        if asked.only == "signed":
            mailing_signed.run(asked.letters, asked.connections)
        else:
            measuring(asked.letters, asked.connections)


@contextmanager
def sinking() -> Iterator[None]:
    """While there is a sink."""
    sink = start_sink()
    try:
        yield
    finally:
        sink.terminate()
        sink.wait()


def start_sink() -> "subprocess.Popen[bytes]":
    """Postfix's own sink, which reads and forgets."""
    program = shutil.which("smtp-sink", path=f"{os.environ.get('PATH')}:/usr/sbin")
    if not program:
        sys.exit("smtp-sink is not installed: the Debian package is called postfix")
    options = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([program, *options, f"127.0.0.1:{PORT}", "1000"])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return process
        time.sleep(0.05)
    sys.exit("smtp-sink does not answer")


def fill(n: int) -> None:
    """People who agreed, a tenth of them without a given name."""
    from django.db import connection
    from django.utils import timezone

    from hustings.foundation.lib.sql import bulk
    from hustings.people.persons.models import Consent, ConsentEntry, Email, Person

    now = timezone.now()
    people, entries = bulk.reserve_ids(Person, n), bulk.reserve_ids(ConsentEntry, n)
    names = ["Zoé", "Camille", "Noé", "Inès", "Jean-Baptiste", "Ada", "Lou", "Éléonore", "Paul", ""]
    import uuid

    columns = ["id", "uid", "given_name", "family_name", "name_key", "given_key", "language"]
    columns += ["source", "created_at", "updated_at"]
    rows = (
        (pk, uuid.uuid4(), names[pk % 10], f"Martin{pk}", "", "", ("fr", "en")[pk % 2], "", now, now)
        for pk in people
    )
    bulk.insert(Person, columns, rows)
    mails = ((pk, f"r{pk}@example.org", f"r{pk}@example.org", 0, "confirmed") for pk in people)
    bulk.insert(Email, ["person_id", "address", "key", "position", "status"], mails)
    pairs = list(zip(entries, people, strict=True))
    ledger = ((entry, pk, "email", True, "bench", now, now) for entry, pk in pairs)
    bulk.insert(
        ConsentEntry, ["id", "person_id", "purpose", "is_given", "source", "given_at", "recorded_at"], ledger
    )
    stands = ((pk, "email", True, entry) for entry, pk in pairs)
    bulk.insert(Consent, ["person_id", "purpose", "is_given", "entry_id"], stands)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # on PostgreSQL a minute's wait for autovacuum does the same


def draft(kilobytes: int = 5, n_links: int = 0):  # type: ignore[no-untyped-def]
    """A mailing to everybody who agreed, by a director."""
    from hustings.foundation.accounts.models import Grant, User
    from hustings.foundation.accounts.roles import Role
    from hustings.outreach.emails.blocks import builder
    from hustings.outreach.mailings.models import Mailing
    from hustings.people.segments.models import Segment

    dora = User.objects.filter(email="dora@example.org").first()
    if dora is None:
        dora = User.objects.create_user("dora@example.org", "correct horse battery")
        Grant.objects.create(user=dora, role=Role.DIRECTOR)
    leaf = {"criterion": "consent", "operator": "yes", "value": "email"}
    segment, _ = Segment.objects.get_or_create(name="All", criteria={"match": "all", "criteria": [leaf]})
    line = "We meet on the square at six, bring a friend, a song and something to share. "
    body = 'Dear {{ given_name|"friend" }},\n\n' + (line * 4 + "\n\n") * max(kilobytes * 6 // 5 - 12, 1)
    body += "".join(
        f"[Read on, part {n}](https://example.org/articles/{n}?from=mail)\n\n" for n in range(n_links)
    )
    content = [builder.letter("Tonight, {{ name }}", builder.text(body))]
    return Mailing.objects.create(
        name=f"{kilobytes} kB", content=content, segment=segment, sent_by=dora, live=True
    )


def let_go(mailing):  # type: ignore[no-untyped-def]
    """As the button leaves it, its rows to be written."""
    from django.utils import timezone

    now = timezone.now()
    type(mailing).objects.filter(pk=mailing.pk).update(state="queueing", started_at=now, moved_at=now)
    mailing.refresh_from_db()
    return mailing


def queueing(n: int) -> None:
    """Rows a second."""
    from django.db import connection

    from hustings.outreach.delivery import queue

    mailing = let_go(draft())
    with report.stopwatch() as ours:
        total = sum(queue.queue(mailing))
    assert total >= n, f"{total} rows"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (person_id bigint, address varchar(254))")
        with report.stopwatch() as bare:
            cursor.execute(
                "INSERT INTO bare SELECT c.person_id, e.address FROM persons_consent c"
                " JOIN persons_email e ON e.person_id = c.person_id WHERE c.purpose = 'email' AND c.is_given"
            )
        cursor.execute("DROP TABLE bare")
    mailing.deliveries.all()._raw_delete(mailing.deliveries.db)
    report.ratio("queue", total / ours(), total / bare(), "rows/s")


def sending(kilobytes: int, n: int, connections: int) -> None:
    """One worker and two, beside as many bare loops."""
    from hustings.foundation.campaigns.models import Campaign
    from hustings.outreach.emails import composition

    plan = composition.blueprint(draft(kilobytes), "fr", Campaign.current())
    values = composition.values_of(key=1, address="r1@example.org", given_name="Zoé", family_name="Martin")
    size = len(plan.fill(values))
    for workers in (1, 2):
        share = f"{n // workers}"
        bare = n / together("bare", share, connections, workers, kilobytes)
        wire = n / together("protocol", share, connections, workers, kilobytes)
        mailing = draft(kilobytes)
        rows(mailing, n)
        ours = n / together("worker", str(mailing.pk), connections, workers, kilobytes)
        left = mailing.deliveries.exclude(state="sent").count()
        assert not left, f"{left} letters were not handed over"
        name = f"{size / 1000:.0f} kB, {workers} worker{'s' if workers > 1 else ''}"
        report.ratio(name, ours, bare, "letters/s", aim=1 / 2)
        report.figure(f"{name}: protocol alone", wire, "letters/s")
        for role, seconds in CPU.items():
            report.figure(f"{name}: CPU, {role}", seconds / n * 1e6, "µs/letter")


def measuring(n: int, connections: int) -> None:
    """What it costs that eight links lead through us: the same for all, or each reader's own."""
    from hustings.foundation.campaigns.models import Campaign
    from hustings.outreach.emails import composition
    from hustings.outreach.tracking import plans

    took: dict[str, float] = {}
    for clicks in ("nothing", "totals", "unless") * 2:  # the better of two, in turns
        campaign = Campaign.current()
        campaign.measure_clicks = clicks
        campaign.save()
        mailing = draft(5, n_links=8)
        plans.begin(mailing, composition.survey(mailing).targets, campaign)
        rows(mailing, n)
        seconds = together("worker", str(mailing.pk), connections, 1, 5)
        took[clicks] = min(took.get(clicks, seconds), seconds)
        cost = CPU["worker"] / n * 1e6
        took[f"{clicks} CPU"] = min(took.get(f"{clicks} CPU", cost), cost)
    for clicks in ("totals", "unless"):
        report.ratio(f"8 links, {clicks}", n / took[clicks], n / took["nothing"], "letters/s", aim=0.9)
        report.figure(
            f"8 links, {clicks}: CPU beside {took['nothing CPU']:.0f}", took[f"{clicks} CPU"], "µs/letter"
        )


def rows(mailing, n: int) -> None:  # type: ignore[no-untyped-def]
    """Queue the first ``n`` readers."""
    from django.utils import timezone

    from hustings.foundation.lib.sql import bulk
    from hustings.outreach.delivery.models import Delivery
    from hustings.outreach.mailings.models import Mailing
    from hustings.people.persons.models import Email

    found = Email.objects.order_by("pk").values_list("person_id", "address")[:n]
    now = timezone.now()
    columns = ["person_id", "address", "mailing_id", "state", "reason", "attempts", "due_at"]
    made = [(person, address, mailing.pk, "queued", "", 0, now) for person, address in found]
    bulk.insert(Delivery, columns, made)
    Mailing.objects.filter(pk=mailing.pk).update(state="sending", queued_at=now)


def together(role: str, arg: str, connections: int, workers: int, kilobytes: int) -> float:
    """Seconds from the word "go" until all are done; they start up before it."""
    command = [sys.executable, sys.argv[0], "--role", role, "--arg", f"{arg}:{kilobytes}"]
    command += ["--connections", str(connections)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(workers)
    ]
    for process in running:
        assert process.stdout and process.stdout.readline() == b"ready\n"
    used = cpu(running)
    began = time.perf_counter()
    for process in running:
        assert process.stdin
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in running:  # the processes say "done" and stay until their clocks are read
        assert process.stdout and process.stdout.readline() == b"done\n"
    elapsed = time.perf_counter() - began
    CPU[role] = cpu(running) - used
    for process in running:
        process.communicate(b"\n")
    return elapsed


def cpu(running: "list[subprocess.Popen[bytes]]") -> float:
    """Seconds of processor time that they have used, which other work on the machine hardly changes."""
    ticks = 0
    for process in running:
        words = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def play(role: str, arg: str, connections: int) -> None:
    """One of the processes that send."""
    from hustings.foundation.campaigns.models import Campaign
    from hustings.outreach.delivery.transports.smtp import Server
    from hustings.outreach.delivery.worker.loop import DeliveryLoop
    from hustings.outreach.emails import composition
    from hustings.outreach.mailings.models import Mailing

    what, _, kilobytes = arg.partition(":")
    if role == "worker":
        round_ = DeliveryLoop(
            Mailing.objects.get(pk=int(what)), to=Server("127.0.0.1", PORT), n_connections=connections
        )
        print("ready", flush=True)
        sys.stdin.readline()
        round_.run(600)
        print("done", flush=True)
        sys.stdin.readline()
        return
    last = Mailing.objects.filter(name=f"{kilobytes} kB").latest("pk")
    plan = composition.blueprint(last, "fr", Campaign.current())
    sample = [
        plan.fill(
            composition.values_of(
                key=k, address=f"r{k}@example.org", given_name="Zoé", family_name=f"Martin{k}"
            )
        )
        for k in range(1, 201)
    ]
    letters = [(f"r{k}@example.org", sample[k % 200]) for k in range(int(what))]
    print("ready", flush=True)
    sys.stdin.readline()
    asyncio.run((bare if role == "bare" else protocol)(letters, connections))
    print("done", flush=True)
    sys.stdin.readline()


async def bare(letters: list[tuple[str, bytes]], connections: int) -> None:
    """What one writes in an afternoon: streams, kept connections, commands of one letter in one group."""
    waiting = iter(letters)

    async def carry() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        await reader.readline()
        writer.write(b"EHLO bench\r\n")
        while (await reader.readline())[3:4] == b"-":
            pass
        for recipient, contents in waiting:
            writer.write(b"MAIL FROM:<a@example.org>\r\nRCPT TO:<%s>\r\nDATA\r\n" % recipient.encode())
            for _ in range(3):
                await reader.readline()
            writer.write(contents + b".\r\n")
            assert (await reader.readline()).startswith(b"250")
        writer.close()

    await asyncio.gather(*(carry() for _ in range(connections)))


async def protocol(letters: list[tuple[str, bytes]], connections: int) -> None:
    """Our client, with nobody to write anything down."""
    from hustings.outreach.delivery.transports.connections import connect
    from hustings.outreach.delivery.transports.smtp import Connection, Envelope, Server

    done = asyncio.get_running_loop().create_future()
    waiting = (Envelope(n, "a@example.org", to, contents) for n, (to, contents) in enumerate(letters))
    left = len(letters)

    def on_news(connection: Connection) -> None:
        nonlocal left
        left -= len(connection.answers)
        connection.answers.clear()
        if connection.is_ready:
            connection.go(next(waiting, None))
        if not left and not done.done():
            done.set_result(None)

    server = Server("127.0.0.1", PORT)
    for connection in await asyncio.gather(*(connect(server, on_news) for _ in range(connections))):
        if (first := next(waiting, None)) is not None:
            connection.offer(first)
    await done


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    tempfile.tempdir = None
    if "--role" in sys.argv:
        import django

        from hustings.foundation import contributions

        django.setup()
        contributions.read()  # as a worker has, before its first letter
        main()
    else:
        report.on_each_database(main)
