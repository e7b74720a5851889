"""Asking name servers about likely variants of our domains and about what was found, a few at a time.

A variant is due once a week, in an hour where nobody answered, a find each day until somebody judged it
harmless, or it has been gone for a month. The answers of a server that answers nobody change nothing.
"""

import logging
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hustings.foundation.campaigns.own_domains import own_domains
from hustings.security.lookalikes.models import Find, Habit, Question, Watched
from mailguard.authentication import dns
from mailguard.identifiers import domain_names
from mailguard.lookalikes.generate import generate
from mailguard.lookalikes.watch import Watch

log = logging.getLogger(__name__)
LEAST = 0.6  # likeness of a variant that is worth a question
MOST_VARIANTS = 1_500  # of one domain
KINDS = ("A", "AAAA", "MX", "NS")
UNANSWERED_AGAIN = timedelta(hours=1)
FIND_AGAIN = timedelta(days=1)
FORGET_GONE = timedelta(days=30)
SOURCE = "dns"  # of a find that answered when it was asked for


def plan() -> int:
    """Make questions of the variants of our domains that have none yet; how many. Others' are put away."""
    own = [
        *own_domains(),
        *Watched.objects.filter(is_ours=True, text__contains=".").values_list("text", flat=True),
    ]
    known = set(Question.objects.values_list("host", flat=True))
    made = [
        Question(host=variant.host, own=name, how=variant.how, strength=variant.strength)
        for name in dict.fromkeys(own)
        for variant in generate(name)[:MOST_VARIANTS]
        if variant.strength >= LEAST and variant.host not in known
    ]
    Question.objects.bulk_create(made, 500, ignore_conflicts=True)
    Question.objects.exclude(own__in=own).delete()
    return len(made)


def ask_some(ends: Callable[[], bool] = lambda: False) -> int:
    """Ask as many as a minute allows; how many were asked. Nothing where nobody switched it on."""
    habit = Habit.current()
    if not habit.asks:
        return 0
    resolver = dns.Live(settings.NAME_SERVERS, budget=20.0, questions=400).for_message()
    if resolver.lookup("com", "NS").status != "ok":
        log.warning("lookalikes.ask unreachable")
        return 0  # a server that knows nothing of the world says of everything that it isn't there
    if _answers_all(resolver):
        log.warning("lookalikes.ask answers_everything")
        return 0  # a server that leads every name to a page of its own: each variant would be a find
    now, n = timezone.now(), 0
    for host, ask in _due(habit.a_minute, now):
        if ends():
            break
        ask(host, _answers(resolver, host))
        n += 1
    return n


def _due(most: int, now: datetime) -> Iterable[tuple[str, Callable[[str, "Answers | None"], None]]]:
    """Finds first: they are known to be meant for us."""
    open_finds = Find.objects.exclude(judgement=Find.Judgement.HARMLESS).filter(
        Q(asked_at=None) | Q(asked_at__lt=now - FIND_AGAIN)
    )
    finds = open_finds.exclude(gone_at__lt=now - FORGET_GONE).order_by("asked_at", "pk")
    asked = list(finds.values_list("host", flat=True)[:most])
    yield from ((host, note_find) for host in asked)
    questions = Question.objects.filter(due_at__lte=now).order_by("due_at", "-strength")
    yield from (
        (host, note_variant) for host in questions.values_list("host", flat=True)[: most - len(asked)]
    )


def _answers_all(resolver: dns.Resolver) -> bool:
    name = f"{secrets.token_hex(12)}.com"
    return any(resolver.lookup(name, kind).status == "ok" for kind in ("NS", "A"))


Answers = dict[str, list[str]]


def _answers(resolver: dns.Resolver, host: str) -> Answers | None:
    """Records that are there, by kind; {} where there is no such name, None where nobody knows."""
    first = resolver.lookup(host, "NS")
    if first.status == "nxdomain":
        return {}
    found: Answers = {}
    for kind in KINDS:
        answer = first if kind == "NS" else resolver.lookup(host, kind)
        if answer.status == "unknown":
            return None
        found[kind] = sorted(str(each) for each in answer.texts)[:10]
    return found


@transaction.atomic
def note_find(host: str, answers: Answers | None) -> None:
    now = timezone.now()
    rows = Find.objects.filter(host=host)
    if answers is None:
        rows.update(asked_at=now)
    elif answers:
        rows.update(asked_at=now, answers=answers, gone_at=None)
    else:
        rows.update(asked_at=now, answers={})
        rows.filter(gone_at=None).update(gone_at=now)


@transaction.atomic
def note_variant(host: str, answers: Answers | None) -> None:
    """Write down what was said of a variant: one that is there is a find from now on."""
    now = timezone.now()
    question = Question.objects.filter(host=host).first()
    if question is None:
        return
    due_at = now + (UNANSWERED_AGAIN if answers is None else Question.EVERY)
    Question.objects.filter(pk=question.pk).update(asked_at=now, due_at=due_at)
    if not answers or _is_ours(host):
        return
    match = Watch([question.own], has_providers=False).match(host)
    made = Find(
        host=host, name=question.own, how=match.how if match else question.how,
        strength=match.strength if match else question.strength, source=SOURCE, answers=answers, asked_at=now,
    )  # fmt: skip
    Find.objects.bulk_create([made], ignore_conflicts=True)
    log.info("lookalikes.find by=dns strength=%.2f", made.strength)


def _is_ours(host: str) -> bool:
    ours = {*own_domains(), *Watched.objects.filter(is_ours=True).values_list("text", flat=True)}
    return domain_names.organisation(host) in ours
