"""How often texts were shown and links followed: gathered in memory, added to the sums every few seconds.

Nothing of a reader is kept. A process that is killed loses what it gathered since.
"""

import logging
import threading
from collections import Counter

from django.db import DatabaseError, connection, transaction
from django.db.models import Case, F, Value, When

from hustings.people.models import RecruitLink
from hustings.people.public_forms import arriving
from hustings.sharing.models import ShareTally, ShareText, decoded

log = logging.getLogger(__name__)
MOST = 5_000  # different things in memory; more of them come from somebody who makes them up
_AT_ONCE = 200
_shown: Counter[tuple[int, str]] = Counter()
_views: Counter[tuple[int, str]] = Counter()
_links: Counter[str] = Counter()
_lock = threading.Lock()


def shown(text: int, channel: str) -> None:
    """A text stands on a page, to be passed on by that channel."""
    with _lock:
        if len(_shown) < MOST:
            _shown[text, channel] += 1


def followed(query: str) -> None:
    """Somebody, no program, opened a page by a shared link: its codes are in the question of the address."""
    codes = arriving.codes_in(query)
    text, channel = decoded(codes.get("text", ""))
    with _lock:
        if text and len(_views) < MOST:
            _views[text, channel] += 1
        if (via := codes.get("via")) and len(_links) < MOST:
            _links[via] += 1


def fold() -> int:
    """Add it to the sums; how many rows that touched. What can't be written waits."""
    with _lock:
        seen, views, links = Counter(_shown), Counter(_views), Counter(_links)
        for each in (_shown, _views, _links):
            each.clear()
    if not seen and not views and not links:
        return 0
    try:
        with transaction.atomic():  # all of it or nothing, or what waits would be added twice
            return _add(seen, views) + _add_links(links)
    except DatabaseError:
        log.warning("sharing.counting kept for later")
        with _lock:
            _shown.update(seen)
            _views.update(views)
            _links.update(links)
        return 0


def _add(seen: Counter[tuple[int, str]], views: Counter[tuple[int, str]]) -> int:
    known = set(
        ShareText.objects.filter(pk__in={text for text, _ in [*seen, *views]}).values_list("pk", flat=True)
    )
    keys = sorted(key for key in {*seen, *views} if key[0] in known)  # in one order: none waits for another
    table = ShareTally._meta.db_table
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        places = ", ".join(["(%s, %s, %s, %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (text_id, channel, n_shown, n_views) VALUES {places} "  # noqa: S608 - our own name
                "ON CONFLICT (text_id, channel) DO UPDATE SET "
                f"n_shown = {table}.n_shown + excluded.n_shown, n_views = {table}.n_views + excluded.n_views",
                [cell for key in some for cell in (*key, seen[key], views[key])],
            )
    return len(keys)


def _add_links(links: Counter[str]) -> int:
    rows = RecruitLink.objects.live().filter(token__in=list(links)[:MOST]).order_by("pk").select_for_update()
    found = list(rows.values_list("pk", "token"))
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        more = Case(*(When(pk=pk, then=Value(links[token])) for pk, token in some), default=Value(0))
        RecruitLink.objects.filter(pk__in=[pk for pk, _token in some]).update(n_views=F("n_views") + more)
    return len(found)
