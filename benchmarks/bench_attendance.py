"""Expected attendance: how often the 80 % interval holds, beside simpler ways, on generated histories.

    python -m benchmarks attendance

Each campaign has a history; its later events are forecast one after the other with what was known before, and
compared with who came. The process that makes them is not the model's: see ``attendance_histories``.
"""

import os
from collections import defaultdict
from itertools import groupby
from typing import Any

import numpy

from benchmarks import report
from benchmarks.attendance_histories import campaign, unsaid
from hustings.field.registrations.attendance import model, totals

CAMPAIGNS = int(os.environ.get("HUSTINGS_BENCH_CAMPAIGNS", "40"))
EVENTS, FIRST, EACH = 90, 40, 5  # in a campaign; known at first; after how many the model learns again
EARLY = (1, 3, 8)  # events known, for the thin histories


class Tally:
    """Intervals that held, their widths, and squared errors of single chances."""

    def __init__(self) -> None:
        self.n = self.held = self.seats = 0
        self.width = self.brier = 0.0

    def add(self, low: float, high: float, came: int, chances: Any, truth: Any) -> None:
        self.n += 1
        self.held += low <= came <= high
        self.width += high - low
        self.seats += len(truth)
        self.brier += float(numpy.sum((numpy.asarray(chances) - truth) ** 2))


def main() -> None:
    """Coverage and Brier score of the model and of two baselines, then of thin histories."""
    report.header("Expected attendance (generated)", campaigns=CAMPAIGNS, events=EVENTS, known_at_first=FIRST)
    found: dict[str, Tally] = defaultdict(Tally)
    with report.stopwatch() as seconds:
        for seed in range(CAMPAIGNS):
            _campaign(seed, found)
    ours, person, mean = found["model"], found["person"], found["campaign"]
    report.share("80 % interval holds", ours.held, ours.n, at_least=0.78, at_most=0.82)
    for name in ("person", "campaign"):
        report.share(f"80 % interval of {name} means holds", found[name].held, found[name].n)
    report.figure("width", ours.width / ours.n, "places", beside=person.width / person.n)
    report.share("Brier, model", ours.brier, ours.seats, at_most=person.brier / person.seats)
    report.share("Brier, mean of each person", person.brier, person.seats)
    report.share("Brier, mean of the campaign", mean.brier, mean.seats)
    for n in EARLY:
        thin = found[f"after {n}"]
        report.share(f"80 % interval holds after {n} events", thin.held, thin.n, at_least=0.75)
    report.figure("forecasts", ours.n / seconds(), "/s, with learning")


def _campaign(seed: int, found: dict[str, Tally]) -> None:
    by_event = [
        list(some) for _event, some in groupby(campaign(seed, events=EVENTS), lambda seat: seat.event)
    ]
    for n in EARLY:
        past = [seat for some in by_event[:n] for seat in some]
        known = model.fit(past)
        for coming in by_event[n : n + 3]:
            _add(found[f"after {n}"], model.forecast(unsaid(coming), past, known), coming)
    known = model.Fit()
    for nth in range(FIRST, EVENTS):
        past = [seat for some in by_event[:nth] for seat in some]
        if (nth - FIRST) % EACH == 0:
            known = model.fit(past)
        coming = by_event[nth]
        _add(found["model"], model.forecast(unsaid(coming), past, known), coming)
        for name, chances in _baselines(past, coming).items():
            _plain(found[name], chances, coming)


def _add(tally: Tally, said: model.Forecast, coming: list[model.Seat]) -> None:
    tally.add(said.low, said.high, _came(coming), said.chances, _truth(coming))


def _baselines(past: list[model.Seat], coming: list[model.Seat]) -> dict[str, list[float]]:
    came: dict[int, list[bool]] = defaultdict(list)
    for seat in past:
        came[seat.person].append(bool(seat.came))
    mean = sum(bool(seat.came) for seat in past) / len(past)
    own = [(sum(came[seat.person]) + mean) / (len(came[seat.person]) + 1) for seat in coming]
    return {"person": own, "campaign": [mean] * len(coming)}


def _plain(tally: Tally, chances: list[float], coming: list[model.Seat]) -> None:
    """As if each came or not alone: what an event shares is not in it."""
    sums = totals.of(numpy.array([chances]), [seat.size for seat in coming])[0]
    held = totals.interval(sums, model.MASS)
    tally.add(held.low, held.high, _came(coming), chances, _truth(coming))


def _came(coming: list[model.Seat]) -> int:
    return sum(seat.size for seat in coming if seat.came)


def _truth(coming: list[model.Seat]) -> Any:
    return numpy.array([bool(seat.came) for seat in coming], dtype=float)


if __name__ == "__main__":
    main()
