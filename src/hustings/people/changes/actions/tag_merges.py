"""Two tags become one."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.people.changes.actions import operations
from hustings.people.changes.operations.selection import Whom
from hustings.people.persons import tag_library
from hustings.people.persons.actions.descriptions import NotYours
from hustings.people.persons.models import Operation, Tag
from hustings.people.persons.refusals import Refused
from hustings.people.segments.models import Segment


class SameTag(Refused):
    """A tag can't go into itself."""


@transaction.atomic
def merge_tags(*, tag: Tag, into: Tag, user: User | None) -> Operation:
    """Give holders of ``tag`` the tag ``into``, in segments too. The empty tag stays, for undoing."""
    if not tag_library.may_add(user):
        raise NotYours(_("Only people who can change everyone can merge tags."))
    if tag.pk == into.pk:
        raise SameTag(_("Choose two different tags."))
    criteria = {"match": "all", "criteria": [{"criterion": "tag", "operator": "is", "value": tag.pk}]}
    operation = operations.start(
        kind="merge_tags", user=user, of=Whom(criteria=criteria), n=tag.taggings.count(),
        choices={"tag": tag.pk, "into": into.pk, "name": tag.name, "into_name": into.name},
        words=_("everyone tagged “%(name)s”") % {"name": tag.name},
    )  # fmt: skip
    Tag.objects.filter(pk=tag.pk).update(is_listed=False)
    for segment in Segment.objects.select_for_update():
        changed = _asking(segment.criteria, tag.pk, into.pk)
        if changed != segment.criteria:
            Segment.objects.filter(pk=segment.pk).update(criteria=changed, updated_at=timezone.now())
    return operation


def _asking(criteria: Any, tag: int, into: int) -> Any:
    """The same criteria, asking for ``into`` where they asked for ``tag``."""
    if not isinstance(criteria, dict):
        return criteria
    if isinstance(criteria.get("criteria"), list):
        return criteria | {"criteria": [_asking(part, tag, into) for part in criteria["criteria"]]}
    if criteria.get("criterion") != "tag":
        return criteria
    value = criteria.get("value")
    if isinstance(value, list):
        return criteria | {"value": list(dict.fromkeys(into if one == tag else one for one in value))}
    return criteria | {"value": into} if value == tag else criteria
