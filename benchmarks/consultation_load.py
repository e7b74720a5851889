"""A consultation on a database, read and voted on over HTTP."""

import asyncio
import json
import lzma
import os
import random
import statistics
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import debate_texts, report
from benchmarks.petition_load import Answer, request, send
from benchmarks.web_server import WORKERS, kill, serving, start

REAL = os.environ.get("HUSTINGS_CONSULTATION", "")  # République numérique as lines of JSON, packed by xz
VOTERS, ITEMS, CLIENTS = 400, 30, 50
VOTES = int(os.environ.get("HUSTINGS_BENCH_VOTES", "6000"))
KILLS, VERSIONS, ARGUMENTS, VIEWS = 4, 108, 132, 100
COLUMNS = ("agree", "mixed", "disagree", "pass")


def measure() -> None:
    """Import, read, vote."""
    from hustings.shells.cli import prepare

    prepare.static_files()
    random.seed(20150926)
    phase = _imported()
    env = {**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1"}
    report.header("A long article", versions=VERSIONS, arguments=ARGUMENTS, views=VIEWS)
    article = _article(phase)
    voters = _voters(phase)
    with serving(env, "hustings.wsgi") as port:
        _read(port, article, voters)
    report.header("Votes", votes=VOTES, voters=VOTERS, items=ITEMS, clients=CLIENTS, processes=WORKERS)
    versions = _items(phase)
    with serving(env, "hustings.wsgi") as port:
        ours = _rate(port, list(_votes(versions, voters)))
    _exact("votes", versions)
    _killed(env, versions, voters)
    theirs = _tallied(env, phase, voters)
    from django.db import connection

    aim = 300 if connection.vendor == "postgresql" else 150
    report.figure("votes over HTTP", ours, "a second", beside=theirs, at_least=aim)


def _imported() -> Any:
    """The step of a consultation that came in as a file."""
    from django.utils import timezone

    from hustings.deliberation.consultations.models import Consultation, Kind, Phase
    from hustings.deliberation.open_data.files import cap_collectif, writing

    now = timezone.now()
    made = Consultation.objects.create(titles={"fr": "République numérique"}, shown_at=now)
    phase = Phase.objects.create(
        consultation=made, kind=Kind.DEBATE, titles={"fr": "Débat"}, starts_at=now - timedelta(days=1)
    )
    lines = list(_lines())
    report.header("Import of a consultation", lines=len(lines), is_real=bool(REAL))
    with report.stopwatch() as seconds:
        done = writing.write(phase, cap_collectif.read(lines), language="fr")
    report.figure("items imported", sum(done.items.values()), "items")
    report.figure("votes counted in the file", done.n_votes, "votes")
    report.figure("import", seconds(), "s", at_most=60)
    return phase


def _lines() -> Iterator[str]:
    """The real file, or one made up of the same size: 696 texts, 3,994 arguments, 326 sources."""
    if REAL:
        with lzma.open(Path(REAL), "rt") as file:
            yield from file
        return
    chance = random.Random(7)
    texts = iter(debate_texts.distinct(chance, 696 + 3_994))
    at = datetime(2027, 3, 1, tzinfo=UTC).isoformat()
    for pk in range(696):
        n = 132 if pk == 0 else 5 if pk < 300 else 6
        arguments = [
            {"id": pk * 200 + k, "type": k % 2, "author": chance.randrange(2_072), "created_at": at,
             "body": next(texts, "Oui."), "votes": chance.randrange(40)}
            for k in range(n)
        ]  # fmt: skip
        yield json.dumps({
            "id": pk, "title": f"Article {pk}" if pk < 30 else f"Proposition {pk}", "created_at": at,
            "author": chance.randrange(2_072), "body": next(texts, "Oui."), "votes_ok": chance.randrange(200),
            "section": {"id": pk % 18, "title": f"Section {pk % 18}"}, "arguments": arguments,
        })  # fmt: skip


def _article(phase: Any) -> Any:
    """The article with most arguments, brought to as many versions and arguments as the real one had."""
    from hustings.deliberation.consultations import actions
    from hustings.deliberation.consultations.actions import items
    from hustings.deliberation.consultations.models import Item

    found = Item.objects.filter(phase=phase).order_by("-n_for", "pk").first()
    assert found
    for n in range(max(0, ARGUMENTS - found.n_for - found.n_against)):
        items.add(phase=phase, kind=("for", "against")[n % 2], text=f"Argument {n}", parent=found)
    for n in range(VERSIONS - 1):
        actions.edit(item=found, title=f"Article, version {n}", text=f"{found.version}\n\nAlinéa {n}.")
    found.refresh_from_db()
    return found


def _voters(phase: Any) -> list[tuple[int, str]]:
    """Voices with the cookie of a remembered device."""
    from hustings.people.signups.actions import devices
    from tests.cast.deliberation.consultations.fixtures import voice

    made = []
    for n in range(VOTERS):
        one = voice(phase, f"v{n}@example.org")
        made.append((one.pk, devices.remember(email=one.person.emails.get())))
    return made


def _read(port: int, article: Any, voters: list[tuple[int, str]]) -> None:
    path = f"/fr/consultations/items/{article.pk}/"
    for name, cookie in (("anybody", ""), ("somebody recognised", f"device={voters[0][1]}")):
        one = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n"
            f"X-Forwarded-For: 10.1.1.1\r\n{f'Cookie: {cookie}' if cookie else 'X-Nobody: 1'}\r\n\r\n"
        ).encode()
        asyncio.run(send(port, [one] * 10, 1))
        answers = asyncio.run(send(port, [one] * VIEWS, 1))
        if {status for _seconds, status in answers} != {200}:
            raise RuntimeError(f"the article answered {sorted({status for _s, status in answers})}")
        times = statistics.quantiles((seconds for seconds, _status in answers), n=100)
        report.figure(f"long article, {name}: median", times[49] * 1_000, "ms")
        report.figure(f"long article, {name}: p95", times[94] * 1_000, "ms", at_most=150)


def _items(phase: Any) -> list[int]:
    """Versions to vote on."""
    from hustings.deliberation.consultations.actions import items

    return [
        int(items.add(phase=phase, kind="contribution", text=f"Proposition {n}").version_id or 0)
        for n in range(ITEMS)
    ]


def _votes(versions: list[int], voters: list[tuple[int, str]]) -> Iterator[bytes]:
    from hustings.people.signups.public_forms.stamp import Stamp

    for n in range(VOTES):
        pk, secret = random.choice(voters)
        shown = Stamp(time.time() - 60, "/fr/consultations/", {})
        form = {"stamp": str(shown), "choice": random.choice(COLUMNS[:3]), "participant": str(pk)}
        plain = request(f"/fr/consultations/versions/{random.choice(versions)}/vote/", form, n)
        head, body = plain.split(b"\r\n\r\n", 1)
        more = f"\r\nCookie: device={secret}\r\nSec-Fetch-Site: same-origin\r\nHX-Request: true\r\n\r\n"
        yield head + more.encode() + body


def _rate(port: int, votes: list[bytes]) -> float:
    with report.stopwatch() as seconds:
        answers: list[Answer] = asyncio.run(send(port, votes, CLIENTS))
    bad = sorted({status for _seconds, status in answers if status != 200})
    if bad:
        raise RuntimeError(f"votes were answered {bad}")
    times = statistics.quantiles((waited for waited, _status in answers), n=100)
    report.figure("a vote: 95 % answered within", times[94] * 1_000, "ms")
    return len(answers) / seconds()


def _exact(name: str, versions: list[int]) -> None:
    """Whether each counter is what its rows say."""
    from django.db.models import Count

    from hustings.deliberation.consultations.models import Version, Vote

    wrong = 0
    for version in Version.objects.filter(pk__in=versions):
        rows = Vote.objects.counted().filter(version=version).values_list("choice").annotate(Count("pk"))
        counts = dict(rows)
        wrong += any(getattr(version, f"n_{choice}") != counts.get(choice, 0) for choice in COLUMNS)
    twice = Vote.objects.values("version", "participant").annotate(n=Count("pk")).filter(n__gt=1).count()
    report.figure(f"{name}: counters that aren't what the rows say", wrong, "versions", at_most=0)
    report.figure(f"{name}: voices that count twice", twice, "votes", at_most=0)


def _killed(env: dict[str, str], versions: list[int], voters: list[tuple[int, str]]) -> None:
    """The same while the server is killed; who loses the connection votes again."""
    from tests.cast.cluster import processes

    port, done = processes.port(), threading.Event()
    servers = [start(port, env, "hustings.wsgi")]

    def shoot() -> None:
        for _kill in range(KILLS):
            if done.wait(random.uniform(1.5, 3)):
                return
            kill(servers[-1])
            servers.append(start(port, env, "hustings.wsgi"))

    killer = threading.Thread(target=shoot)
    killer.start()
    try:
        answers = asyncio.run(send(port, list(_votes(versions, voters)), CLIENTS, tries=400))
    finally:
        done.set()
        killer.join()
        kill(servers[-1])
    report.figure("kills -9 of the server between votes", len(servers) - 1, "kills")
    report.figure("votes answered all the same", len(answers), "votes", at_least=VOTES)
    _exact("after the kills", versions)


def _tallied(env: dict[str, str], phase: Any, voters: list[tuple[int, str]]) -> float:
    """Votes a second of the baseline."""
    versions = _items(phase)
    with serving(env, "benchmarks.tallied_wsgi") as port, report.stopwatch() as seconds:
        answers = asyncio.run(send(port, list(_votes(versions, voters)), CLIENTS))
    return sum(status == 200 for _waited, status in answers) / seconds()
