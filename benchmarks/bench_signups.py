"""Sign-ups and confirmations a second through the whole stack, beside a bare Django view that writes one row.

The same server, database and load for both, in turn; what counts is the ratio. Each sign-up comes from an
address and a network of its own, as on the day of a great speech: the form is checked, the commune looked up,
the rates counted, a row and a task written in one transaction.
"""

import asyncio
import itertools
import os
import statistics
import time
from urllib.parse import urlencode

from benchmarks import report
from benchmarks.petition_load import request, send
from benchmarks.web_server import WORKERS, serving

REQUESTS, CONNECTIONS, ROUNDS = 1500, 16, 3
CLIENTS = 200  # who press the button of their mails at once


def main() -> None:
    """Measure."""
    report.header(
        "Sign-ups",
        requests=REQUESTS,
        rounds=ROUNDS,
        connections=CONNECTIONS,
        worker_processes=WORKERS,
    )
    stamp = _prepare()
    env = {**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1"}
    speeds: dict[str, list[float]] = {"ours": [], "bare": []}
    slowest: list[float] = []
    with (
        serving(env, "hustings.wsgi") as ours,
        serving(env, "benchmarks.bare_wsgi") as bare,
    ):
        ports = {"bare": bare, "ours": ours}
        for name, port in ports.items():
            asyncio.run(_load(port, stamp, 200, f"warm-{name}"))
        for number in range(ROUNDS):
            for name, port in ports.items():
                with report.stopwatch() as seconds:
                    times = asyncio.run(_load(port, stamp, REQUESTS, f"{name}-{number}"))
                speeds[name].append(REQUESTS / seconds())
                if name == "ours":
                    slowest.append(statistics.quantiles(times, n=100)[98] * 1000)
    ours_s, bare_s = statistics.median(speeds["ours"]), statistics.median(speeds["bare"])
    report.ratio("sign-ups", ours_s, bare_s, "posts/s", aim=1 / 3)
    report.figure("99 % of sign-ups answered within", statistics.median(slowest), "ms")
    _confirm(env)


def _confirm(env: dict[str, str]) -> None:
    """From the click to the ledger, the timeline and the person; none lost, none double."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from hustings.people.persons.models import Consent, ConsentEntry, Person
    from hustings.people.signups.models import SignUp

    ours = SignUp.objects.exclude(consents={})  # the bare view writes into this table, too
    first, *rows = ours.order_by("pk")[: REQUESTS + 1]
    with CaptureQueriesContext(connection) as asked:
        assert Client(SERVER_NAME="127.0.0.1").post(f"/fr/sign-ups/{first.link_token}/").status_code == 302
    report.figure("statements of a confirmation", len(asked), "statements", at_most=20)
    clicks = [request(f"/fr/sign-ups/{row.link_token}/", {}, number) for number, row in enumerate(rows)]
    with serving(env, "hustings.wsgi") as port:
        asyncio.run(send(port, itertools.islice(clicks, 200), CLIENTS))
        rest = clicks[200:]
        with report.stopwatch() as seconds:
            answers = asyncio.run(send(port, rest, CLIENTS))
    report.figure("confirmations", len(rest) / seconds(), "a second", at_least=300)
    waits = statistics.quantiles((each for each, _status in answers), n=100)
    report.figure("95 % of confirmations answered within", waits[94] * 1000, "ms", at_most=500)
    found = {Person.objects.count(), Consent.objects.live().count(), ConsentEntry.objects.count()}
    if found != {len(rows) + 1} or any(status != 302 for _seconds, status in answers):
        raise RuntimeError(f"confirmations were lost, or done twice: {found}")


def _prepare() -> str:
    """A commune, a sentence to agree to, and the stamp of a form that was shown a minute ago."""
    from hustings.foundation.territories.models import Postcode, Zone
    from hustings.people.persons import actions
    from hustings.people.persons.models import Purpose
    from hustings.people.signups.public_forms.stamp import Stamp

    zone = Zone.objects.create(kind="commune", code="30189", name="Nîmes", name_key="nimes", country="FR")
    Postcode.objects.create(code="30000", zone=zone)
    line = actions.wording(purpose=Purpose.EMAIL, text="I agree to receive news.")
    return str(Stamp(time.time() - 60, "/fr/", {"email": line.pk}))


async def _load(port: int, stamp: str, n_requests: int, run: str) -> list[float]:
    """Send so many forms over kept connections; the seconds that each took."""
    numbers = iter(range(n_requests))
    times: list[float] = []

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            began = time.perf_counter()
            writer.write(_request(stamp, run, number))
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 302"):
                raise RuntimeError(head.decode())
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length or 0))
            times.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(visitor() for _ in range(CONNECTIONS)))
    return times


def _request(stamp: str, run: str, number: int) -> bytes:
    form = {"stamp": stamp, "given_name": "Charlie", "email": f"c{number}-{run}@example.org"}
    body = urlencode({**form, "postcode": "30000", "consent_email": "on"}).encode()
    origin = f"10.{hash(run) % 250}.{number // 250}.{number % 250}"
    head = (
        "POST /fr/sign-ups/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"X-Forwarded-For: {origin}\r\nX-Forwarded-Proto: http\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    report.on_each_database(main)
