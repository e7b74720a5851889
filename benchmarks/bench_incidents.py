"""HQ's lists of incidents and of their messages: time and questions a page, and which index leads there.

    python benchmarks/bench_incidents.py --sightings 100000

A page is asked for as a director does, through all of Wagtail's frame. A table that is read whole is told.
"""

import argparse
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

ASKED = 40  # times each page
AIM = 400.0  # ms


def main() -> None:
    """Measure."""
    from django.core.management import call_command

    words = argparse.ArgumentParser()
    words.add_argument("--sightings", type=int, default=100_000)
    n = words.parse_args().sightings
    report.header("Incidents in HQ", sightings=n, incidents=n // 50)
    call_command("collectstatic", interactive=False, verbosity=0)
    large = fill(n)
    client, last = director(), ""
    for what, path in {
        "incidents": "/hq/shield/?state=all",
        "open incidents": "/hq/shield/",
        "incidents, far down": f"/hq/shield/?state=all&after={place(n // 100)}",
        "incidents, searched": "/hq/shield/?q=Invoice+1999",
        "an incident of a fifth of all messages": f"/hq/shield/incidents/{large}/",
        "the same, far down": f"/hq/shield/incidents/{large}/?after={place(n // 2, 'sighting')}",
        "opinions to review": "/hq/shield/opinions/",
        "who looked": "/hq/shield/log/",
    }.items():
        last = measure(client, what, path)
    assert last


def fill(n: int) -> int:
    """Incidents of 50 messages, and one of a fifth of all; its number."""
    from django.db import connection
    from django.utils import timezone

    from hustings.security.incidents.models import Guard, Incident, Look, Opinion, Sighting

    now, guard = timezone.now(), Guard.objects.create(name="mx", kind="milter", key="k")
    rows = (Incident(title=f"Invoice {k}", action=2, n_sightings=50, kind="phish") for k in range(n // 50))
    made = Incident.objects.bulk_create(rows, batch_size=2_000)
    for k, one in enumerate(made):
        one.last_at = now - timedelta(minutes=k)
        one.closed_at = now if k % 3 else None
    Incident.objects.bulk_update(made, ["last_at", "closed_at"], batch_size=500)
    for start in range(0, n, 5_000):
        Sighting.objects.bulk_create(
            Sighting(
                key=f"{k:032x}", guard=guard, incident=made[0] if k % 5 == 0 else made[k % len(made)],
                at=now - timedelta(seconds=k), kind="milter", mailboxes=[f"s{k % 300}@example.org"],
                sha256=f"{k:064x}", message_id=f"<{k}@evil.example>", sender="it@evil.example",
                subject=f"Invoice {k}", action=2, verdict="phish", score=0.97, done="held",
                signals=[["link_lookalike", "The link leads to campaign-login.example"]] * 4,
                traits=[["host", f"h{k % 500}.example"], ["lure", f"l{k % 900}"]], place={"held": str(k)},
            )
            for k in range(start, min(n, start + 5_000))
        )  # fmt: skip
    user = director_user()
    Opinion.objects.bulk_create(Opinion(incident=one, user=user, said="wrong") for one in made[:2_000])
    Look.objects.bulk_create(Look(user=user, what="incident", incident=one) for one in made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return int(made[0].pk)


def director_user() -> Any:
    """Who may see all of it."""
    from hustings.foundation.accounts.models import Grant, User

    user = User.objects.filter(email="dora@example.org").first()
    if user is None:
        user = User.objects.create_user("dora@example.org", first_name="Dora")
        Grant.objects.create(user=user, role="director")
    return user


def director() -> Any:
    """A browser of theirs."""
    from django.conf import settings
    from django.test import Client

    settings.SECOND_FACTOR = "optional"
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"accept-language": "en"})
    client.force_login(director_user())
    return client


def place(k: int, model: str = "incident") -> str:
    """Where the page after the ``k``th row begins."""
    from urllib.parse import quote

    from hustings.security.incidents.models import Incident, Sighting

    rows, by = (Incident.objects, "last_at") if model == "incident" else (Sighting.objects, "at")
    row = rows.order_by(f"-{by}", "-pk")[k]
    return quote(f"{getattr(row, by).isoformat()} {row.pk}")


def measure(client: Any, what: str, path: str) -> str:
    """Ask for it; print p95, questions, and tables that were read whole. The last question of all."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert client.get(path).status_code == 200, path
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        client.get(path)
        took.append((time.perf_counter() - began) * 1_000)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path)
    p95 = sorted(took)[int(ASKED * 0.95) - 1]
    report.figure(f"{what}: p95", p95, f"ms (aim {AIM:.0f}: {'met' if p95 < AIM else 'MISSED'})")
    report.figure(f"{what}: questions", len(asked), "")
    ours = [each["sql"] for each in asked if "incidents_" in each["sql"] and each["sql"].startswith("SELECT")]
    whole = sorted({table for sql in ours for table in read_whole(sql)})
    print(f"    read whole: {', '.join(whole) or 'nothing'}")
    return str(ours[-1]) if ours else path


def read_whole(sql: str) -> list[str]:
    """Large tables that the database would read from end to end."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql)
        plan = [str(row[-1]) for row in cursor.fetchall()]
    tables = ("incidents_sighting", "incidents_incident", "incidents_look", "incidents_opinion")
    said = [
        line for line in plan if "Seq Scan on" in line or (line.startswith("SCAN") and "INDEX" not in line)
    ]
    return [table for table in tables if any(f"{table} " in f"{line} " for line in said)]


if __name__ == "__main__":
    report.on_each_database(main)
