"""The clock to electoral silence: what is to be said must be said before."""

from datetime import datetime
from typing import Any

from hustings.foundation.elections import calendar, law, shown
from hustings.foundation.legal import sentences

_MOST = 4  # that of the country itself, and the soonest of those whose clocks differ


def ahead(now: datetime) -> dict[str, Any]:
    """The first silences ahead or running, the country's before all; none without country or election."""
    known = law.read()
    if known is None:
        return {"is_known": False, "rows": []}
    found = sorted(calendar.silences(known, now), key=lambda each: each.window.since)
    home = [each for each in found if not each.code][:1]
    rows, seen = [], set()
    for each in [*home, *(each for each in found if each.code)]:
        if each.window.since in seen:
            continue
        seen.add(each.window.since)
        rows.append({
            "where": known.pack.spots[each.code].why.say(shown.language()),
            "since": sentences.on_clock(each.window.since, each.place, shown.language()),
            "until": sentences.on_clock(each.window.until, each.place, shown.language()),
            "at": each.window.since,
            "is_running": each.window.since <= now,
            "article": each.window.rule.article,
        })  # fmt: skip
        if len(rows) == _MOST:
            break
    is_running = any(row["is_running"] for row in rows)
    return {"is_known": bool(known.elections), "rows": rows, "is_running": is_running}
