"""Cohorts by deferred acceptance (Gale and Shapley): stable, and the best for those who ask.

No ask and no mentor would both rather have each other than what they got. Ties go to whoever stands first.
"""

import heapq
from collections.abc import Sequence


def pairs(
    choices: Sequence[Sequence[int]], points: Sequence[Sequence[int]], places: Sequence[int]
) -> list[int | None]:
    """For each ask its offer, or None.

    ``choices``: the offers that each ask wants, best first; ``points``: how much each of those wants the ask;
    ``places``: how many each offer takes.
    """
    found: list[int | None] = [None] * len(choices)
    held: list[list[tuple[int, int, int]]] = [[] for _each in places]  # heaps, whoever is wanted least on top
    tried = [0] * len(choices)
    waiting = list(range(len(choices) - 1, -1, -1))
    while waiting:
        ask = waiting.pop()
        if tried[ask] == len(choices[ask]):
            continue
        at = tried[ask]
        tried[ask] += 1
        offer = choices[ask][at]
        heapq.heappush(held[offer], (points[ask][at], -ask, ask))
        found[ask] = offer
        if len(held[offer]) > places[offer]:
            left = heapq.heappop(held[offer])[2]
            found[left] = None
            waiting.append(left)
    return found
