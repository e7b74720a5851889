"""A phone with a list of 400 doors whose server was killed eight hours ago: how fast it opens and notes.

It carries along a piece of map, nearly as large as one may be.

The bare page beside it notes as many rows in IndexedDB with strict durability, and does nothing else.
"""

import os
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import report

DOORS, NOTED = 400, 200
TILE = 600_000  # bytes of a tile of the map: one of each of three zooms
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
    from tests import map_files
    from tests.browser import ONE, profile

    report.header("Doors: a phone without a network", doors=DOORS, noted=NOTED, hours=8)
    prepare.static_files()
    at = map_files.middle(14, 8374, 5892)
    os.environ["HUSTINGS_MAP_FILE"] = str(_map(*at))
    server, browser = Server(), ONE.open()
    try:
        server.serve()
        with profile(browser, server.address, seconds=120, width=360) as context:
            _measure(context, server, at)
    finally:
        ONE.close()
        server.kill()


def _map(latitude: float, longitude: float) -> Path:
    from hustings.foundation.lib import map_extracts
    from tests import map_files

    box = map_extracts.Box(longitude, latitude, longitude, latitude)
    file = Path(os.environ["HUSTINGS_VAR"]) / "map.pmtiles"
    keys = [key for zoom in range(10, 15) for key in map_extracts.keys(box, zoom)]
    map_files.write(file, keys, extra=TILE)
    piece = map_extracts.cut(file, box)
    report.figure("piece of map", len(piece) / 2**20, "MB", at_most=map_extracts.MOST / 2**20)
    assert len(piece) > map_extracts.MOST / 2, "a small piece of map says little"
    return file


def _measure(context: Any, server: Any, at: tuple[float, float]) -> None:
    page = _handed(context, at)
    server.kill()
    page.close()
    page = context.new_page()
    page.clock.set_system_time(time.time() + 8 * 3600)
    _put_workers_to_sleep(context, page)
    began = time.perf_counter()
    page.goto("/phone/canvassing/")
    page.wait_for_selector("body[data-ready=walk]")
    report.figure("opened without a server", time.perf_counter() - began, "s", at_most=1.5)
    assert page.locator("[data-walk-show-map]").is_visible()
    assert page.locator("li[data-key]").count() == DOORS
    bare, took = (_p95(page.evaluate(script, NOTED)) for script in (BARE, NOTE))
    report.figure("95 % of doors noted within", took, "ms", beside=bare, at_most=50)
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)") / 2**20
    report.figure("stored on the phone", used, "MB", at_most=5)


def _handed(context: Any, at: tuple[float, float]) -> Any:
    from django.utils import timezone

    from hustings.field.canvassing import actions, stop_texts
    from tests.cast.field.canvassing import street

    text = "\n".join(f"{1 + n // 20} rue des Lilas; {'AB'[n % 2]}; {n % 20 // 4}; {n}" for n in range(DOORS))
    ends_at = timezone.now() + timedelta(hours=12)
    stops = stop_texts.read(text)
    for n, stop in enumerate(stops):
        stop.at = (at[0] + n / 50_000, at[1], "rue des Lilas", n)
    found = street.walk_list(stops=stops)
    _handset, link = actions.hand_out(walk_list=found, team="Team 1", ends_at=ends_at, user=None)
    page = context.new_page()
    page.goto(f"/phone/#{link.partition('#')[2]}")
    page.wait_for_url("**/phone/canvassing/*")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_selector("body[data-ready=walk]")
    page.wait_for_selector("[data-walk-show-map]:not([hidden])")
    return page


def _put_workers_to_sleep(context: Any, page: Any) -> None:
    """So that the service worker starts anew, as after hours."""
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


def _p95(took: list[float]) -> float:
    return float(statistics.quantiles(took, n=20)[-1])
