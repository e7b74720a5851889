"""Pages a second from memory, with and without counting views: the same server, in turn; and what it loses.

Readers come from thirty sites, as after a day in the press. Right after the last page the server is killed:
what was gathered since the last sums is lost, and no more.
"""

import asyncio
import os
import statistics
import time

from benchmarks import report
from benchmarks.bench_signups import _server

REQUESTS, CONNECTIONS, ROUNDS = 4000, 16, 5


def main() -> None:
    """Measure."""
    from django.core.management import call_command

    from hustings.website import actions
    from hustings.website.audience import gathering

    report.header("Pages from memory", requests=REQUESTS, rounds=ROUNDS, connections=CONNECTIONS)
    call_command("collectstatic", interactive=False, verbosity=0)
    actions.found_site()
    speeds: dict[bool, list[float]] = {True: [], False: []}
    sent = 0
    with _server({**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1"}, "hustings.wsgi") as port:
        asyncio.run(_load(port, 500))
        sent += 500
        for _ in range(ROUNDS):
            for is_on, times in speeds.items():
                actions.count_views(is_on=is_on, user_id=None)
                asyncio.run(_load(port, 200))
                with report.stopwatch() as seconds:
                    asyncio.run(_load(port, REQUESTS))
                times.append(REQUESTS / seconds())
                sent += (REQUESTS + 200) * is_on
        time.sleep(2 * gathering.SECONDS)
        lost = sent - _counted()
        actions.count_views(is_on=True, user_id=None)
        asyncio.run(_load(port, REQUESTS))
    with_it, without = statistics.median(speeds[True]), statistics.median(speeds[False])
    report.ratio("pages, counted and not", with_it, without, "pages/s", aim=0.95)
    report.figure("views lost while it ran", lost, "views")
    report.figure("views lost by kill -9, at once", sent + REQUESTS - lost - _counted(), "views")


def _counted() -> int:
    from django.db.models import Sum

    from hustings.website.models import Tally

    return Tally.objects.filter(kind="page").aggregate(n=Sum("n_views"))["n"] or 0


async def _load(port: int, n_requests: int) -> None:
    """Read the front page so often over kept connections."""
    numbers = iter(range(n_requests))

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            writer.write(
                b"GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n"
                b"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
                b"Referer: https://news%d.example/article\r\n\r\n" % (number % 30)
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.decode())
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
        writer.close()

    await asyncio.gather(*(visitor() for _ in range(CONNECTIONS)))


if __name__ == "__main__":
    report.on_each_database(main)
