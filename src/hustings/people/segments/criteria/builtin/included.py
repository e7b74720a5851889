"""Other segments, taken in or left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.people.segments.criteria.kinds import BadCriteria, Broken
from hustings.people.segments.criteria.model import Criterion, Group, Operator
from hustings.people.segments.criteria.rows import RowKind
from hustings.people.segments.criteria.tree import read
from hustings.people.segments.criteria.uses import Use
from hustings.people.segments.models import Segment


@dataclass(frozen=True, slots=True)
class Included:
    segment: Segment
    group: Group

    @property
    def pk(self) -> int:
        return self.segment.pk

    def __str__(self) -> str:
        return self.segment.name


class SegmentKind(RowKind):
    """Another segment, read with its own criteria: it must neither be broken nor lead back here."""

    def __init__(self) -> None:
        super().__init__(
            lambda user: Segment.objects.visible_to(user),
            _("Choose a segment."),
            _("This condition uses a segment that no longer exists."),
        )

    def from_json(self, kept: Any) -> Included:
        if not isinstance(kept, int) or isinstance(kept, bool) or not 0 < kept < 10**18:
            raise BadCriteria(self.missing)
        segment = Segment.objects.filter(pk=kept).first()
        if segment is None:
            raise Broken(self.gone)
        try:
            return Included(segment, read(segment.criteria, of=segment.pk))
        except BadCriteria as bad:
            words = gettext("The segment “%(name)s” can't be used. %(why)s") % {"name": segment, "why": bad}
            raise type(bad)(words) from bad


def _names(criteria: Any) -> set[Any]:
    if not isinstance(criteria, dict):
        return set()
    if "criteria" in criteria:
        parts = criteria["criteria"]
        return set().union(*map(_names, parts)) if isinstance(parts, list) else set()
    value = criteria.get("value")
    return {value} if criteria.get("criterion") == "segment" and isinstance(value, int) else set()


def including(segment: Segment) -> list[Segment]:
    others = Segment.objects.exclude(pk=segment.pk)
    return [other for other in others if segment.pk in _names(other.criteria)]


def uses(segment: Segment, user: Any) -> Iterable[Use]:
    for other in including(segment):
        if other.may_be_seen_by(user):
            url = reverse("segments:segment", args=[other.pk])
            yield Use(gettext("the segment “%(name)s”") % {"name": other}, url)
        else:
            yield Use(gettext("someone else's segment"))


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "segment",
        _("Segment"),
        {
            "in": Operator(_("is in"), _("is in the segment “%(value)s”"), lambda v: v.group, SegmentKind()),
            "not_in": Operator(
                _("is not in"),
                _("is not in the segment “%(value)s”"),
                lambda v: v.group,
                SegmentKind(),
                True,
            ),
        },
        _("Other segments"),
    ),
)
