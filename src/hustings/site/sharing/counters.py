"""Counts of texts shown and links followed, in memory, then sums; nothing of a reader is kept."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, Value, When

from hustings.foundation.lib.process.counters import Gathered
from hustings.foundation.lib.sql import sql_inserts
from hustings.people.persons.models import RecruitLink
from hustings.people.signups.public_forms import arrivals
from hustings.site.sharing.models import ShareTally, ShareText, decoded

_AT_ONCE = 200
Key = tuple[int, str]  # text and channel
_shown = Gathered[Key]("sharing.shown")
_views = Gathered[Key]("sharing.views")
_links = Gathered[str]("sharing.links")


def shown(text: int, channel: str) -> None:
    """A text stands on a page, to be passed on by that channel."""
    _shown.note((text, channel))


def followed(query: str) -> None:
    """Somebody, no program, opened a page by a shared link: its codes are in the question of the address."""
    codes = arrivals.codes_in(query)
    text, channel = decoded(codes.get("text", ""))
    if text:
        _views.note((text, channel))
    if via := codes.get("via"):
        _links.note(via)


def fold() -> int:
    """Add it to the sums; how many rows that touched. What can't be written waits."""
    return (
        _shown.fold(lambda shown: _add({key: (n, 0) for key, n in shown.items()}))
        + _views.fold(lambda views: _add({key: (0, n) for key, n in views.items()}))
        + _links.fold(_add_links)
    )


def _add(found: Mapping[Key, tuple[int, int]]) -> int:
    known = set(ShareText.objects.filter(pk__in={text for text, _ in found}).values_list("pk", flat=True))
    made = [(*key, *found[key]) for key in sorted(found) if key[0] in known]
    sql_inserts.add_up(ShareTally, ["text_id", "channel"], ["n_shown", "n_views"], made)
    return len(made)


@transaction.atomic
def _add_links(links: Counter[str]) -> int:
    held = RecruitLink.objects.live().filter(token__in=list(links)).order_by("pk").select_for_update()
    found = list(held.values_list("pk", "token"))
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        more = Case(*(When(pk=pk, then=Value(links[token])) for pk, token in some), default=Value(0))
        RecruitLink.objects.filter(pk__in=[pk for pk, _token in some]).update(n_views=F("n_views") + more)
    return len(found)
