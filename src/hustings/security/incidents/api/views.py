"""Setup, store, sightings, orders, answers."""

import base64
import binascii
import json
from hashlib import sha256
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from hustings.security.incidents import actions
from hustings.security.incidents.api.auth import Unfit, door, in_words, refusal, rows
from hustings.security.incidents.guards import protected_profile, store
from hustings.security.incidents.guards.orders import waiting
from hustings.security.incidents.guards.rulebook import book
from hustings.security.incidents.models import Guard
from mailguard.agents.platform import commands
from mailguard.agents.platform import sightings as seeing
from mailguard.agents.platform.shapes import table

MOST_SIGHTINGS, MOST_ANSWERS, MOST_DUE = 200, 500, 500
MOST_RAW = 25_000_000
_DEEPEST = 4_000  # characters of a place


@door("GET", "HEAD")
def setup(request: HttpRequest, guard: Guard) -> HttpResponseBase:
    """Profile to protect, the rules, and which store of relations: 304 where nothing has changed."""
    data: dict[str, Any] = {"profile": protected_profile.profile(), "rules": book()}
    if digest := store.digest():
        data["store"] = {"sha256": digest}
    body = json.dumps(data, sort_keys=True, ensure_ascii=False).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match", "") == etag:
        answer: HttpResponse = HttpResponse(status=304)
    else:
        answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = etag
    return answer


@door("GET", "HEAD")
def relations(request: HttpRequest, guard: Guard) -> HttpResponseBase:
    """The store of relations, where there is one."""
    path = store.path()
    if not store.digest():
        return refusal(404, "There is no store of relations yet.")
    return FileResponse(path.open("rb"), content_type="application/octet-stream")


@door("POST")
@in_words
def sightings(request: HttpRequest, guard: Guard) -> HttpResponseBase:
    """Take in what was seen. The same again changes nothing."""
    found, contents = [], {}
    for number, row in enumerate(rows(request, "sightings", MOST_SIGHTINGS), 1):
        where = f"sighting {number}"
        one = seeing.from_json(row, where)
        if len(json.dumps(one.place)) > _DEEPEST:
            raise Unfit(422, f"{where}: place: too long.")
        found.append(one)
        if raw := _content(table(row, where), one.sha256, where):
            contents[one.id] = raw
    own = frozenset(protected_profile.domains())
    n = actions.take_in(seen=found, guard=guard, source=guard.source, contents=contents, own=own)
    actions.note_moved([one.id for one in found if one.kind == "report"])
    return JsonResponse({"received": len(found), "new": n})


def _content(row: dict[str, Any], digest: str, where: str) -> bytes:
    text = row.get("content", "")
    if not text:
        return b""
    if not isinstance(text, str) or len(text) > MOST_RAW * 4 // 3 + 4:
        raise Unfit(422, f"{where}: content: base64 of at most {MOST_RAW} bytes is expected.")
    try:
        raw = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise Unfit(422, f"{where}: content: base64 is expected.") from error
    if sha256(raw).hexdigest() != digest:
        raise Unfit(422, f"{where}: content isn't the message of this sha256.")
    return raw


@door("GET", "HEAD")
def orders_waiting(request: HttpRequest, guard: Guard) -> HttpResponseBase:
    """Orders that this guard hasn't answered."""
    return JsonResponse({"orders": waiting(guard)})


@door("POST")
@in_words
def due(request: HttpRequest, guard: Guard) -> HttpResponseBase:
    """Which of the messages that a guard is about to delete, their days over, have to stay."""
    digests = rows(request, "sha256", MOST_DUE)
    if not all(isinstance(each, str) for each in digests):
        raise Unfit(422, "sha256: a list of texts is expected.")
    return JsonResponse({"keep": sorted(actions.needed(guard=guard, digests=digests))})


@door("POST")
@in_words
def answers(request: HttpRequest, guard: Guard) -> HttpResponseBase:
    """Outcomes of orders. An answer counts once."""
    found = [
        commands.answer_from_json(row, f"answer {number}")
        for number, row in enumerate(rows(request, "answers", MOST_ANSWERS), 1)
    ]
    return JsonResponse({"received": len(found), "new": actions.hear(guard=guard, answers=found)})
