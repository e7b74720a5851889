"""Signals and weights make a probability a class; the policy's thresholds make an action of it. Pure."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mailguard import toml_config
from mailguard.data import FOLDER
from mailguard.facts import Facts
from mailguard.i18n import LANGUAGES, Complaint
from mailguard.signals import Signal
from mailguard.verdict import CLASSES, UNREAD, Action, Verdict

GROUPS = ("auth", "identity", "relation", "link", "html", "file", "login", "intent", "bulk", "decoy", "good")
_CLAIMS = frozenset({"identity", "relation", "login"})
_POSES = 2.0  # log-odds from which a sign of these says that somebody poses, or uses a stolen mailbox
_HEARD = 0.05  # log-odds from which it is told that reviews taught something
_SURE = 0.5  # strength from which a signal's ``least`` is done
_STEPS = (Action.WARN, Action.QUARANTINE, Action.REJECT)
Shares = dict[str, dict[str, float]]  # log-odds by signal and class
_SPOKEN_ON = ("phish", "spam")  # by the learnt part
LEARNT = "learnt"  # the name under which the learnt part stands among the contributions
REVIEWS = "reviews"  # and what reviews of this campaign taught
# What of these groups says so loudly is proven, or poses: no review lets it pass.
_PROVEN = frozenset({*_CLAIMS, "auth", "file", "decoy"})


class BadPolicy(Complaint):
    """The policy or the weights can't be used; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Weight:
    group: str
    by_class: Mapping[str, float]
    least: Action = Action.DELIVER  # what is done where it is sure, whatever speaks for the message


@dataclass(frozen=True)
class Policy:
    """Thresholds by class and action, weights by signal, and how they are added up."""

    thresholds: Mapping[str, Mapping[Action, float]]
    weights: Mapping[str, Weight]
    bias: Mapping[str, float]
    fading: float
    doubted: float
    scale: float
    learnt: Mapping[str, float]  # shift, least, most
    reviews: float  # most, either way


def load(path: Path | None = None) -> Policy:
    """The shipped policy, with what the file at ``path`` sets again. BadPolicy says what is wrong there."""
    if path is None:
        return _shipped()
    built = _built(_merged(_read(FOLDER / "policy.toml"), _read(path), str(path)))
    _check(built, str(path))
    return built


def _check(policy: Policy, where: str) -> None:
    """Thresholds are probabilities, and more evidence must never weigh less."""
    for kind, steps in policy.thresholds.items():
        if min(steps.values()) < 0:
            raise BadPolicy(
                "{where}: {name}: a threshold lies between 0 and 1; above 1 it never happens",
                where=where,
                name=kind,
            )
    if policy.scale <= 0:
        raise BadPolicy("{where}: score: scale must be above 0", where=where)


@cache
def _shipped() -> Policy:
    return _built(_read(FOLDER / "policy.toml"))


def _built(tables: dict[str, Any]) -> Policy:
    weights = {name: _weight(name, table) for name, table in _read(FOLDER / "weights.toml").items()}
    score = tables["score"]
    return Policy(
        thresholds={
            kind: {step: float(tables[kind][step.word]) for step in _STEPS} for kind in (*CLASSES, "any")
        },
        weights=weights,
        bias={kind: float(score["bias"][kind]) for kind in CLASSES},
        fading=float(score["fading"]),
        doubted=float(score["doubted"]),
        scale=float(score["scale"]),
        learnt={key: float(score["learnt"][key]) for key in ("shift", "least", "most")},
        reviews=float(score["reviews"]),
    )


def _read(path: Path) -> dict[str, Any]:
    return toml_config.read(path, BadPolicy)


def _merged(ours: dict[str, Any], theirs: dict[str, Any], where: str) -> dict[str, Any]:
    merged = dict(ours)
    for key, value in theirs.items():
        if key not in ours:
            raise BadPolicy(
                "{where}: there is no entry “{name}”; known are {known}",
                where=where,
                name=key,
                known=", ".join(sorted(ours)),
            )
        if isinstance(ours[key], dict) != isinstance(value, dict):
            raise BadPolicy("{where}: “{name}” is not of the kind that is expected", where=where, name=key)
        if isinstance(value, dict):
            merged[key] = _merged(ours[key], value, f"{where}: {key}")
        elif isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise BadPolicy("{where}: {name}: a number is expected", where=where, name=key)
        else:
            merged[key] = value
    return merged


def _weight(name: str, table: dict[str, Any]) -> Weight:
    group = table.get("group")
    if group not in GROUPS or set(table) - {"group", "least", *CLASSES, *LANGUAGES}:
        raise BadPolicy("weights: {name}: a group or a class that does not exist", name=name)
    least = Action[table.get("least", "deliver").upper()]
    return Weight(group, {kind: float(table[kind]) for kind in CLASSES if kind in table}, least)


def judge(
    facts: Facts,
    signals: Sequence[Signal],
    policy: Policy,
    learnt: float | None = None,
    shares: Shares | None = None,
    reviews: float = 0.0,
) -> Verdict:
    """Add up what the signals weigh and decide. ``learnt`` is what the learnt part adds, in log-odds.

    It speaks on mass mail only: nothing learnt may acquit somebody who poses as a colleague. ``shares`` are
    what the signals weigh, where ``weigh`` was asked already; ``reviews`` what those of the campaign taught.
    """
    shares = dict(weigh(signals, policy) if shares is None else shares)
    if learnt is not None:
        share = bounded(learnt, policy)
        poses = _is_posing(shares, policy)
        shares[LEARNT] = {
            kind: odds * policy.doubted if poses and odds < 0 else odds for kind, odds in share.items()
        }
    probabilities, clean = _probabilities(add_up(shares, policy))
    action = _action(probabilities, 1 - clean, policy)
    unreviewed = None
    if more := taught(reviews, shares, policy):
        unreviewed, before = 1 - clean, action
        shares[REVIEWS] = dict.fromkeys(_SPOKEN_ON, more)
        probabilities, clean = _probabilities(add_up(shares, policy))
        action = _next_to(before, _action(probabilities, 1 - clean, policy))
    kind = max(CLASSES, key=lambda each: probabilities[each])
    is_bad = action or probabilities[kind] > clean
    holding = _holding(signals, policy)
    least = max(holding.values(), default=Action.DELIVER)
    return Verdict(
        action=max(action, least),
        kind=kind if is_bad else UNREAD if least else "clean",
        probability=1 - clean,
        probabilities=probabilities,
        signals=tuple(signals),
        contributions={name: _main(share) for name, share in shares.items()},
        facts=facts,
        holding=tuple(holding),
        unreviewed=unreviewed,
    )


def taught(odds: float, shares: Shares, policy: Policy) -> float:
    """What reviews may add to these shares: little, and nothing may be taken from what is proven or poses."""
    more = max(-policy.reviews, min(policy.reviews, odds))
    loud = (name for name, share in shares.items() if _main(share) >= _POSES and name in policy.weights)
    is_proven = any(policy.weights[name].group in _PROVEN for name in loud)
    return 0.0 if abs(more) < _HEARD or (more < 0 and is_proven) else more


def _next_to(before: Action, after: Action) -> Action:
    """One step from what was done without reviews at most; they refuse nothing at the door."""
    most = max(before, min(Action.QUARANTINE, before + 1))
    return Action(max(before - 1, min(most, after)))


def bounded(learnt: float, policy: Policy) -> dict[str, float]:
    """What the learnt part adds to each class that it may speak on, within the bounds of the policy."""
    bounds = policy.learnt
    share = max(bounds["least"], min(bounds["most"], learnt + bounds["shift"]))
    return dict.fromkeys(_SPOKEN_ON, share)


def add_up(shares: Shares, policy: Policy) -> dict[str, float]:
    return {
        kind: policy.scale * (policy.bias[kind] + sum(share.get(kind, 0.0) for share in shares.values()))
        for kind in CLASSES
    }


def weigh(signals: Sequence[Signal], policy: Policy) -> Shares:
    """Log-odds by signal and class, the strongest of a group whole, good ones little for posers."""
    grouped: dict[tuple[str, str, bool], list[tuple[float, str]]] = defaultdict(list)
    for signal in signals:
        if not (weight := policy.weights.get(signal.name)):
            continue
        for kind, odds in weight.by_class.items():
            grouped[weight.group, kind, odds > 0].append((odds * signal.strength, signal.name))
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for (_, kind, _), found in grouped.items():
        found.sort(key=lambda each: (-abs(each[0]), each[1]))
        for rank, (odds, name) in enumerate(found):
            shares[name][kind] = odds * policy.fading**rank
    if _is_posing(shares, policy):
        for name, share in shares.items():
            if policy.weights[name].group == "good":
                shares[name] = {kind: odds * policy.doubted for kind, odds in share.items()}
    return shares


def _is_posing(shares: Shares, policy: Policy) -> bool:
    return any(
        _main(share) >= _POSES for name, share in shares.items() if policy.weights[name].group in _CLAIMS
    )


def attack(totals: Mapping[str, float]) -> float:
    top = max(totals.values())
    return top + math.log(sum(math.exp(odds - top) for odds in totals.values()))


def log_odds(probability: float) -> float:
    """The logarithm of the odds, bounded so that certainty stays a number."""
    bounded = min(1 - 1e-9, max(1e-9, probability))
    return math.log(bounded / (1 - bounded))


def sums(shares: Shares, policy: Policy) -> dict[str, float]:
    """What each group of signals adds, in log-odds."""
    totals: dict[str, float] = defaultdict(float)
    for name, share in shares.items():
        totals[policy.weights[name].group] += _main(share)
    return totals


def _probabilities(totals: Mapping[str, float]) -> tuple[dict[str, float], float]:
    top = max(0.0, *totals.values())
    powers = {kind: math.exp(odds - top) for kind, odds in totals.items()}
    whole = math.exp(-top) + sum(powers.values())
    return {kind: power / whole for kind, power in powers.items()}, math.exp(-top) / whole


def _action(probabilities: Mapping[str, float], attack: float, policy: Policy) -> Action:
    taken = Action.DELIVER
    for kind, probability in (*probabilities.items(), ("any", attack)):
        for step in _STEPS:
            if probability >= policy.thresholds[kind][step] and step > taken:
                taken = step
    return taken


def _holding(signals: Sequence[Signal], policy: Policy) -> dict[str, Action]:
    """What is done in any case, by the signal that asks for it: what wasn't read may be anything."""
    sure = [signal.name for signal in signals if signal.strength >= _SURE and signal.name in policy.weights]
    return {name: least for name in sure if (least := policy.weights[name].least)}


def _main(share: Mapping[str, float]) -> float:
    return max(share.values(), key=abs, default=0.0)
