"""Thresholds and shares from scores: a message is flagged when its score lies above the threshold."""

from collections import defaultdict
from collections.abc import Iterable, Sequence


def threshold(honest: Sequence[float], share: float, sure: float = 0.0) -> float:
    """The lowest threshold that flags at most this share of honest mail.

    With ``sure`` it is so high that, with this probability, at most this share of all such mail is flagged,
    and not of these messages alone (the upper bound of Clopper and Pearson).
    """
    ordered = sorted(honest, reverse=True)
    n = at_most(len(ordered), share, sure) if sure else int(share * len(ordered))
    return ordered[min(n, len(ordered) - 1)] if n >= 0 else ordered[0] + 1


def at_most(n: int, share: float, sure: float) -> int:
    """How many of ``n`` may be flagged for the true share to lie below ``share``; -1: ``n`` is too small."""
    count, odds = -1, share / (1 - share)
    chance = total = (1 - share) ** n
    while total <= 1 - sure:
        count += 1
        chance *= (n - count) / (count + 1) * odds
        total += chance
    return count


def above(scores: Iterable[float], limit: float) -> int:
    """How many are flagged."""
    return sum(score > limit for score in scores)


def by_cluster(pairs: Iterable[tuple[str, bool]]) -> tuple[float, int]:
    """Caught clusters and all clusters, from (cluster, caught); a cluster counts by its share caught."""
    clusters: dict[str, list[bool]] = defaultdict(list)
    for cluster, caught in pairs:
        clusters[cluster].append(caught)
    return sum(sum(found) / len(found) for found in clusters.values()), len(clusters)


def auc(attacks: Sequence[float], honest: Sequence[float]) -> float:
    """The chance that an attack scores above an honest message; ties count half (Mann and Whitney)."""
    ordered = sorted([(score, 1) for score in attacks] + [(score, 0) for score in honest])
    ranks, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        ranks += (at + end + 1) / 2 * sum(is_attack for _, is_attack in ordered[at:end])
        at = end
    n, m = len(attacks), len(honest)
    return (ranks - n * (n + 1) / 2) / (n * m) if n and m else 0.5
