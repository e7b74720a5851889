"""Letters that the mail server refused for good while we spoke: as if it had taken and bounced them."""

from collections import Counter
from collections.abc import Sequence

from hustings.outreach.bounces import intake
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.bounces.reports import Kind, Report
from hustings.outreach.delivery.worker.results import Refusal


def take_in(refused: Sequence[Refusal]) -> Counter[str]:
    """Write them down as bounces; how many of which kind."""
    return intake.take_in([_report(one) for one in refused], Bounce.AT_THE_DOOR)


def _report(refusal: Refusal) -> Report:
    key = f"door-{refusal.key}-{refusal.attempts}"
    return Report(Kind.BOUNCE, key, refusal.key, said=refusal.said)
