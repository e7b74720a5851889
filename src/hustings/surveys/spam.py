"""What is put aside for a look instead of being counted or lost."""

import re
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from hustings.surveys import consenting
from hustings.surveys.models import Answer, Questionnaire, Response

LINKS, ALIKE, LONG_ENOUGH, LATELY = 2, 3, 40, 200
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
Why = Response.Why


class TooManyAnswers(Exception):
    """So many came from one network within the hour that not even a look is worth while."""


def why(questionnaire: Questionnaire, texts: Sequence[str], visitor: str, is_trapped: bool) -> str:
    """The reason, or nothing. Raises TooManyAnswers."""
    since = timezone.now() - timedelta(hours=1)
    since = since.replace(minute=0, second=0, microsecond=0) if questionnaire.is_survey else since
    mine = {visitor, consenting.unlike(visitor)}  # with a name, and without
    n = Response.objects.filter(visitor__in=mine, sent_at__gte=since).count() if visitor else 0
    if n >= 3 * settings.SIGN_UPS_PER_HOUR:
        raise TooManyAnswers("Too many answers from one network within an hour.")
    if is_trapped:
        return Why.TRAP
    if sum(len(_LINK.findall(text)) for text in texts) > LINKS:
        return Why.LINKS
    if n >= settings.SIGN_UPS_PER_HOUR:
        return Why.MANY
    return Why.ALIKE if _is_alike(questionnaire, texts) else ""


def _is_alike(questionnaire: Questionnaire, texts: Sequence[str]) -> bool:
    """Whether several of the last responses hold one of these longer texts, word for word."""
    long = [text for text in texts if len(text) >= LONG_ENOUGH]
    if not long:
        return False
    last = list(questionnaire.responses.order_by("-pk").values_list("pk", flat=True)[:LATELY])
    same = Answer.objects.filter(response__in=last, text__in=long).order_by().values("text")
    return same.annotate(n=Count("response", distinct=True)).filter(n__gte=ALIKE).exists()
