"""Anonymous page views a second from two workers, beside a bare Django view that returns the same bytes.

Three pages of the demonstration: as they are written anew for a reader who brings something of their own, and
from memory. The same servers, database and load in turn; what counts are the ratios. Then counting views on
and off, what is lost by kill -9, and whether any page of before is shown once a change is committed.
"""

import asyncio
import os
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks import report
from benchmarks.web_server import WORKERS, serving

REQUESTS, ANEW, CONNECTIONS, ROUNDS = 2000, 200, 16, 3
PAGES = {"front page": "/fr/", "proposal": "/fr/programme/trains/", "news": "/fr/actualites/"}
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def main() -> None:
    """Measure."""
    from django.core.management import call_command

    from hustings.shells.demo.site import build_site
    from hustings.site.website import actions

    report.header("Pages", views=REQUESTS, anew=ANEW, rounds=ROUNDS, connections=CONNECTIONS, workers=WORKERS)
    call_command("collectstatic", interactive=False, verbosity=0)
    build_site()
    actions.count_views(is_on=True, user_id=None)
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1", "HUSTINGS_BENCH_PAGES": folder}
        with serving(env, "hustings.wsgi") as ours:
            for number, path in enumerate(PAGES.values()):
                Path(folder, str(number)).write_bytes(_read(ours, path))
            with serving(env, "benchmarks.bare_wsgi") as bare:
                for number, (name, path) in enumerate(PAGES.items()):
                    _compare(name, path, ours, bare, number)
            report.figure("pages of before, read after a change", _stale(ours), "pages")
    _count()


def _compare(name: str, path: str, ours: int, bare: int, number: int) -> None:
    """One page: bare, written anew, from memory; in turn."""
    speeds: dict[str, list[float]] = {"bare": [], "anew": [], "memory": []}
    runs = {
        "bare": (bare, f"/pages/{number}/", REQUESTS), "anew": (ours, f"{path}?x=1", ANEW),
        "memory": (ours, path, REQUESTS),
    }  # fmt: skip
    for at in range(-1, ROUNDS):  # one to warm up
        for kind, (port, address, n) in runs.items():
            with report.stopwatch() as seconds:
                asyncio.run(_load(port, n, address))
            if at >= 0:
                speeds[kind].append(n / seconds())
    bare_s, anew, memory = (statistics.median(each) for each in speeds.values())
    report.ratio(f"{name}, written anew", anew, bare_s, "pages/s", aim=1 / 12)
    report.ratio(f"{name}, from memory", memory, bare_s, "pages/s", aim=1 / 2)


def _stale(port: int) -> int:
    """Change the slogan ten times; after each commit 100 readers at both workers must see it."""
    from hustings.site.website.models import HomePage

    stale = 0
    for number in range(10):
        home = HomePage.objects.get(locale__language_code="fr")
        home.slogan = f"Slogan {number}"
        home.save_revision().publish()
        pages = asyncio.run(_load(port, 100, "/fr/"))
        stale += sum(f"Slogan {number}".encode() not in page for page in pages)
    return stale


def _count() -> None:
    """Counting on and off; then the server is killed: what was gathered since the last sums is lost."""
    from hustings.foundation.lib.process import counters
    from hustings.site.website import actions

    speeds: dict[bool, list[float]] = {True: [], False: []}
    before = _counted()
    sent = 0
    with serving({**os.environ, "HUSTINGS_TRUSTED_PROXIES": "1"}, "hustings.wsgi") as port:
        for _ in range(ROUNDS):
            for is_on, times in speeds.items():
                actions.count_views(is_on=is_on, user_id=None)
                asyncio.run(_load(port, 200))
                with report.stopwatch() as seconds:
                    asyncio.run(_load(port, REQUESTS))
                times.append(REQUESTS / seconds())
                sent += (REQUESTS + 200) * is_on
        time.sleep(2 * counters.SECONDS)
        lost = sent - (_counted() - before)
        actions.count_views(is_on=True, user_id=None)
        asyncio.run(_load(port, REQUESTS))
    with_it, without = statistics.median(speeds[True]), statistics.median(speeds[False])
    report.ratio("pages, counted and not", with_it, without, "pages/s", aim=0.95)
    report.figure("views lost while it ran", lost, "views")
    at_once = sent + REQUESTS - lost - (_counted() - before)
    report.figure("views lost by kill -9, at once", at_once, "views")


def _counted() -> int:
    from django.db.models import Sum

    from hustings.site.website.models import Tally

    return Tally.objects.filter(kind="page").aggregate(n=Sum("n_views"))["n"] or 0


def _read(port: int, path: str) -> bytes:
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"User-Agent": AGENT, "X-Forwarded-Proto": "http"}
    )
    with urllib.request.urlopen(asked) as answer:
        body: bytes = answer.read()
    return body


async def _load(port: int, n_requests: int, path: str = "/fr/") -> list[bytes]:
    """Read a page so often over kept connections; readers come from thirty sites, as after news."""
    numbers = iter(range(n_requests))
    pages: list[bytes] = []

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: http\r\n"
                f"User-Agent: {AGENT}\r\nReferer: https://news{number % 30}.example/article\r\n\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.decode())
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            pages.append(await reader.readexactly(int(length)))
        writer.close()

    await asyncio.gather(*(visitor() for _ in range(CONNECTIONS)))
    return pages


if __name__ == "__main__":
    report.on_each_database(main)
