"""``/phone/sync/``: what phones bring and take along, as JSON, with the phone's own secret and no cookie."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hustings.foundation.accounts.models import hashed
from hustings.foundation.lib.text import jsons
from hustings.foundation.lib.web import rate_limits
from hustings.foundation.sync import entries as wire
from hustings.foundation.sync import kinds, log
from hustings.foundation.sync.entries import Malformed
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream

LARGEST = 1_000_000  # bytes of one batch
PER_MINUTE = 240  # requests of one phone
_HEARD_EVERY = timedelta(seconds=30)
_LAST_POS = 2**53 - 1
View = Callable[[HttpRequest, Handset], HttpResponseBase]


def _refusal(status: int, says: str, *, at: int | None = None, headers: Any = None) -> JsonResponse:
    """An error for programs; ``at``: the entry of the batch that it is about."""
    return JsonResponse({"error": says} | ({} if at is None else {"at": at}), status=status, headers=headers)


def from_phone(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """Only with the secret of a phone, and not too often. A phone that is revoked is heard, too."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        handset = _handset(request.headers.get("Authorization", ""))
        if handset is None:
            return _refusal(401, "Unknown phone.", headers={"WWW-Authenticate": "Bearer"})
        if rate_limits.is_beyond("phone", handset.pk, PER_MINUTE):
            return _refusal(429, "Too often: ask again in a minute.", headers={"Retry-After": "60"})
        _hear(handset)
        try:
            answer = view(request, handset)
        except Malformed as wrong:
            answer = _refusal(400, wrong.reason, at=wrong.at)
        except kinds.UnknownKind:
            answer = _refusal(503, "The app that keeps this is not installed.")
        answer["Cache-Control"] = "no-store"
        return answer

    return guarded


def _handset(header: str) -> Handset | None:
    """The phone whose ``Bearer <id>.<secret>`` this is."""
    scheme, _space, token = header.partition(" ")
    pk, _dot, secret = token.strip().partition(".")
    try:
        found = Handset.objects.select_related("stream").filter(pk=UUID(pk)).first()
    except ValueError:
        return None
    if scheme.lower() != "bearer" or found is None or not compare_digest(found.digest, hashed(secret)):
        return None
    return found


def _hear(handset: Handset) -> None:
    """Note that it is alive, seldom enough to cost nothing."""
    now = timezone.now()
    if handset.heard_at is None or now - handset.heard_at > _HEARD_EVERY:
        Handset.objects.filter(pk=handset.pk).update(heard_at=now)


@from_phone
def sync(request: HttpRequest, handset: Handset) -> HttpResponseBase:
    """GET: what the phone takes along. POST: its entries, for what became of them and the log since."""
    return _bring(request, handset) if request.method == "POST" else _take(handset)


def _take(handset: Handset) -> JsonResponse:
    """The phone reads the log from its beginning besides, so that it knows what it has seen."""
    kind = kinds.of(handset.stream)
    is_live = _state(handset) == Handset.State.LIVE
    return JsonResponse(
        _about(handset)
        | {
            "kind": kind.name, "subject": handset.stream.subject, "title": kind.title(handset.stream),
            "name": handset.name, "page": reverse(kind.page),
            "snapshot": kind.snapshot(handset.stream, handset) if is_live else None,
            "attachment": kind.attachment(handset.stream) if is_live else "",
        }
    )  # fmt: skip


def _bring(request: HttpRequest, handset: Handset) -> JsonResponse:
    said = _body(request)
    entries = wire.many(said.get("entries"))
    cursor = said.get("cursor", 0)
    if type(cursor) is not int or not 0 <= cursor <= _LAST_POS:
        raise Malformed("cursor: a position is expected")
    is_rewound = log.is_rewound(handset.stream, cursor, str(said.get("cursor_id")))
    sent_at = wire.moment(said.get("sent_at"), "sent_at")
    offset = wire.clock_offset(round((timezone.now() - sent_at).total_seconds()))
    receipt = log.append(handset, entries, clock_offset=offset) if entries else log.Receipt()
    handset.refresh_from_db(fields=["revoked_at", "ends_at"])
    is_told = _state(handset) == Handset.State.LIVE and not is_rewound
    found, more = log.since(handset.stream, cursor) if is_told else ([], is_rewound)
    shown = kinds.of(handset.stream).shown
    return JsonResponse(
        _about(handset)
        | {
            "positions": {str(pk): pos for pk, pos in receipt.positions.items()},
            "held": [str(pk) for pk in receipt.held], "changed": [str(pk) for pk in receipt.changed],
            "problems": {str(pk): code for pk, code in receipt.problems.items()},
            "entries": [_told(row, shown) for row in found],
            "cursor": 0 if is_rewound else found[-1].pos if found else cursor,
            "more": more, "rewound": is_rewound,
        }
    )  # fmt: skip


def _body(request: HttpRequest) -> dict[str, Any]:
    size = request.headers.get("Content-Length", "")
    if not size.isdigit() or int(size) > LARGEST:
        raise Malformed(f"at most {LARGEST} bytes at once, with their length")
    try:
        said = jsons.read(request.body)
    except ValueError:  # which odd bytes and depths are too
        said = None
    if not isinstance(said, dict):
        raise Malformed("one JSON object is expected")
    return said


def _state(handset: Handset) -> Handset.State:
    return handset.state_at(timezone.now())


def _about(handset: Handset) -> dict[str, Any]:
    """Words that every answer holds."""
    stream: Stream = handset.stream
    return {
        "now": timezone.now().isoformat(), "state": _state(handset), "ends_at": handset.ends_at.isoformat(),
        "closed_at": stream.closed_at.isoformat() if stream.closed_at else None,
    }  # fmt: skip


def _told(row: LoggedEntry, shown: Callable[[LoggedEntry], Any]) -> dict[str, Any]:
    about = {"pos": row.pos, "problem": row.problem, "clock_offset": row.clock_offset}
    return wire.told(row) | {"body": shown(row)} | about
