"""Back to a draft: of a mailing of which nothing has left, and nothing can leave any more."""

from hustings.mailing.models import Delivery, Mailing, MailingLink, Measure
from hustings.mailing.trials import dealing


def redraft(held: Mailing, problem: str = "") -> bool:
    """Make a mailing that was sent the draft that it was; False once letters of it are queued.

    The caller holds its row: who queues letters asks for it first, so one of the two comes too late.
    """
    if held.is_draft or held.is_over or held.is_step or held.queued_at:
        return False
    if Delivery.objects.filter(mailing=held).exists():
        return False
    MailingLink.objects.filter(mailing=held).delete()
    Measure.objects.filter(mailing=held).delete()
    dealing.forget(held)
    held.state, held.criteria, held.conditions, held.sent_by = Mailing.State.DRAFT, None, {}, None
    held.started_at = held.leaves_at = held.moved_at = held.send_at = None
    held.clock, held.pressed, held.problem = Mailing.Clock.OURS, Mailing.Pressed.LEFT_OUT, problem
    held.save(
        update_fields=[
            "state", "criteria", "conditions", "sent_by", "started_at", "leaves_at", "moved_at", "problem",
            "send_at", "clock", "pressed",
        ]
    )  # fmt: skip
    return True
