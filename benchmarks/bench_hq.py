"""HQ's daily pages: milliseconds of the server, in the demonstration and beside a million people.

    python -m benchmarks hq                           # both sizes, both databases: half an hour
    HUSTINGS_BENCH_PEOPLE=0 python -m benchmarks hq   # the demonstration alone

The same pages are asked for before and after the people are added, by the director and by an organiser of one
department, beside a page of HQ that shows nothing of the campaign. One mailing went to everybody.
"""

import os
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

N = int(os.environ.get("HUSTINGS_BENCH_PEOPLE", "1000000"))
IN_DEMO = int(os.environ.get("HUSTINGS_BENCH_DEMO", "300"))
RUNS = int(os.environ.get("HUSTINGS_BENCH_RUNS", "20"))
BARE = "/hq/account/"


def main() -> None:
    """Fill the demonstration, ask; add the many, ask again."""
    from django.conf import settings
    from django.core.management import call_command

    report.header("HQ's pages", demo=IN_DEMO, people=N)
    settings.SECOND_FACTOR, settings.ALLOWED_HOSTS = "optional", ["*"]
    settings.VAR = Path(tempfile.mkdtemp(prefix="hustings-bench-"))
    settings.LEAKS_FOLDER, settings.MEDIA_ROOT = settings.VAR / "leaks", settings.VAR / "media"
    call_command("collectstatic", interactive=False, verbosity=0)
    from hustings.shells.demo import fill

    fill.fill(lambda step: None, IN_DEMO)
    ask(f"the demo's {IN_DEMO:,} people", 150)
    start()
    if N:
        add(N)
        ask(f"{N:,} people more", 300)


def add(n: int) -> None:
    """So many people, and a mailing to all of them, most of it delivered."""
    from django.db import connection

    from benchmarks import bench_mailing, people_factory
    from hustings.outreach.mailings.models import Mailing

    people_factory.fill(n, 5 * n, is_beside=True)
    mailing = bench_mailing.draft(n_links=8)
    bench_mailing.rows(mailing, n)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE delivery_delivery SET sent_at = due_at, state = CASE WHEN id %% 50 = 0 THEN 'bounced'"
            " WHEN id %% 49 = 0 THEN 'skipped' WHEN id %% 2000 = 0 THEN 'complained' ELSE 'delivered' END,"
            " reason = CASE WHEN id %% 49 = 0 AND id %% 50 > 0 THEN 'no_consent' ELSE '' END"
            " WHERE mailing_id = %s",
            [mailing.pk],
        )
        Mailing.objects.filter(pk=mailing.pk).update(state="sent")
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def ask(where: str, aim: int) -> None:
    """Each page some times over, in turn with the bare one."""
    from hustings.outreach.mailings.models import Mailing
    from hustings.people.persons.models import Person

    mailing = Mailing.objects.filter(state="sent").order_by("-pk")[0]
    draft = Mailing.objects.filter(state="draft").order_by("pk")[0]
    for role, user, client in team():
        seen = Person.objects.visible_to(user).order_by("-pk")[:10]
        addresses = {
            "front page": ["/hq/"],
            "list of people": ["/hq/people/", "/hq/people/?order=name", "/hq/people/?q=du"],
            "record": [f"/hq/people/{person.uid}/" for person in seen],
            "list of mailings": ["/hq/mailings/"],
            "editor": [f"/hq/mailings/writing/edit/{draft.pk}/"],
            "result": [f"/hq/mailings/{mailing.pk}/"],
            "segments": ["/hq/people/segments/"],
            "events": ["/hq/agenda/"],
            "images": ["/hq/images/"],
        }
        told = statistics.median(times(client, [BARE]) or [0])
        for name, pages in addresses.items():
            worked = time.process_time()
            if (taken := times(client, pages)) is None:
                continue
            cpu = (time.process_time() - worked) / (RUNS + 1) * 1000
            p95 = sorted(taken)[max(0, int(len(taken) * 0.95) - 1)]
            what = f"{role}, {name}, {where}, {cpu:.0f} ms of processor: p95"
            report.figure(what, p95, "ms", beside=told, at_most=aim)
            report.keep(f"{role}, {name}, {where}", p50=statistics.median(taken), p95=p95, unit="ms")


def start() -> None:
    """The first page after a start, each of a server of its own, beside the same page a second time."""
    from django.conf import settings

    from hustings.outreach.mailings.models import Mailing
    from tests.cast.cluster import processes

    _, _, client = team()[0]
    mailing = Mailing.objects.filter(state="sent").order_by("-pk")[0]
    env = {**os.environ, "HUSTINGS_SECOND_FACTOR": "optional"}
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    for page in ("/hq/", "/hq/people/", f"/hq/mailings/{mailing.pk}/", "/hq/images/"):
        port = processes.port()
        words = ["web", "--bind", str(port), "--processes", "1"]
        server = processes.hustings(words, env, settings.VAR / "web.log")
        try:
            processes.until(lambda port=port: processes.serves(port), 60, "the server")
            first, second = (_seconds(f"http://localhost:{port}{page}", cookie) for _ in range(2))
        finally:
            server.terminate()
            server.wait(60)
        report.figure(f"first page after a start, {page}", first, "s", beside=second, at_most=2)


def _seconds(url: str, cookie: str) -> float:
    asked = urllib.request.Request(url, headers={"Cookie": cookie, "Accept-Language": "en"})
    started = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=60) as answer:
        answer.read()
        assert answer.url == url, answer.url  # not led to the log-in
    return time.perf_counter() - started


def team() -> list[tuple[str, Any, Any]]:
    """The demonstration's director, and its organiser."""
    from django.test import Client

    from hustings.foundation.accounts.models import User

    made = []
    for role, name in (("director", "dora"), ("organiser", "alice")):
        client = Client(headers={"accept-language": "en"})
        user = User.objects.get(email=f"{name}@rives-communes.example")
        client.force_login(user)
        made.append((role, user, client))
    return made


def times(client: Any, pages: list[str]) -> list[float] | None:
    """Milliseconds of each of the runs, the first left out; None where the role may not see it."""
    taken = []
    for at in range(RUNS + 1):
        started = time.perf_counter()
        answer = client.get(pages[at % len(pages)])
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status_code in (302, 403, 404):
            return None
        assert answer.status_code == 200, answer.status_code
    return taken[1:]


if __name__ == "__main__":
    report.on_each_database(main)
