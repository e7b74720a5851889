"""Criteria of segments: volunteers, their skills, their hours."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from hustings.field.volunteers.models import HeldSkill, Hours, Skill, Volunteer
from hustings.people.segments import criteria

GROUP = _("Volunteers")
SKILL = criteria.RowKind(
    lambda user: Skill.objects.all(), _("Choose a skill."), _("This skill no longer exists.")
)


def _held(skill: Skill) -> QuerySet[HeldSkill]:
    return HeldSkill.objects.filter(skill=skill)


def _verified(skill: Skill) -> QuerySet[HeldSkill]:
    return _held(skill).verified()  # type: ignore[attr-defined, no-any-return]


def _gave(hours: int) -> QuerySet[Any]:
    rows = Hours.objects.exclude(person=None).order_by().values("person")
    return rows.annotate(n=Sum("minutes")).filter(n__gte=hours * 60)


part = criteria.catalogue(
    criteria.Criterion(
        "volunteer",
        _("Volunteering"),
        {
            "is": criteria.Operator(
                _("they help"), _("help as volunteers"), lambda value: Volunteer.objects.live()
            ),
            "is_not": criteria.Operator(
                _("they don’t help"), _("don’t help as volunteers"), lambda value: Volunteer.objects.live(),
                is_negated=True,
            ),
            "new": criteria.Operator(
                _("they help and had no task yet"), _("help and had no task yet"),
                lambda value: Volunteer.objects.all().without_task(),
            ),
        },
        GROUP,
    ),
    criteria.Criterion(
        "skill",
        _("Skill of volunteers"),
        {
            "has": criteria.Operator(_("they have"), _("have the skill “%(value)s”"), _held, SKILL),
            "verified": criteria.Operator(
                _("they have, checked by the team"), _("have the checked skill “%(value)s”"), _verified, SKILL
            ),
            "has_not": criteria.Operator(
                _("they don’t have"), _("don’t have the skill “%(value)s”"), _held, SKILL, True
            ),
        },
        GROUP,
    ),
    criteria.Criterion(
        "volunteer_hours",
        _("Hours of help"),
        {
            "at_least": criteria.Operator(
                _("at least"), _("gave at least %(value)s hours"), _gave, criteria.Number(1, 10_000)
            ),
            "fewer": criteria.Operator(
                _("fewer than"), _("gave fewer than %(value)s hours"), _gave, criteria.Number(1, 10_000), True
            ),
        },
        GROUP,
    ),
)  # fmt: skip
