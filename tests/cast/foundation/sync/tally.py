"""A kind of stream to test with: people count what they meet, and say what they found."""

import random
import time
import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.utils import timezone

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.sync import causal, kinds
from hustings.foundation.sync.entries import Entry
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream

PAGE = Template(
    '{% extends "sync/phone.html" %}{% block title %}Tally{% endblock %}'
    '{% block content %}<h1>Tally</h1>{% include "sync/status.html" %}{% endblock %}'
)
PAUSE = {"seconds": 0.0}  # how long ``settle`` takes at most


def page(request: HttpRequest) -> HttpResponse:
    """Its page on a phone."""
    return HttpResponse(PAGE.render(RequestContext(request)))


def check(stream: Stream, entry: Entry) -> str:
    if entry.verb not in {"add", "say"}:
        return "verb"
    return "" if isinstance(entry.body, dict) and isinstance(entry.body.get("n", 0), int) else "number"


def _name(stream: Stream, key: str) -> str:
    return f"tally-{stream.pk}-{key}".replace(" ", "-")


def settle(stream: Stream, keys: Collection[str]) -> None:
    """Rows of the app: the sum of a key, and what nobody has replied to."""
    for key in keys:
        ops = list(LoggedEntry.objects.of(stream, [key]))
        heads = sorted(str(op.body.get("word", "")) for op in causal.heads(ops))
        cache.set(_name(stream, key), [sum(op.body.get("n", 0) for op in ops), heads], None)
    if PAUSE["seconds"]:
        time.sleep(random.uniform(0, PAUSE["seconds"]))


def state(stream: Stream, key: str) -> list[Any] | None:
    """The derived row of a key."""
    found: list[Any] | None = cache.get(_name(stream, key))
    return found


KIND = kinds.Kind(
    name="tally",
    title=lambda stream: f"Tally {stream.subject}",
    page="tally",
    check=check,
    settle=settle,
    snapshot=lambda stream, handset: {"of": stream.subject, "for": handset.name},
    answers_for=lambda user, stream: access.may(user, CHANGE_SETTINGS),
)
SHELL = kinds.Shell("tally")
ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)  # replicas


def entry(n: int, replica: uuid.UUID = ONE, key: str = "door", verb: str = "add", **more: Any) -> Entry:
    """One entry; the same words make the same one."""
    body = more.pop("body", {"n": 1})
    made = {"id": uuid.uuid5(replica, f"{n}"), "seen": {}, "happened_at": timezone.now(), **more}
    return Entry(replica=replica, n=n, key=key, verb=verb, body=body, **made)


def handset(stream: Stream, name: str = "Phone", **more: Any) -> Handset:
    """A phone for an hour."""
    made = {"digest": "x", "ends_at": timezone.now() + timedelta(hours=1), **more}
    return Handset.objects.create(stream=stream, name=name, **made)
