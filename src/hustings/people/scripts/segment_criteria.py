"""Criterion of segments: an answer to a script's question."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.people.scripts.models import Answer, Script
from hustings.people.segments import criteria

SCRIPT = criteria.RowKind(
    lambda user: Script.objects.all(), _("Choose a script."), _("This script no longer exists.")
)


def _answered(script: Script) -> QuerySet[Any]:
    return Answer.objects.filter(version__script=script).exclude(person=None)


part = criteria.catalogue(
    criteria.Criterion(
        "talk",
        _("Answers to a script"),
        {
            "answered": criteria.Operator(
                _("they answered"), _("answered questions of “%(value)s”"), _answered, SCRIPT
            ),
            "not_answered": criteria.Operator(
                _("they didn’t answer"), _("answered no question of “%(value)s”"), _answered, SCRIPT, True
            ),
        },
        _("Calls and visits"),
    ),
)
