"""Spam rules: answers put aside for a look instead of being counted or lost, as the campaign wants."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone

from hustings.foundation.lib.text.text_folding import folded
from hustings.site.forms.answering import consents
from hustings.site.forms.models import Answer, Questionnaire, Response, SpamRules

LONG_ENOUGH, LATELY = 40, 200
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
Why = Response.Why


class TooManyAnswers(Exception):
    """So many came from one network within the hour that not even a look is worth while."""


def why(
    questionnaire: Questionnaire, texts: Sequence[str], visitor: str, is_trapped: bool, *, domain: str = "",
    age: float | None = None,
) -> str:  # fmt: skip
    """The reason, or nothing. ``age``: seconds since the form was shown. Raises TooManyAnswers."""
    rules = SpamRules.current()
    an_hour, n = rules.an_hour or settings.SIGN_UPS_PER_HOUR, _lately(questionnaire, visitor)
    if n >= 3 * an_hour:
        raise TooManyAnswers("Too many answers from one network within an hour.")
    if is_trapped:
        return Why.TRAP
    if age is not None and age < rules.seconds:
        return Why.FAST
    if found := said(rules, texts, domain):
        return found
    if n >= an_hour:
        return Why.MANY
    return Why.ALIKE if _is_alike(questionnaire, texts, rules.alike) else ""


def _lately(questionnaire: Questionnaire, visitor: str) -> int:
    since = timezone.now() - timedelta(hours=1)
    since = since.replace(minute=0, second=0, microsecond=0) if questionnaire.is_survey else since
    mine = {visitor, consents.unlike(visitor)}  # with a name, and without
    return Response.objects.filter(visitor__in=mine, sent_at__gte=since).count() if visitor else 0


def said(rules: SpamRules, texts: Sequence[str], domain: str = "") -> str:
    """What the words alone tell against a response."""
    if any(domain == each or domain.endswith(f".{each}") for each in rules.domains):
        return Why.SITE
    if sum(len(_LINK.findall(text)) for text in texts) > rules.links:
        return Why.LINKS
    words = "|".join(re.escape(plain) for word in rules.words if (plain := folded(word)))
    is_listed = words and any(re.search(rf"(?<!\w)(?:{words})(?!\w)", folded(text)) for text in texts)
    return Why.WORDS if is_listed else ""


def would_hold(rules: SpamRules) -> tuple[int, int]:
    """How many of the last responses that count words and providers would put aside, and of how many."""
    rows = Response.objects.live().order_by("-pk")
    last = dict(rows.values_list("pk", Coalesce("sign_up__key", "mailbox"))[:LATELY])
    texts = defaultdict(list)
    for pk, text in Answer.objects.filter(response__in=last).exclude(text="").values_list("response", "text"):
        texts[pk].append(text)
    found = (said(rules, texts[pk], key.rpartition("@")[2]) for pk, key in last.items())
    return sum(map(bool, found)), len(last)


def _is_alike(questionnaire: Questionnaire, texts: Sequence[str], most: int) -> bool:
    """Whether several of the last responses hold one of these longer texts, word for word."""
    long = [text for text in texts if len(text) >= LONG_ENOUGH]
    if not long:
        return False
    last = list(questionnaire.responses.order_by("-pk").values_list("pk", flat=True)[:LATELY])
    same = Answer.objects.filter(response__in=last, text__in=long).order_by().values("text")
    return same.annotate(n=Count("response", distinct=True)).filter(n__gte=most).exists()
