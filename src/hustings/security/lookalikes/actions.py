"""Deeds on what is watched and on what was found."""

import hashlib
import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.jobs import live_tasks
from hustings.foundation.lib.process import task_failures
from hustings.people.persons.refusals import Refused
from hustings.security.incidents import actions as shield
from hustings.security.lookalikes import incidents, tasks
from hustings.security.lookalikes.models import Find, Habit, List, Watched
from mailguard.lookalikes.watch import Watch

log = logging.getLogger(__name__)


class Known(Refused):
    """It is there already."""


@transaction.atomic
def watch(*, text: str, is_ours: bool = False, note: str = "", user: User | None = None) -> Watched:
    """Watch one more name. Where it is ours, finds of it are put away as harmless. Raises Known."""
    try:
        with transaction.atomic():
            made = Watched.objects.create(text=text, is_ours=is_ours, note=note, user=user)
    except IntegrityError as known:
        raise Known(_("“%(name)s” is already on the list.") % {"name": text}) from known
    log.info("lookalikes.watch user=%s ours=%s", user and user.pk, is_ours)
    if is_ours and "." in text:
        true = Watch([], trusted=[text], has_providers=False)
        ours = [pk for pk, host in Find.objects.open().values_list("pk", "host") if true.is_true(host)]
        _judge(ours, Find.Judgement.HARMLESS, _("our domain"), user)
    return made


@transaction.atomic
def unwatch(*, watched: Watched, user: User | None = None) -> None:
    """Watch it no more. What was found stays."""
    log.info("lookalikes.unwatch user=%s", user and user.pk)
    watched.delete()


@transaction.atomic
def set_habit(*, values: dict[str, Any], user: User | None = None) -> Habit:
    habit = Habit.objects.select_for_update().first() or Habit()
    for name, value in values.items():
        setattr(habit, name, value)
    habit.save()
    log.info("lookalikes.habit asks=%s user=%s", habit.asks, user and user.pk)
    if habit.asks:
        tasks.plan_questions.enqueue()
    return habit


@transaction.atomic
def bring(*, name: str, kind: str, content: bytes, user: User | None) -> List:
    """Have a list searched by a task. The same bytes twice are one list: Known."""
    digest = hashlib.sha256(content).hexdigest()
    known = List.objects.filter(digest=digest).exclude(state=List.State.FAILED).first()
    if known:
        raise Known(_("This list was already searched (%(name)s).") % {"name": known.name})
    made = List.objects.create(
        name=name[-200:], kind=kind, digest=digest, content=content, n_bytes=len(content), user=user
    )
    tasks.search_list.enqueue(made.pk)
    log.info("lookalikes.list brought id=%s bytes=%s user=%s", made.pk, made.n_bytes, user and user.pk)
    return made


@transaction.atomic
def search_again(*, listed: List, user: User | None) -> None:
    """Have a list searched on that faults stopped: by a task, or as a file of the folder at the next look."""
    stopped = List.objects.filter(pk=listed.pk, state=List.State.FAILED, n_faults__gt=0)
    is_sent = stopped.exclude(content=None).exists()
    state = List.State.WAITING if is_sent else List.State.RUNNING
    if not stopped.update(state=state, n_faults=0, problem="", finished_at=None):
        return
    if is_sent:
        tasks.search_list.enqueue(listed.pk)
    elif habit := Habit.objects.select_for_update().first():
        habit.searched.pop(listed.name, None)
        habit.save(update_fields=["searched"])
    log.info("lookalikes.list again id=%s user=%s", listed.pk, user and user.pk)


@transaction.atomic
def note_lost() -> int:
    """Say of lists that nobody searches them any more: their workers were killed too often. How many."""
    busy = List.objects.filter(state__in=[List.State.WAITING, List.State.RUNNING]).exclude(content=None)
    lost = live_tasks.lost(tasks.search_list, busy.values_list("pk", flat=True))
    return busy.filter(pk__in=lost).update(
        state=List.State.FAILED, n_faults=task_failures.TRIES, problem=task_failures.killed()[:300],
        finished_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def judge(*, finds: list[int], judgement: str, note: str = "", user: User | None = None) -> int:
    """Say what these are, "" takes it back; how many were changed."""
    return _judge(finds, judgement, note, user)


def _judge(finds: list[int], judgement: str, note: str, user: User | None) -> int:
    values: dict[str, Any] = {"judgement": judgement, "judged_by": user, "judged_at": timezone.now()}
    if not judgement:
        values = {"judgement": "", "judged_by": None, "judged_at": None}
    if note:
        values["note"] = note
    rows = Find.objects.filter(pk__in=finds)
    changed = list(rows.exclude(judgement=judgement).select_related("incident__merged_into").order_by("pk"))
    n = rows.exclude(judgement=judgement).update(**values) if not note else rows.update(**values)
    incidents.judged(changed, judgement, user)
    log.info("lookalikes.judge finds=%s as=%s user=%s", n, judgement or "open", user and user.pk)
    return n


@transaction.atomic
def block(*, find: Find, user: User, address: str = "") -> int:
    """Have guards hold letters from its domain and with links to it, for a while; how many rules are new."""
    reason = _("Look-alike of %(name)s") % {"name": find.name}
    made = shield.block_lookalike(
        host=find.host, reason=reason, user=user, incident=incidents.incident_of(find), address=address
    )
    return len(made)


@transaction.atomic
def unblock(*, find: Find, user: User, address: str = "") -> int:
    """Have them hold such letters no more for that reason; how many rules ended."""
    return shield.unblock_lookalike(host=find.host, user=user, address=address)


@transaction.atomic
def note_notice(*, find: Find, kind: str, user: User | None = None) -> None:
    """Somebody sent the notice of that kind. Twice is like once."""
    row = Find.objects.select_for_update().get(pk=find.pk)
    if kind not in row.noticed_to:
        row.noticed_to = [*row.noticed_to, kind]
        row.noticed_at = timezone.now()
        row.save(update_fields=["noticed_to", "noticed_at"])
        log.info("lookalikes.notice find=%s kind=%s user=%s", find.pk, kind, user and user.pk)
