"""Photos of walk sheets, 500 of them: boxes read right, wrong or asked back, and the time that it takes.

The photos are made (``sheet_photos``): pens, hands, corrections, creases, shadows, thumbs, scanners; two
questionnaires, one older than the other. Their seeds are others than those that the thresholds were set on.
Beside it a reader that lays the page flat by its codes and calls a box ticked past a fixed share of ink.
"""

import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import numpy as np

from benchmarks import report, sheet_photos
from hustings.field.walk_sheets.paper import marks, photos
from hustings.field.walk_sheets.paper.layouts import BOX
from hustings.field.walk_sheets.paper.marks import State

PHOTOS = int(os.environ.get("HUSTINGS_BENCH_N", "500"))
FIRST = int(os.environ.get("HUSTINGS_BENCH_SEED", "1000000"))
GREY, SHARE = 128, 0.12  # of the baseline: ink is darker, and a tick has more of it


def main() -> None:
    """Measure."""
    report.header("Walk sheets read from photos", photos=PHOTOS, first_seed=FIRST)
    counted: Counter[str] = Counter()
    seconds = []
    with ProcessPoolExecutor(2) as pool:
        for one, took in pool.map(_read, range(FIRST, FIRST + PHOTOS), chunksize=4):
            counted.update(one)
            seconds.append(took)
    n = counted["boxes"]
    answered = n - counted["asked"] - counted["again"]
    report.share("boxes right, of those not asked back", counted["right"], answered, at_least=0.999)
    report.figure("boxes silently wrong", answered - counted["right"], "boxes", at_most=0)
    report.share("boxes asked back, or to be photographed again", n - answered, n, at_most=0.02)
    report.figure("photos to be taken again", counted["refused"], "photos")
    report.figure("corrections", counted["struck"], "boxes")
    report.figure("time a page: mean", float(np.mean(seconds)), "core seconds", at_most=1.5)
    report.figure("time a page: longest", max(seconds), "core seconds")
    wrong = counted["fixed boxes"] - counted["fixed right"]
    report.share("fixed threshold: boxes right", counted["fixed right"], counted["fixed boxes"])
    report.figure("fixed threshold: boxes silently wrong", wrong, "boxes")


@cache
def _printer() -> sheet_photos.Printer:
    return sheet_photos.Printer()


def _read(seed: int) -> tuple[Counter[str], float]:
    """Fate of the boxes of one photo, and the core seconds that reading it took."""
    taken = sheet_photos.taken(_printer(), seed)
    told: Counter[str] = Counter(boxes=len(taken.boxes))
    began = time.process_time()
    try:
        found = photos.found(photos.opened(taken.content))
        assert found.page == taken.page and found.is_of(sheet_photos.WORD)
        page, read = marks.read(found, _printer().layouts[found.page.version])
    except photos.Unreadable:
        return told + Counter(again=len(taken.boxes), refused=1), time.process_time() - began
    took = time.process_time() - began
    for mark, meant in zip(read, taken.meant, strict=True):
        told["asked"] += mark.state == State.DOUBTFUL
        told["struck"] += mark.state == State.STRUCK
        told["right"] += mark.state != State.DOUBTFUL and (mark.state == State.FILLED) == meant
    grey = np.asarray(page)
    for box, meant in zip(taken.boxes, taken.meant, strict=True):
        told["fixed boxes"] += 1
        told["fixed right"] += _is_dark(grey, box.x, box.y) == meant
    return told, took


def _is_dark(grey: np.ndarray, x: float, y: float) -> bool:
    far = int((BOX / 2 - 0.6) * photos.DOTS)
    middle_x, middle_y = round(x * photos.DOTS), round(y * photos.DOTS)
    inside = grey[middle_y - far : middle_y + far, middle_x - far : middle_x + far]
    return bool((inside < GREY).mean() > SHARE)


if __name__ == "__main__":
    main()
