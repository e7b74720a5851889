"""Charters: written, published version by version, accepted."""

import logging
from collections.abc import Collection, Mapping

from django.db import transaction

from hustings.field.volunteers.models import Charter, CharterAcceptance, CharterVersion
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person

log = logging.getLogger(__name__)


@transaction.atomic
def save_charter(
    *,
    charter: Charter | None = None,
    titles: Mapping[str, str],
    texts: Mapping[str, str],
    is_general: bool,
    user: User | None,
) -> Charter:
    """Write a charter down. Another text than before is a new version, to be accepted anew."""
    found = charter or Charter()
    found.titles, found.is_general = dict(titles), is_general
    found.save()
    publish_charter(charter=found, texts=texts, user=user)
    return found


@transaction.atomic
def publish_charter(*, charter: Charter, texts: Mapping[str, str], user: User | None) -> CharterVersion:
    """The version with this text: a new one where it differs from the last."""
    Charter.objects.select_for_update().get(pk=charter.pk)
    last = charter.current()
    if last and last.texts == dict(texts):
        return last
    number = last.number + 1 if last else 1
    made = CharterVersion.objects.create(charter=charter, number=number, texts=dict(texts), user=user)
    log.info("charter published id=%s version=%s", charter.pk, number)
    return made


@transaction.atomic
def accept(*, person: Person, versions: Collection[int], source: str) -> None:
    """Keep somebody's yes to these versions; a second yes is the first one."""
    rows = CharterVersion.objects.filter(pk__in=versions)
    CharterAcceptance.objects.bulk_create(
        [CharterAcceptance(person=person, version=version, source=source[:200]) for version in rows],
        ignore_conflicts=True,
    )
