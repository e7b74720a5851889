"""Correspondents of the team, learnt from readable mailboxes into a store that then replaces the guards'.

Of whoever was held or reported nothing is learnt.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from hustings.foundation.lib.sql import sqlites
from hustings.security.incidents.guards import protected_profile, store
from hustings.security.incidents.models import Action, Incident, Perusal, Sighting, Source, Study
from hustings.security.incidents.sources import mailbox_study
from mailguard import profile as profiles
from mailguard.agents.imap.gathering import Portion
from mailguard.agents.platform import disk
from mailguard.correspondents import Memory, learning
from mailguard.mailboxes import Letter

_DAYS = 3 * 365  # of which mail is read, and for which somebody is remembered
_MOST = 300_000  # bytes of a message: attachments teach nothing


def growing() -> Path:
    return store.path().with_name("relations.growing.sqlite3")


def learn(study: Study, pause: Callable[[], object]) -> None:
    """Read what is new, then let guards have it. Killed at any point, it goes on the next time."""
    if study.is_anew or _is_withdrawn(study):  # guards keep what they have until there is something else
        mailbox_study.begin_anew(study, growing(), lambda path: Memory(path).close())
    disk.make(growing().parent)
    if not growing().exists() and store.digest():
        sqlites.copy(store.path(), growing())  # what was learnt by hand stays
    profile = profiles.build(protected_profile.profile())
    with Memory(growing()) as memory:

        def take(source: Source, portion: Portion) -> int:
            return learning.learn_from(iter(_letters(source, portion)), memory, profile).n_learnt

        mailbox_study.read(study, take, pause, most=_MOST, days=_DAYS)
        memory.prune(timezone.now() - timedelta(days=_DAYS))
        n_known = memory.n_known
    mailbox_study.still(study)
    sqlites.copy(growing(), store.path())
    mailbox_study.done(study, n_known)


def _is_withdrawn(study: Study) -> bool:
    """Whether something was learnt from a mailbox that may not be read any more."""
    return (
        Perusal.objects.filter(study=study, n_read__gt=0).exclude(source__in=Source.objects.whole()).exists()
    )


def _letters(source: Source, portion: Portion) -> list[Letter]:
    found = {mail.uid: mail.raw for mail in portion.mails if mail.raw}
    names = {uid: learning.message_id(raw) for uid, raw in found.items()}
    wrong = _suspect({name for name in names.values() if name})
    folder = "sent" if portion.is_sent else "mail"
    return [
        Letter(f"{source.pk}/{folder}/{uid}", raw) for uid, raw in found.items() if names[uid] not in wrong
    ]


def _suspect(names: set[str]) -> set[str]:
    """Messages that guards held or warned of, or that were reported, unless somebody called them harmless."""
    forms = {form: name for name in names for form in (name, name.strip("<>"))}
    rows = Sighting.objects.filter(Q(action__gte=Action.WARN) | Q(kind="report"), message_id__in=forms)
    rows = rows.exclude(incident__outcome=Incident.Outcome.HARMLESS)
    return {forms[name] for name in rows.order_by().values_list("message_id", flat=True)}
