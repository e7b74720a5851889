"""A model of who comes, learnt from the seats of past events. Pure: no database, no clock.

A seat comes with the chance ``sigmoid(features + person + event)``. Features are few; what is known of a
person shrinks to nothing where they have no history; what an event shares (rain, a strike, a good speaker) is
unknown beforehand, so a forecast mixes over it. The scale of that is learnt from how far past totals lay from
what was to be expected, and is kept as a distribution: the fewer events, the wider the interval.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy

from hustings.field.registrations.attendance import totals

MASS = 0.8
ENOUGH = 12  # past events; with fewer the page says that the interval is wide for that
USUAL = 0.65  # the share of seats that come, before a campaign has a history: a guess that is soon outweighed
SCALES = numpy.geomspace(0.05, 2.0, 16)
HALF_LIVES = (60.0, 120.0, 240.0, 480.0, 10_000.0)  # days
_USUAL_SCALE, _DOUBT_OF_SCALE = 0.5, 0.7  # before there is a history; the latter in logarithms
_DOUBT_OF_USUAL = 0.8  # of the mean of a campaign, before its first event, on the logit scale
_RIDGE = 4.0
_ROUNDS = 25
_MOOD, _CALM = 0.9, 1.0  # how much of a mood is left at the next event; events without any, seen as well
_SPLIT, _FOLDS = 10, 5  # with fewer events all are looked at with what they taught themselves
_LATEST = 150  # events that the scale is learnt from


@dataclass(frozen=True, slots=True)
class Seat:
    """One booking: what was known of it before the event, and whether they came (None: not yet)."""

    person: int
    event: int
    day: float  # when the event is, in days
    lead: float  # days between the booking and the event
    kind: str
    is_weekend: bool = False
    has_answered: bool = False  # said again, lately, that they come
    size: int = 1  # places, with guests
    came: bool | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """Parameters that a campaign's history taught; small enough for a row."""

    kinds: tuple[str, ...] = ()
    betas: tuple[float, ...] = ()
    spread: float = 0.8  # of people, on the logit scale
    half_life: float = 240.0  # days after which what somebody did counts half
    weights: tuple[float, ...] = ()  # of SCALES
    level: float = 0.0  # the mood of late, as a logit
    events: Mapping[int, float] = field(default_factory=dict)  # what past ones shared, on the logit scale
    n_events: int = 0
    n_seats: int = 0

    @property
    def is_thin(self) -> bool:
        return self.n_events < ENOUGH

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"events": {str(event): effect for event, effect in self.events.items()}}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Fit":
        """The one that ``as_json`` gave."""
        events = {int(event): effect for event, effect in kept["events"].items()}
        lists = {name: tuple(kept[name]) for name in ("kinds", "betas", "weights")}
        return cls(**(dict(kept) | lists | {"events": events}))


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many come of those who hold a seat."""

    expected: float
    low: int
    high: int
    places: int
    chances: tuple[float, ...]  # of the seats, in their order
    n_events: int
    is_thin: bool


@dataclass(slots=True)
class _Rows:
    """Seats as columns."""

    features: Any
    person: Any
    event: Any
    day: Any
    came: Any
    events: Any = field(default=None)
    n_people: int = 0


def _sigmoid(values: Any) -> Any:
    return 1 / (1 + numpy.exp(-numpy.clip(values, -30, 30)))


def _logit(share: float) -> float:
    return float(numpy.log(share / (1 - share)))


def _features(seats: Sequence[Seat], kinds: Sequence[str]) -> Any:
    """A one, the time ahead (and the bend in it), an answer, a weekend, company, kinds."""
    at = {kind: 6 + nth for nth, kind in enumerate(kinds)}
    found = numpy.zeros((len(seats), 6 + len(kinds)))
    lead = numpy.log1p(numpy.clip([seat.lead for seat in seats], 0, 120)) / 2
    found[:, 0] = 1
    found[:, 1] = lead - 1
    found[:, 2] = (lead - 1) ** 2
    found[:, 3] = [seat.has_answered for seat in seats]
    found[:, 4] = [seat.is_weekend for seat in seats]
    found[:, 5] = [seat.size > 1 for seat in seats]
    for nth, seat in enumerate(seats):
        if seat.kind in at:
            found[nth, at[seat.kind]] = 1
    return found


def _rows(seats: Sequence[Seat], kinds: Sequence[str]) -> _Rows:
    people, person = numpy.unique([seat.person for seat in seats], return_inverse=True)
    events, event = numpy.unique([seat.event for seat in seats], return_inverse=True)
    return _Rows(
        _features(seats, kinds),
        person,
        event,
        numpy.array([seat.day for seat in seats]),
        numpy.array([bool(seat.came) for seat in seats], dtype=float),
        events,
        len(people),
    )


def _prior(n_features: int) -> tuple[Any, Any]:
    """Means and precisions of the coefficients: those of usual campaigns."""
    means, precisions = numpy.zeros(n_features), numpy.full(n_features, _RIDGE)
    means[0], precisions[0] = _logit(USUAL), 1 / _DOUBT_OF_USUAL**2
    return means, precisions


def fit(seats: Sequence[Seat]) -> Fit:
    """Learn from seats of past events of which it is known who came."""
    known = [seat for seat in seats if seat.came is not None]
    kinds = tuple(sorted({seat.kind for seat in known}))
    if not known:
        return Fit(betas=(_logit(USUAL), *[0.0] * 5), weights=tuple(_prior_weights()))
    rows = _rows(known, kinds)
    betas, of_events, spread = _effects(rows)
    half_life = _half_life(rows, betas, of_events, spread)
    weights = _weights(rows, known, betas, of_events, spread, half_life)
    return Fit(
        kinds, tuple(float(each) for each in betas), float(spread), half_life,
        tuple(float(each) for each in weights), float(_levels(of_events[_in_order(rows)])[-1]),
        {int(event): round(float(effect), 4) for event, effect in zip(rows.events, of_events, strict=True)},
        len(rows.events), len(known),
    )  # fmt: skip


def _effects(rows: _Rows) -> tuple[Any, Any, float]:
    """Coefficients, effects of events, the spread of people: each in turn with the others held."""
    n_events = len(rows.events)
    means, precisions = _prior(rows.features.shape[1])
    betas = means.copy()
    of_people, of_events = numpy.zeros(rows.n_people), numpy.zeros(n_events)
    of_person, of_event = 0.64, 0.25  # variances
    for _nth in range(_ROUNDS):
        for name in ("betas", "people", "events"):
            chance = _sigmoid(rows.features @ betas + of_people[rows.person] + of_events[rows.event])
            rest, weight = rows.came - chance, numpy.maximum(chance * (1 - chance), 1e-6)
            if name == "betas":
                slope = rows.features.T @ rest - precisions * (betas - means)
                curve = (rows.features * weight[:, None]).T @ rows.features + numpy.diag(precisions)
                betas = betas + numpy.clip(numpy.linalg.solve(curve, slope), -1, 1)
            elif name == "people":
                of_people, of_person = _random(rows.person, rest, weight, of_people, of_person)
            else:
                of_events, of_event = _random(rows.event, rest, weight, of_events, of_event)
    return betas, of_events, float(numpy.sqrt(of_person))


def _random(groups: Any, rest: Any, weight: Any, effects: Any, variance: float) -> tuple[Any, float]:
    """One step of the effects of groups, and their variance with what is not known of each."""
    slope = numpy.bincount(groups, rest, len(effects)) - effects / variance
    curve = numpy.bincount(groups, weight, len(effects)) + 1 / variance
    effects = effects + numpy.clip(slope / curve, -1, 1)
    n, usual = len(effects), 0.25  # as if two groups of the usual spread were seen as well
    variance = float((numpy.sum(effects**2 + 1 / curve) + 2 * usual) / (n + 2))
    return effects, min(max(variance, 0.01), 6.0)


def _half_life(rows: _Rows, betas: Any, of_events: Any, spread: float) -> float:
    """How long what somebody did tells: the one under which each seat was least surprising beforehand."""
    offsets = rows.features @ betas + of_events[rows.event]
    if len(offsets) < 200:
        return Fit().half_life
    best, least = Fit().half_life, float("inf")
    for half_life in HALF_LIVES:
        ahead = _people_ahead(rows, offsets, spread, half_life)
        chance = numpy.clip(_sigmoid(ahead), 1e-6, 1 - 1e-6)
        told = rows.came * numpy.log(chance) + (1 - rows.came) * numpy.log(1 - chance)
        surprise = -float(numpy.mean(told))
        if surprise < least:
            best, least = half_life, surprise
    return float(best)


def _people_ahead(rows: _Rows, offsets: Any, spread: float, half_life: float) -> Any:
    """Logits of all seats with what was known of their person before the day: events in their order.

    A running sum for each person: slope and curve at their last value, fading with time.
    """
    order = numpy.argsort(rows.day, kind="stable")
    value, curve_kept, seen = (numpy.zeros(rows.n_people) for _nth in range(3))
    found = numpy.empty(len(offsets))
    starts = numpy.flatnonzero(numpy.diff(rows.day[order], prepend=-numpy.inf))
    for some in numpy.split(order, starts[1:]):
        who = rows.person[some]
        fade = 0.5 ** ((rows.day[some[0]] - seen[who]) / half_life)
        faded = value[who] * _kept(curve_kept[who], fade, spread)
        doubt = 1 / (curve_kept[who] * fade + 1 / spread**2)
        found[some] = (offsets[some] + faded) / numpy.sqrt(1 + numpy.pi * doubt / 8)
        chance = _sigmoid(offsets[some] + faded)
        curve = curve_kept[who] * fade + chance * (1 - chance)
        value[who] = faded + (rows.came[some] - chance) / (curve + 1 / spread**2)
        curve_kept[who], seen[who] = curve, rows.day[some[0]]
    return found


def _kept(curve: Any, fade: Any, spread: float) -> Any:
    """The share of a person's value that is left when the evidence for it has faded."""
    return fade * (curve + 1 / spread**2) / (curve * fade + 1 / spread**2)


def _prior_weights() -> Any:
    weights = numpy.exp(-0.5 * (numpy.log(SCALES / _USUAL_SCALE) / _DOUBT_OF_SCALE) ** 2)
    return weights / weights.sum()


def _weights(
    rows: _Rows, seats: Sequence[Seat], betas: Any, of_events: Any, spread: float, life: float
) -> Any:
    """How likely each of SCALES is, by the totals of the latest events as they were to be expected."""
    found, shocks = numpy.log(_prior_weights()), totals.how_likely(SCALES)
    for sums, came in _hindsight(rows, seats, betas, of_events, spread, life):
        found += numpy.log(numpy.maximum(shocks @ sums[:, came], 1e-12))
    found = numpy.exp(found - found.max())
    return found / found.sum()


def _hindsight(
    rows: _Rows, seats: Sequence[Seat], betas: Any, of_events: Any, spread: float, life: float
) -> Iterator[tuple[Any, int]]:
    """For past events, the totals to be expected under each of SHOCKS, and the one that came.

    Where there are enough, with coefficients that were learnt from other events alone.
    """
    order, sizes = _in_order(rows), numpy.array([seat.size for seat in seats])
    for first, last, then in _periods(rows, order, betas):
        moved = rows.features @ (betas - then)
        n = numpy.bincount(rows.event, minlength=len(of_events))
        effects = of_events + numpy.bincount(rows.event, moved, len(of_events)) / n
        own = effects[rows.event]
        ahead = _people_ahead(rows, rows.features @ then + own, spread, life) - own  # not known beforehand
        levels = _levels(effects[order])
        for nth in range(first, last):
            mine = numpy.flatnonzero(rows.event == order[nth])
            chances = _sigmoid(ahead[mine] + levels[nth] + totals.SHOCKS[:, None])
            yield totals.of(chances, sizes[mine]), int(rows.came[mine] @ sizes[mine])


def _periods(rows: _Rows, order: Any, betas: Any) -> Iterator[tuple[int, int, Any]]:
    """Runs of events, and the coefficients that they are looked at with: those of all other events."""
    n = len(order)
    if n < _SPLIT:
        yield 0, n, betas
        return
    cuts = numpy.linspace(max(0, n - _LATEST), n, _FOLDS + 1).round().astype(int)
    place: Any = numpy.empty(n, dtype=int)
    place[order] = numpy.arange(n)
    for first, last in pairwise(int(cut) for cut in cuts):
        others = (place[rows.event] < first) | (place[rows.event] >= last)
        events, event = numpy.unique(rows.event[others], return_inverse=True)
        some = replace(
            rows, features=rows.features[others], person=rows.person[others], event=event,
            day=rows.day[others], came=rows.came[others], events=events,
        )  # fmt: skip
        yield first, last, _effects(some)[0]


def _in_order(rows: _Rows) -> Any:
    days = numpy.zeros(len(rows.events))
    days[rows.event] = rows.day
    return numpy.argsort(days, kind="stable")


def _levels(effects: Any) -> list[float]:
    """The mood before each event, by those before it, the last ones most; and that after them all."""
    found, above, below = [0.0], 0.0, _CALM
    for effect in effects:
        above, below = above * _MOOD + effect, (below - _CALM) * _MOOD + 1 + _CALM
        found.append(above / below)
    return found


def logits(seats: Sequence[Seat], past: Sequence[Seat], known: Fit) -> Any:
    """Logits of coming seats: features, and what their people did (``past``), the later the more."""
    features = _features(seats, known.kinds) @ numpy.array(known.betas)
    values, doubts = _people(seats, past, known)
    return (features + values) / numpy.sqrt(1 + numpy.pi * doubts / 8)


def _people(seats: Sequence[Seat], past: Sequence[Seat], known: Fit) -> tuple[Any, Any]:
    """Value and variance of the person of each coming seat."""
    keys = {person: nth for nth, person in enumerate({seat.person for seat in seats})}
    mine = [seat for seat in past if seat.person in keys and seat.came is not None]
    values = numpy.zeros(len(keys))
    curve = numpy.full(len(keys), 1 / known.spread**2)
    if mine:
        who = numpy.array([keys[seat.person] for seat in mine])
        now = max(seat.day for seat in seats)
        age = numpy.array([max(now - seat.day, 0.0) for seat in mine])
        weight = 0.5 ** (age / known.half_life)
        offsets = _features(mine, known.kinds) @ numpy.array(known.betas)
        offsets = offsets + numpy.array([known.events.get(seat.event, 0.0) for seat in mine])
        came = numpy.array([bool(seat.came) for seat in mine], dtype=float)
        for _nth in range(8):
            chance = _sigmoid(offsets + values[who])
            slope = numpy.bincount(who, weight * (came - chance), len(keys)) - values / known.spread**2
            curve = numpy.bincount(who, weight * chance * (1 - chance), len(keys)) + 1 / known.spread**2
            values = values + numpy.clip(slope / curve, -1.5, 1.5)
    of_seats = [keys[seat.person] for seat in seats]
    return values[of_seats], (1 / curve)[of_seats]


def forecast(seats: Sequence[Seat], past: Sequence[Seat], known: Fit) -> Forecast:
    """How many of ``seats`` come, with the interval that holds MASS; ``past``: seats of the same people."""
    if not seats:
        return Forecast(0.0, 0, 0, 0, (), known.n_events, known.is_thin)
    weights = shocks(known)
    chances = _sigmoid(logits(seats, past, known) + known.level + totals.SHOCKS[:, None])
    sizes = [seat.size for seat in seats]
    held = totals.interval(weights @ totals.of(chances, sizes), MASS)
    expected = float(weights @ (chances @ numpy.array(sizes)))
    own = tuple(float(each) for each in weights @ chances)
    return Forecast(expected, held.low, held.high, sum(sizes), own, known.n_events, known.is_thin)


def shocks(known: Fit) -> Any:
    """Probabilities of what the event may share, wider where the campaign's own mean is not well known."""
    extra = _DOUBT_OF_USUAL**2 / (1 + known.n_events * _DOUBT_OF_USUAL**2 / (_USUAL_SCALE**2 + 0.1))
    scales = numpy.sqrt(SCALES**2 * (1 + 1 / (known.n_events + 1)) + extra)
    return numpy.array(known.weights) @ totals.how_likely(scales)
