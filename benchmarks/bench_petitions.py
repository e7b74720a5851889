"""Ten thousand people sign a petition, two hundred at once: none lost, none double, and how long they wait.

Over HTTP against two server processes. Each tenth form is sent twice, at the same time, as by a double click.
Beside it a bare Django view that writes one row, on the same server, database and load. Then a tenth of them
press the button of their mails, two hundred at once, and the meter is held against the rows.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack

from benchmarks import report
from benchmarks.petition_load import Answer, request, send
from benchmarks.web_server import WORKERS, serving

SIGNATURES, CLIENTS, CONFIRMED = int(os.environ.get("HUSTINGS_BENCH_N", "10000")), 200, 1_000


def main() -> None:
    """Measure."""
    report.header(
        "Petition: a burst", signatures=SIGNATURES, clients=CLIENTS, worker_processes=WORKERS,
        confirmed=CONFIRMED,
    )  # fmt: skip
    petition, wording = _prepare()
    env = {**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1"}
    with ExitStack() as stack:
        bare = stack.enter_context(serving(env, "benchmarks.bare_wsgi"))
        asyncio.run(send(bare, _bare(500, "warm"), CLIENTS))
        with report.stopwatch() as bare_seconds:
            asyncio.run(send(bare, _bare(SIGNATURES // 2, "bare"), CLIENTS))
    with ExitStack() as stack:
        ours = stack.enter_context(serving(env, "hustings.wsgi"))
        with report.stopwatch() as seconds:
            answers = asyncio.run(send(ours, _forms(petition, wording), CLIENTS))
        _count(petition, answers)
        bare_s = SIGNATURES // 2 / bare_seconds()
        report.ratio("forms of a petition", len(answers) / seconds(), bare_s, "posts/s")
        _waits("signing", answers)
        _confirm(ours, petition)


def _prepare() -> tuple[int, int]:
    from hustings.foundation.territories.models import Postcode, Zone
    from hustings.people.persons import actions
    from hustings.people.persons.models import Purpose
    from hustings.site.petitions.models import Petition

    zone = Zone.objects.create(kind="commune", code="30189", name="Nîmes", name_key="nimes", country="FR")
    Postcode.objects.create(code="30000", zone=zone)
    line = actions.wording(purpose=Purpose.EMAIL, text="I agree to receive news.")
    made = Petition.objects.create(
        titles={"fr": "Des trains"}, addressees={"fr": "la Région"}, asks=["family_name"], consents=["email"]
    )
    return made.pk, line.pk


def _forms(petition: int, wording: int) -> Iterator[bytes]:
    """Each with a stamp of its own; each tenth twice in a row, so that two clients send it at once."""
    from hustings.people.signups.public_forms.stamp import Stamp

    for number in range(SIGNATURES):
        shown = Stamp(time.time() - 60, "/fr/trains/", {"email": wording}, key=f"k{number}")
        form = {
            "stamp": str(shown), "given_name": "Charlie", "family_name": f"N{'abcdefghij'[number % 10]}",
            "email": f"c{number}@example.org", "postcode": "30000", "consent_email": "on",
        }  # fmt: skip
        one = request(f"/fr/petitions/{petition}/signatures/", form, number)
        yield one
        if number % 10 == 0:
            yield one


def _bare(n: int, run: str) -> Iterator[bytes]:
    for number in range(n):
        form = {"given_name": "Charlie", "email": f"c{number}-{run}@example.org", "postcode": "30000"}
        yield request("/fr/sign-ups/", form, number)


def _count(petition: int, answers: list[Answer]) -> None:
    from django_tasks_db.models import DBTaskResult

    from hustings.site.petitions.models import Signature

    rows = Signature.objects.filter(petition=petition)
    n, keys = rows.count(), rows.values("key").distinct().count()
    mails = DBTaskResult.objects.filter(task_path__endswith="send_link").count()
    bad = sum(status != 302 for _seconds, status in answers)
    report.figure("lost", SIGNATURES - keys, "signatures")
    report.figure("double", n - keys, "signatures")
    report.figure("mails lost or double", abs(SIGNATURES - mails), "mails")
    report.figure("forms answered by anything but thanks", bad, "forms")
    if (n, keys, mails, bad) != (SIGNATURES, SIGNATURES, SIGNATURES, 0):
        raise RuntimeError("signatures were lost, or counted twice")


def _waits(name: str, answers: list[Answer]) -> None:
    waits = statistics.quantiles((seconds for seconds, _status in answers), n=100)
    report.figure(f"{name}: half answered within", waits[49] * 1000, "ms")
    report.figure(f"{name}: 95 % answered within", waits[94] * 1000, "ms")


def _confirm(port: int, petition: int) -> None:
    from hustings.site.petitions import meter
    from hustings.site.petitions.models import Signature

    rows = list(Signature.objects.filter(petition=petition).order_by("pk")[:CONFIRMED])
    clicks = [
        request(f"/fr/petitions/signatures/{row.link_token}/", {}, number) for number, row in enumerate(rows)
    ]
    clicks += clicks[::10]
    with report.stopwatch() as seconds:
        answers = asyncio.run(send(port, clicks, CLIENTS))
    report.figure("confirmations", len(answers) / seconds(), "a second")
    _waits("confirming", answers)
    counted = meter.count(petition)
    report.figure("the meter is wrong by", abs(counted - CONFIRMED), "signatures")
    if counted != CONFIRMED or any(status != 302 for _seconds, status in answers):
        raise RuntimeError("the meter is wrong, or a confirmation failed")


if __name__ == "__main__":
    report.on_each_database(main)
