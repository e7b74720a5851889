"""The list, the search and the record at a million people: milliseconds and queries a page, beside bare SQL.

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
RUNS = int(os.environ.get("HUSTINGS_BENCH_RUNS", "20"))
ONLY = os.environ.get("HUSTINGS_BENCH_PAGES", "")  # a part of the names of the pages to measure
MANY_COLUMNS = (
    "reach zone tags consents since changed source owner follow_up household born field.shirt".split()
)
INSIDE = "p.zone_id IN (SELECT inner_id FROM territories_containment WHERE outer_id = {})"


def main() -> None:
    """Fill, then ask as a browser would."""
    from benchmarks import people_factory

    report.header("People in HQ", people=N, activities=5 * N)
    people_factory.fill(N, 5 * N)
    from django.conf import settings
    from django.core.management import call_command

    settings.SECOND_FACTOR, settings.ALLOWED_HOSTS = "optional", ["*"]
    call_command("collectstatic", interactive=False, verbosity=0)
    if not ONLY:
        plans()
    for name, user, client in team():
        pages(name, user, client)


def team() -> list[tuple[str, Any, Any]]:
    """A director, and an organiser of one department."""
    from django.test import Client

    from hustings.foundation.accounts.models import Grant, User
    from hustings.foundation.accounts.roles import Role
    from hustings.foundation.territories.models import Zone

    made = []
    places = {"director": None, "organiser": Zone.objects.filter(kind="department").order_by("pk").first()}
    for name, zone in places.items():
        user, is_new = User.objects.get_or_create(email=f"{name}@example.org")
        if is_new:
            Grant.objects.create(user=user, role=Role(name), zone=zone)
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(pk=user.pk))
        made.append((name, User.objects.get(pk=user.pk), client))
    return made


def pages(name: str, user: Any, client: Any) -> None:
    """Each kind of page, some times over, beside its rows asked for in bare SQL."""
    from hustings.foundation.territories.models import Zone
    from hustings.people.persons.models import Person, Tag

    tag, rare = Tag.objects.get(name="tag 3").pk, Tag.objects.get(name="tag 59").pk
    commune = Zone.objects.filter(kind="commune").order_by("-pk")[0]
    some = list(Person.objects.visible_to(user).order_by("-created_at")[:50])
    middle = Person.objects.order_by("pk")[N // 2]
    department = Zone.objects.filter(kind="department").order_by("pk")[0].pk
    sight = INSIDE.format(department) if name == "organiser" else "1 = 1"
    tagged = "EXISTS (SELECT 1 FROM persons_tagging t WHERE t.person_id = p.id AND t.tag_id = {})"
    agreed = (
        "(SELECT 1 FROM persons_consent c WHERE c.person_id = p.id AND c.purpose = 'email' AND c.is_given)"
    )
    lyon = f"p.zone_id IN (SELECT inner_id FROM territories_containment WHERE outer_id = {commune.pk})"
    new, by_name = "p.created_at DESC, p.id DESC", "p.name_key, p.id"
    columns = "&".join(f"col={column}" for column in MANY_COLUMNS)

    def after(order: str) -> str:
        from urllib.parse import quote

        return quote(f"{middle.pk} {order}")

    def later(column: str, value: Any, way: str = ">") -> str:
        shown = value.isoformat(" ") if hasattr(value, "isoformat") else value
        return f"(p.{column}, p.id) {way} ('{shown}', {middle.pk})"

    since, changed = middle.created_at.isoformat(), middle.updated_at.isoformat()
    asked: dict[str, tuple[list[str], str, str]] = {
        "list, newest": ([""], "1 = 1", new),
        "list, by name": (["order=name"], "1 = 1", by_name),
        "list, by given name from Z": (["order=given-z"], "1 = 1", "p.given_key DESC, p.id DESC"),
        "list, last changed": (["order=changed"], "1 = 1", "p.updated_at DESC, p.id DESC"),
        "list, by source": (["order=source"], "1 = 1", "p.source, p.id"),
        "list, twelve columns": ([columns], "1 = 1", new),
        "list, newest, half-way": (
            [f"order=newest&after={after(since)}"], later("created_at", middle.created_at, "<"), new),
        "list, by name, half-way": (
            [f"order=name&after={after(middle.name_key)}"], later("name_key", middle.name_key), by_name),
        "list, last changed, half-way": (
            [f"order=changed&after={after(changed)}"], later("updated_at", middle.updated_at, "<"),
            "p.updated_at DESC, p.id DESC"),
        "filter, frequent tag": ([f"tag={tag}"], tagged.format(tag), new),
        "filter, frequent tag, by name": ([f"tag={tag}&order=name"], tagged.format(tag), by_name),
        "filter, rare tag": ([f"tag={rare}"], tagged.format(rare), new),
        "filter, rare tag, by name": ([f"tag={rare}&order=name"], tagged.format(rare), by_name),
        "filter, one commune": ([f"zone={commune.code}"], lyon, new),
        "filter, one commune, by name": ([f"zone={commune.code}&order=name"], lyon, by_name),
        "filter, consent yes": (["consent=email.yes"], f"EXISTS {agreed}", new),
        "filter, never asked, by name": (
            ["consent=email.never&order=name"],
            f"NOT EXISTS {agreed.removesuffix(' AND c.is_given)')})", by_name),
        "saved view: tag, consent, by name": (
            [f"view={saved(user, tag, columns)}"], f"{tagged.format(tag)} AND EXISTS {agreed}", by_name),
        "search, 2 letters": (["q=ma"], "p.name_key >= 'ma' AND p.name_key < 'mb'", by_name),
        "search, family name": (["q=bamale"], "p.name_key >= 'bamale' AND p.name_key < 'bamalf'", by_name),
        "search, given and family": (
            [f"q={middle.given_name}+{middle.family_name}"], f"p.name_key = '{middle.name_key}'", by_name),
        "search, e-mail": (
            [f"q=p{middle.pk}@ex"],
            f"p.id IN (SELECT person_id FROM persons_email WHERE key >= 'p{middle.pk}@ex'"
            f" AND key < 'p{middle.pk}@ey')", by_name),
        "search, phone": (
            ["q=06+00+12+34"],
            "p.id IN (SELECT person_id FROM persons_phone"
            " WHERE number >= '+336001234' AND number < '+336001235')",
            by_name),
    }  # fmt: skip
    for what, (queries, where, order) in asked.items():
        if ONLY and ONLY not in what:
            continue
        addresses = [f"/hq/people/?{query}".removesuffix("?") for query in queries]
        measure(f"{name}: {what}", client, addresses, bare(f"({where}) AND {sight}", order))
    if not ONLY or ONLY in "record":
        addresses = [f"/hq/people/{person.uid}/" for person in some]
        measure(f"{name}: record", client, addresses, bare_record([person.pk for person in some]))
        measure(f"{name}: home page (figures kept)", client, ["/hq/"], None)


def saved(user: Any, tag: int, columns: str) -> int:
    """A view with filters, an order and many columns."""
    from hustings.people.segments.actions.saved_views import save_view
    from hustings.people.segments.models import SavedView

    SavedView.objects.filter(user=user).delete()
    query = f"tag={tag}&consent=email.yes&order=name&{columns}"
    return save_view(user=user, name="Callers", query=query).pk


def bare(where: str, order: str) -> Callable[[int], None]:
    """The rows of a page with first ways to reach people and tags, asked for by hand."""
    from django.db import connection

    people = (
        "SELECT p.*, z.name FROM persons_person p LEFT JOIN territories_zone z ON z.id = p.zone_id"
        f" WHERE {where} ORDER BY {order} LIMIT 51"
    )
    more = [
        "SELECT person_id, address FROM persons_email WHERE person_id IN ({})",
        "SELECT person_id, number FROM persons_phone WHERE person_id IN ({})",
        "SELECT g.person_id, t.name FROM persons_tagging g JOIN persons_tag t ON t.id = g.tag_id"
        " WHERE g.person_id IN ({})",
    ]

    def ask(at: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(people)
            keys = ", ".join(str(row[0]) for row in cursor.fetchall()) or "0"
            for one in more:
                cursor.execute(one.format(keys))
                cursor.fetchall()

    return ask


def bare_record(keys: list[int]) -> Callable[[int], None]:
    """What a record shows of its own tables, asked for by hand."""
    from django.db import connection

    tables = [
        "email",
        "phone",
        "postaladdress",
        "tagging",
        "fieldvalue",
        "note",
        "consent",
        "contact",
        "followup",
    ]
    activities = (
        "SELECT * FROM persons_activity WHERE person_id = {} ORDER BY happened_at DESC, id DESC LIMIT 21"
    )

    def ask(at: int) -> None:
        pk = keys[at % len(keys)]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM persons_person WHERE id = {pk}")
            cursor.fetchall()
            for table in tables:
                cursor.execute(f"SELECT * FROM people_{table} WHERE person_id = {pk} LIMIT 50")
                cursor.fetchall()
            cursor.execute(activities.format(pk))
            cursor.fetchall()

    return ask


def measure(what: str, client: Any, addresses: list[str], by_hand: Callable[[int], None] | None) -> None:
    """Median and 95th percentile of some runs, the number of queries, and bare SQL run in between."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ours, bare, cpu = [], [], []
    for at in range(RUNS + 1):
        started, worked = time.perf_counter(), time.process_time()
        response = client.get(addresses[at % len(addresses)])
        cpu.append((time.process_time() - worked) * 1000)
        ours.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, response.status_code
        if by_hand:
            started = time.perf_counter()
            by_hand(at)
            bare.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(addresses[0])
    longest = max(queries, key=lambda query: float(query["time"]))
    first, later = ours[0], sorted(ours[1:])
    p50, p95 = statistics.median(later), later[max(0, int(len(later) * 0.95) - 1)]
    n, worked = len(queries), statistics.median(cpu)
    aim = 150 if connection.vendor == "postgresql" else 300
    hand = statistics.median(bare[1:]) if bare else 0.0
    missed = f"  MISSED {aim} ms: {longest['time']} s {longest['sql'][:300]}" if p95 >= aim else ""
    print(
        f"{what:<46} p50 {p50:7.1f}  p95 {p95:7.1f}  CPU {worked:6.1f}  first {first:7.1f} ms"
        f"  {n:>2} queries" + (f"  bare {hand:7.1f} ms, {p50 / hand:5.1f} x" if hand else "") + missed,
        flush=True,
    )
    figures = {
        "p50": p50,
        "p95": p95,
        "cpu": worked,
        "first": first,
        "bare": hand,
        "load": os.getloadavg()[0],
    }
    report.keep(what, n_queries=n, unit="ms", **{key: round(value, 1) for key, value in figures.items()})


def plans() -> None:
    """How the database answers each part of a search: by range of an index, never by reading all."""
    from django.db import connection

    from hustings.people.persons.models import Person

    for text in ["ma", "bamale", "jean dup", "p5000", "p5000@ex", "06 00 12"]:
        for rows, key in Person.objects.all()._matches(text, "begins"):
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
