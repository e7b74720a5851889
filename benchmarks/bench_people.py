"""The list, the search and the record at a million people: milliseconds a page, and how searches are planned.

HUSTINGS_BENCH_PEOPLE=1000000 python benchmarks/bench_people.py
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]
from benchmarks import report  # noqa: E402

N = int(os.environ.get("HUSTINGS_BENCH_PEOPLE", "1000000"))
RUNS = 15


def main() -> None:
    """Fill, then ask as a browser would."""
    from benchmarks import people_factory

    report.header("People in HQ", people=N, activities=5 * N)
    people_factory.fill(N, 5 * N)
    from django.conf import settings
    from django.core.management import call_command

    settings.SECOND_FACTOR, settings.ALLOWED_HOSTS = "optional", ["*"]
    call_command("collectstatic", interactive=False, verbosity=0)
    plans()
    for name, user, client in team():
        pages(name, user, client)


def team() -> list[tuple[str, Any, Any]]:
    """A director, and an organiser of one department."""
    from django.test import Client

    from hustings.accounts.models import Grant, User
    from hustings.accounts.roles import Role
    from hustings.territories.models import Zone

    made = []
    places = {"director": None, "organiser": Zone.objects.filter(kind="department").first()}
    for name, zone in places.items():
        user, is_new = User.objects.get_or_create(email=f"{name}@example.org")
        if is_new:
            Grant.objects.create(user=user, role=Role(name), zone=zone)
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(pk=user.pk))
        made.append((name, User.objects.get(pk=user.pk), client))
    return made


def pages(name: str, user: Any, client: Any) -> None:
    """Each kind of page, some times over."""
    from hustings.people.models import Person, Tag
    from hustings.territories.models import Zone

    tag = Tag.objects.get(name="tag 3")
    rare = Tag.objects.get(name="tag 59")
    commune = Zone.objects.filter(kind="commune").order_by("-pk")[0]
    some = list(Person.objects.visible_to(user).order_by("-created_at")[:50])
    middle = Person.objects.order_by("pk")[N // 2]
    place = f"{middle.pk} {middle.created_at.isoformat()}".replace("+", "%2B")
    named = f"{middle.pk} {middle.name_key}"
    asked = {
        "list, newest": ["/hq/people/"],
        "list, by name": ["/hq/people/?order=name"],
        "list, newest, half-way": [f"/hq/people/?after={place}"],
        "list, by name, half-way": [f"/hq/people/?order=name&after={named}"],
        "search, 2 letters": ["/hq/people/?q=ma"],
        "search, family name": ["/hq/people/?q=bamale"],
        "search, given and family": [f"/hq/people/?q={middle.given_name}+{middle.family_name}"],
        "search, e-mail": [f"/hq/people/?q=p{middle.pk}@ex"],
        "search, phone": ["/hq/people/?q=06+00+12+34"],
        "filter, frequent tag": [f"/hq/people/?tag={tag.pk}"],
        "filter, rare tag": [f"/hq/people/?tag={rare.pk}"],
        "filter, one commune": [f"/hq/people/?zone={commune.code}"],
        "filter, consent yes": ["/hq/people/?consent=email.yes"],
        "filter, never asked": ["/hq/people/?consent=email.never"],
        "record": [f"/hq/people/{person.uid}/" for person in some],
        "home page (figures kept)": ["/hq/"],
    }
    for what, addresses in asked.items():
        measure(f"{name}: {what}", lambda at, addresses=addresses: client.get(addresses[at % len(addresses)]))


def measure(what: str, ask: Callable[[int], Any]) -> None:
    """Median and 95th percentile of some runs, and the first one."""
    took = []
    for at in range(RUNS + 1):
        started = time.perf_counter()
        response = ask(at)
        took.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, response.status_code
    first, later = took[0], sorted(took[1:])
    p95 = later[int(len(later) * 0.95)]
    print(
        f"{what:<40} p50 {statistics.median(later):8.1f} ms  p95 {p95:8.1f} ms  first {first:8.1f} ms",
        flush=True,
    )
    report.keep(
        what, p50=round(statistics.median(later), 1), p95=round(p95, 1), first=round(first, 1), unit="ms"
    )


def plans() -> None:
    """How the database answers each part of a search: by range of an index, never by reading all."""
    from django.db import connection

    from hustings.people.models import Person

    for text in ["ma", "bamale", "jean dup", "p5000", "p5000@ex", "06 00 12"]:
        for rows, key in Person.objects.all()._matches(text):
            query = rows.order_by(key, "pk").values_list("pk", flat=True)[:200]
            started = time.perf_counter()
            n = len(query)
            took = (time.perf_counter() - started) * 1000
            plan = query.explain()
            reads_all = "Seq Scan" in plan or (
                "SCAN " in plan and "USING" not in plan.split("SCAN ")[1].split("\n")[0]
            )
            fault = " READS ALL" if reads_all else ""
            print(f"{connection.vendor} search {text!r} by {key}: {n} in {took:.1f} ms{fault}")
            print("    " + plan.replace("\n", "\n    "))


if __name__ == "__main__":
    report.on_each_database(main)
