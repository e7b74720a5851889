"""Parcels of partners, taken in: each once, checked as strangers' words are, in one transaction each."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from hustings.field.threads.relay.replies import own_words
from hustings.field.volunteers.models import Skill
from hustings.foundation.lib.text.text_folding import fold
from hustings.networks.exchange import endings, notices
from hustings.networks.exchange.matching.week_hours import HOURS
from hustings.networks.exchange.models import (
    Closed,
    Kind,
    Match,
    Notice,
    Outcome,
    Parcel,
    Partner,
    Post,
    Side,
)
from hustings.networks.exchange.partners import telling

log = logging.getLogger(__name__)
LONGEST = dt.timedelta(days=180)
MOST_ASKS = 2_000  # open ones of one partner


class Unfit(Exception):
    """It can't be used; says why, in English as programs have it."""


@transaction.atomic
def take_in(partner: Partner, uid: uuid.UUID, kind: str, data: dict[str, Any]) -> bool:
    """Do what it says, once; False where it came before. May raise Unfit."""
    take = _TAKES.get(kind)
    if take is None:
        raise Unfit("kind: unknown")
    Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    now = timezone.now()
    _row, is_new = Parcel.objects.get_or_create(
        partner=partner, uid=uid, is_ours=False, defaults={"kind": kind, "done_at": now}
    )
    if is_new:
        take(partner, data)
        Partner.objects.filter(pk=partner.pk).update(heard_at=now)
        log.info("exchange.parcel taken in partner=%s kind=%s", partner.pk, kind)
    return is_new


def text(data: dict[str, Any], name: str, most: int) -> str:
    """Words of a stranger: bounded, without addresses."""
    found = data.get(name, "")
    if not isinstance(found, str):
        raise Unfit(f"{name}: a text is expected")
    return own_words(found)[0][:most]


def key(data: dict[str, Any], name: str) -> uuid.UUID:
    try:
        return uuid.UUID(str(data.get(name)))
    except ValueError as error:
        raise Unfit(f"{name}: a UUID is expected") from error


def names(data: dict[str, Any], name: str) -> list[str]:
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise Unfit(f"{name}: a list of texts is expected")
    return [each[:100] for each in found[:50]]


def _ask(partner: Partner, data: dict[str, Any]) -> None:
    """An ask of theirs, new or changed."""
    ends = parse_datetime(str(data.get("expires_at", "")))
    if ends is None or ends.tzinfo is None:
        raise Unfit("expires_at: a moment with its zone is expected")
    kind, title, language = data.get("kind"), text(data, "title", 120), data.get("language")
    if kind not in Kind.values or not title or language not in dict(settings.LANGUAGES):
        raise Unfit("kind, title and language are needed")
    uid = key(data, "ask")
    if Post.objects.filter(uid=uid).exclude(partner=partner).exists():
        raise Unfit("ask: this number is somebody else's")
    if Post.objects.live().filter(partner=partner).exclude(uid=uid).count() >= MOST_ASKS:
        raise Unfit("too many open asks")
    remote = {
        "organisation": text(data, "organisation", 200), "languages": names(data, "languages"),
        "hours": f"{_hours(data):x}",
    }  # fmt: skip
    values = {
        "kind": kind, "title": title, "text": text(data, "text", 2_000), "language": language,
        "city": text(data, "city", 100), "remote": remote, "expires_at": min(ends, timezone.now() + LONGEST),
    }  # fmt: skip
    post = Post.objects.update_or_create(
        uid=uid, partner=partner, defaults=values, create_defaults={**values, "side": Side.ASK}
    )[0]
    wanted = {fold(name) for name in names(data, "skills")}
    known = [
        each for each in Skill.objects.offered() if wanted & {fold(name) for name in each.names.values()}
    ]
    post.skills.set(known)


def _hours(data: dict[str, Any]) -> int:
    try:
        return int(str(data.get("hours") or "0")[: HOURS // 4], 16)
    except ValueError as error:
        raise Unfit("hours: hexadecimal digits are expected") from error


def _ask_closed(partner: Partner, data: dict[str, Any]) -> None:
    if post := Post.objects.filter(partner=partner, uid=key(data, "ask")).first():
        endings.close(post, Closed.WITHDRAWN)


def _offer(partner: Partner, data: dict[str, Any]) -> None:
    """Somebody there can help a member of ours: the asker is told, unless another one came first."""
    uid = key(data, "match")
    ask = Post.objects.live().filter(uid=key(data, "ask"), released_to=partner).first()
    held = Match.objects.live().filter(ask=ask).first() if ask else None
    if held and held.answered_at is None:  # a yes comes before a question
        endings.end(held, Outcome.WITHDRAWN)
        held = None
    if ask is None or held:
        telling.tell(partner, "ended", match=str(uid), outcome=Outcome.DECLINED)
        return
    now = timezone.now()
    other = {name: text(data, name, 200) for name in ("name", "organisation", "city")}
    why, points = data.get("why"), data.get("points")
    made = Match.objects.create(
        ask=ask, partner=partner, uid=uid, other=other, said=text(data, "said", 1_000), answered_at=now,
        due_at=now, points=min(max(points, 0), 100) if isinstance(points, int) else 0, why=_reasons(why),
    )  # fmt: skip
    notices.of_match(made.asker, Notice.About.ANSWERED, made)


def _reasons(why: Any) -> list[list[Any]]:
    """Reasons as we would write them; what isn't one is left out."""
    found = []
    for each in why[:10] if isinstance(why, list) else ():
        match each:
            case [("skills" | "languages" | "city") as code, int(points), [*values]]:
                said = [own_words(one)[0][:100] for one in values[:20] if isinstance(one, str)]
                found.append([code, points, said])
            case [("words" | "hours") as code, int(points), [int(n)]]:
                found.append([code, points, [n]])
    return found


def _match(partner: Partner, data: dict[str, Any]) -> Match:
    """A match with this partner, ours or theirs, held."""
    rows = Match.objects.filter(partner=partner) | Match.objects.filter(ask__partner=partner)
    found = rows.filter(uid=key(data, "match")).first()
    if found is None:
        raise Unfit("match: unknown")
    Match.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return Match.objects.whole().get(pk=found.pk)


def _contact(partner: Partner, data: dict[str, Any]) -> None:
    """Both said yes: their address comes, and where they decided last, ours goes back."""
    match = _match(partner, data)
    address = data.get("address")
    try:
        validate_email(address)
    except ValidationError as error:
        raise Unfit("address: an e-mail address is expected") from error
    if not match.is_live or match.answered_at is None:
        return
    is_last = match.agreed_at is None
    if is_last and match.partner:
        raise Unfit("match: our member hasn't said yes")
    contact = {"name": text(data, "name", 200), "address": address}
    match.other = {**match.other, "contact": contact}
    match.agreed_at = match.agreed_at or timezone.now()
    match.save(update_fields=["other", "agreed_at"])
    if is_last:
        telling.of_contact(match)
    notices.of_match(match.helper or match.asker, Notice.About.AGREED, match)


def _ended(partner: Partner, data: dict[str, Any]) -> None:
    match = _match(partner, data)
    outcome = data.get("outcome")
    known = outcome if outcome in Outcome.values and outcome != Outcome.SILENT else Outcome.WITHDRAWN
    if endings.end(match, str(known), is_told=False) and known != Outcome.MET:
        notices.of_match(match.helper or match.asker, Notice.About.ENDED, match)


_TAKES: dict[str, Callable[[Partner, dict[str, Any]], None]] = {
    "ask": _ask, "ask_closed": _ask_closed, "offer": _offer, "contact": _contact, "ended": _ended,
}  # fmt: skip
