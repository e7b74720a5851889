"""The clock to electoral silence: what is to be said must be said before."""

from datetime import datetime
from typing import Any

from hustings.elections import calendar, law, shown
from hustings.legal import sentences

_MOST = 3


def ahead(now: datetime) -> dict[str, Any]:
    """The first silences ahead or running; nothing where no country or no election is entered."""
    known = law.read()
    if known is None:
        return {"is_known": False, "rows": []}
    found = sorted(calendar.silences(known, now), key=lambda each: each.window.since)
    rows, seen = [], set()
    for each in found:
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
    return {"is_known": bool(known.elections), "rows": rows}
