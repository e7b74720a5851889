"""Bot rules for the requests of one letter. Pure: the same requests give the same answer.

A scanner that pretends to be a browser gives itself away by what it does: it asks within seconds of the
hand-over, follows each link of the letter at once, or the link that no person sees.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hustings.outreach.tracking.models import TrackingEvent

SOON = timedelta(seconds=2)  # after the hand-over nobody has read anything
BURST = timedelta(seconds=1)  # in which nobody follows all the links of a letter
TRAPPED = timedelta(seconds=10)  # around a request for the hidden link: the same visit
LATER = timedelta(seconds=60)  # after the hand-over: programs that check letters have mostly been there
ALONE = timedelta(seconds=2)  # around a click: who reads goes to one page, and then perhaps to another
AGAIN = timedelta(seconds=10)  # a second click on a link within that is the first one's


def machines(touches: Sequence[TrackingEvent], handed_over: datetime | None, n_links: int) -> set[int]:
    """Places in ``touches``, which are in the order of time, that were a machine's."""
    found = {at for at, touch in enumerate(touches) if _says_so(touch, handed_over)}
    traps = [touch.at for touch in touches if touch.link == TrackingEvent.TRAP]
    for at, touch in enumerate(touches):
        if any(abs(touch.at - trap) <= TRAPPED for trap in traps):
            found.add(at)
    return found | _bursts(touches, n_links)


def _says_so(touch: TrackingEvent, handed_over: datetime | None) -> bool:
    is_soon = handed_over is not None and touch.at <= handed_over + SOON
    return (
        is_soon
        or touch.link == TrackingEvent.TRAP
        or touch.sign in {TrackingEvent.Sign.MACHINE, TrackingEvent.Sign.PROXY}
    )


def _bursts(touches: Sequence[TrackingEvent], n_links: int) -> set[int]:
    """All links within a second. Of a letter with a single link this says nothing."""
    found: set[int] = set()
    clicks = [at for at, touch in enumerate(touches) if touch.link > TrackingEvent.TRAP]
    if n_links < 2:
        return found
    first = 0
    for last, at in enumerate(clicks):
        while touches[at].at - touches[clicks[first]].at > BURST:
            first += 1
        window = clicks[first : last + 1]
        if len(window) >= n_links and len({touches[one].link for one in window}) >= n_links:
            found.update(window)
    return found


def surely(touches: Sequence[TrackingEvent], by_machine: set[int], handed_over: datetime | None) -> set[int]:
    """Places of clicks that were surely a person's; what is in neither is open.

    Shown as a page, not right after the hand-over, alone for two seconds, no machine within a minute.
    """
    found = set()
    for at, touch in enumerate(touches):
        if at in by_machine or touch.link <= TrackingEvent.TRAP or touch.sign != TrackingEvent.Sign.BROWSER:
            continue
        is_soon = handed_over is not None and touch.at < handed_over + LATER
        if not is_soon and not any(
            _disturbs(other, touch, n in by_machine) for n, other in enumerate(touches)
        ):
            found.add(at)
    return found


def _disturbs(other: TrackingEvent, touch: TrackingEvent, is_machine: bool) -> bool:
    apart = abs(other.at - touch.at)
    if is_machine and other.link >= TrackingEvent.TRAP:
        return apart <= LATER
    return other.link > TrackingEvent.TRAP and other.link != touch.link and apart <= ALONE


def counted(touches: Sequence[TrackingEvent], by_machine: set[int]) -> list[int]:
    """Places of the clicks that count: people's, a quick second one on the same link not again."""
    last: dict[int, datetime] = {}
    found = []
    for at, touch in enumerate(touches):
        if at in by_machine or touch.link <= TrackingEvent.TRAP:
            continue
        if touch.link not in last or touch.at - last[touch.link] > AGAIN:
            found.append(at)
        last[touch.link] = touch.at
    return found
