"""First acts of a visitor whom nobody knows yet: kept, mailed, and done all at once when confirmed."""

import logging
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations import act_kinds, refusals
from hustings.deliberation.consultations.actions import items, votes
from hustings.deliberation.consultations.actions.participants import take_part
from hustings.deliberation.consultations.models import Entry, Item, Participant, Phase
from hustings.deliberation.consultations.public import act_words
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, keep, refuse_many
from hustings.people.signups.kinds import Closed, SubmissionKind

log = logging.getLogger(__name__)
ENTERED = "consultation.entered"
MOST_ACTS = 300
Act = dict[str, Any]


def enter(*, entry: Entry) -> Entry | None:
    """Keep it and queue the mail, or do its acts at once; None: barred, too many mails, or sent before.

    Raises Closed, TooMany of signups.
    """
    if not Phase.objects.open().filter(consultation=entry.consultation_id).exists():
        raise Closed
    entry.mailbox = counted_as(entry.key)
    n = refuse_many(entry, mailbox=entry.mailbox, consultation=entry.consultation)
    keys = entry.key, entry.mailbox
    is_barred = address_bars.is_barred(entry.consultation, *keys, visitor=entry.visitor)
    if (n >= MAILS_PER_ADDRESS and not entry.known) or is_barred:
        log.warning("entry not mailed: the mailbox has had enough, or is barred")
        return None
    return entry if keep(entry) else None


def add_act(*, entry: Entry, act: Act) -> bool:
    """Have one more act wait with an entry that is not confirmed yet; False where it can't."""
    found = Entry.objects.select_for_update(no_key=True).filter(pk=entry.pk, confirmed_at=None).first()
    if found is None or len(found.acts) >= MOST_ACTS:
        return False
    found.acts.append(act)
    found.save(update_fields=["acts"])
    return True


def do(participant: Participant, act: Act) -> Item | None:
    """Do one act, as data: ``{"act": "vote", "version", "choice"}``, ``{"act": "post", "phase", "kind", …}``.

    Raises as the action does, and Gone where what it names is no more.
    """
    name = act["act"]
    further = act_kinds.kinds.find(name)
    return further.do(participant, act) if further else _ACTS[name](participant, act)


def _vote(participant: Participant, act: Act) -> Item | None:
    votes.vote(participant=participant, version=act["version"], choice=act["choice"])
    return None


def _post(participant: Participant, act: Act) -> Item | None:
    phases = Phase.objects.select_related("consultation").filter(consultation=participant.consultation_id)
    phase = phases.filter(pk=act["phase"]).first()
    of_consultation = Item.objects.filter(consultation=participant.consultation_id)
    parent = of_consultation.filter(pk=act["parent"]).first() if act.get("parent") else None
    if phase is None or (act.get("parent") and parent is None):
        raise refusals.Gone
    question = phase.questions.filter(pk=act["question"]).first() if act.get("question") else None
    return items.post(
        participant=participant, kind=act["kind"], phase=phase, title=act.get("title", ""), text=act["text"],
        question=question, parent=parent, data=act.get("data"),
    )  # fmt: skip


_ACTS: dict[str, Callable[[Participant, Act], Item | None]] = {"vote": _vote, "post": _post}
_REFUSED = (
    refusals.Barred, refusals.Changed, refusals.Gone, refusals.NotOpen, refusals.TooMany, KeyError, ValueError
)  # fmt: skip


def _confirm(entry: Entry) -> Entry:
    """Make or complete the person, give them a voice, and do what they did before; keep what is refused."""
    consultation = entry.consultation
    person, _is_new = people.take_in(
        typed=entry, kind=ENTERED, consultation=consultation.pk, title=consultation.titles
    )
    entry.person, entry.confirmed_at = person, timezone.now()
    try:
        participant = take_part(consultation=consultation, person=person, key=entry.key, shown=entry.shown)
    except (refusals.NotInvited, refusals.Barred) as no:
        raise Closed from no
    left = []
    for act in entry.acts:
        try:
            do(participant, act)
        except _REFUSED as why:
            left.append({**act, "refused": type(why).__name__})
    entry.acts = left
    entry.save()
    return entry


def _withdraw(entry: Entry) -> None:
    entry.withdrawn_at = timezone.now()
    entry.save(update_fields=["withdrawn_at"])


def _disown(entry: Entry) -> None:
    """Take back all that was written and voted with this address; a fingerprint bars the mailbox a while."""
    if entry.person:
        people.take_back(typed=entry)
    address_bars.bar(entry.consultation, entry.mailbox)
    voice = Participant.objects.filter(consultation=entry.consultation, mailbox=entry.mailbox).first()
    if voice:
        remove_voice(voice)
    Entry.objects.filter(consultation=entry.consultation_id, key=entry.key).delete()


def remove_voice(participant: Participant) -> None:
    """Take back all votes of a voice, and all that it wrote. In the caller's transaction."""
    votes.remove_all(participant)
    for kind in act_kinds.kinds.all():
        if kind.undo:
            kind.undo(participant)
    items.take_back_all(participant)


def remove(rows: QuerySet[Any]) -> int:
    """Delete entries in the caller's transaction."""
    n: int = rows.delete()[0]
    return n


def _closed(request: HttpRequest, entry: Entry) -> HttpResponse:
    return render(request, "consultations/not_open.html", {"consultation": entry.consultation}, status=410)


KIND = SubmissionKind(
    name="consultations", model=Entry, related=("consultation", "zone", "person"),
    templates="consultations/entries", mail="consultations/mails/confirm",
    subject=lambda row: _("Confirm your contribution: %(title)s") % {"title": row.consultation.title},
    words=lambda row: {"entry": row, "consultation": row.consultation, "lines": act_words.lines(row.acts)},
    confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown, remove=remove,
    withdrawn=gettext_lazy("What you wrote stays; you can take it back on its page."),
)  # fmt: skip
