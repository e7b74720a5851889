"""A phone with a list of 400 doors whose server was killed eight hours ago: how fast it opens and notes.

The bare page beside it notes as many rows in IndexedDB with strict durability, and does nothing else.
"""

import statistics
import time
from datetime import timedelta
from typing import Any

from benchmarks import report

DOORS, NOTED = 400, 200
NOTE = """async (n) => {
  const took = [];
  for (const line of [...document.querySelectorAll("li[data-code='']")].slice(0, n)) {
    const { key } = line.dataset;
    line.querySelector("button").click();
    const began = performance.now();
    document.querySelector("[data-walk-results] [data-code=absent]").click();
    const isNoted = () => document.querySelector(`li[data-key="${key}"]`)?.dataset.code === "absent";
    while (!isNoted()) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    took.push(performance.now() - began);
  }
  return took;
}"""
BARE = """async (n) => {
  const asked = indexedDB.open("bare", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("rows", { autoIncrement: true });
  await new Promise((resolve) => { asked.onsuccess = resolve; });
  const took = [];
  for (let at = 0; at < n; at += 1) {
    const began = performance.now();
    const write = asked.result.transaction("rows", "readwrite", { durability: "strict" });
    write.objectStore("rows").add({ at });
    await new Promise((resolve) => { write.oncomplete = resolve; });
    took.push(performance.now() - began);
  }
  return took;
}"""


def main() -> None:
    """In Chromium, at a server that is killed."""
    from benchmarks.checkin_hall import Server
    from hustings.shells.cli import prepare
    from tests.browser import ONE, profile

    report.header("Doors: a phone without a network", doors=DOORS, noted=NOTED, hours=8)
    prepare.static_files()
    server = Server()
    server.serve()
    browser = ONE.open()
    try:
        with profile(browser, server.address, seconds=120, width=360) as context:
            _measure(context, server)
    finally:
        ONE.close()
        server.kill()


def _measure(context: Any, server: Any) -> None:
    page = _handed(context)
    server.kill()
    page.close()
    page = context.new_page()
    page.clock.set_system_time(time.time() + 8 * 3600)
    _put_workers_to_sleep(context, page)
    began = time.perf_counter()
    page.goto("/phone/canvassing/")
    page.wait_for_selector("body[data-ready=walk]")
    report.figure("opened without a server", time.perf_counter() - began, "s", at_most=1.5)
    assert page.locator("li[data-key]").count() == DOORS
    bare, took = (_p95(page.evaluate(script, NOTED)) for script in (BARE, NOTE))
    report.figure("95 % of doors noted within", took, "ms", beside=bare, at_most=50)
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)") / 2**20
    report.figure("stored on the phone", used, "MB", at_most=5)


def _handed(context: Any) -> Any:
    from django.utils import timezone

    from hustings.field.canvassing import actions
    from tests.cast.field.canvassing import street

    text = "\n".join(f"{1 + n // 20} rue des Lilas; {'AB'[n % 2]}; {n % 20 // 4}; {n}" for n in range(DOORS))
    ends_at = timezone.now() + timedelta(hours=12)
    found = street.walk_list(text)
    _handset, link = actions.hand_out(walk_list=found, team="Team 1", ends_at=ends_at, user=None)
    page = context.new_page()
    page.goto(f"/phone/#{link.partition('#')[2]}")
    page.wait_for_url("**/phone/canvassing/*")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_selector("body[data-ready=walk]")
    return page


def _put_workers_to_sleep(context: Any, page: Any) -> None:
    """So that the service worker starts anew, as after hours."""
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


def _p95(took: list[float]) -> float:
    return float(statistics.quantiles(took, n=20)[-1])
