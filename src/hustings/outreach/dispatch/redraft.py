"""Back to a draft: of a mailing of which nothing has left, and nothing can leave any more."""

from typing import Any

from hustings.outreach.abtests import assignment
from hustings.outreach.archive.models import Archived, ArchivePage
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking.models import MailingLink, Measure

# What a mailing that is on its way has and a draft hasn't.
AS_DRAFT: dict[str, Any] = {
    "state": Mailing.State.DRAFT, "criteria": None, "conditions": {}, "look": None, "label": None,
    "sent_by": None,
    "started_at": None, "leaves_at": None, "moved_at": None, "send_at": None, "clock": Mailing.Clock.OURS,
    "pressed": Mailing.Pressed.LEFT_OUT, "problem": "", "problem_said": "",
}  # fmt: skip


def redraft(held: Mailing, problem: str = "") -> bool:
    """Make a sent mailing a draft again; False once letters are queued. The caller holds its row."""
    if held.is_draft or held.is_over or held.is_step or held.queued_at:
        return False
    if Delivery.objects.filter(mailing=held).exists():
        return False
    MailingLink.objects.filter(mailing=held).delete()
    Measure.objects.filter(mailing=held).delete()
    assignment.forget(held)
    Archived.objects.filter(mailing=held, user=None, withdrawn_at=None).delete()  # it went in by itself
    ArchivePage.objects.filter(mailing=held).delete()  # addresses that nobody has been given yet
    Mailing.objects.filter(pk=held.pk).update(**AS_DRAFT | {"problem": problem})
    return True
