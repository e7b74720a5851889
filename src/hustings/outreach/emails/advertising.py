"""The label of political advertising (Regulation (EU) 2024/900, article 11), kept as it was at sending."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails.models.advertising import Advertised


@dataclass(frozen=True)
class Label:
    """What it says. What is empty is left out, and asked for by the checks."""

    sponsor: str
    address: str
    controller: str  # of the sponsor, where that is somebody else
    linked_to: str
    is_targeted: bool
    notice: str  # the address of the transparency notice

    def kept(self) -> dict[str, Any]:
        return asdict(self)


class Labelled(Protocol):
    """A message with the facts of ``Advertised``, and the label that it left with."""

    @property
    def label(self) -> Any: ...
    @property
    def is_advertising(self) -> bool: ...
    @property
    def ad_linked_to(self) -> str: ...
    @property
    def ad_targeted(self) -> bool: ...


def of(mailing: Labelled, campaign: Campaign) -> Label | None:
    """As it was when the mailing was sent or planned, else as it is now; None where nobody says it is one."""
    return read(mailing.label) if mailing.label else now(mailing, campaign)


def read(kept: Mapping[str, Any]) -> Label:
    """What a mailing keeps."""
    return Label(**{name: kept[name] for name in Label.__dataclass_fields__})


def now(mailing: Labelled, campaign: Campaign) -> Label | None:
    """What it would be given now."""
    if not mailing.is_advertising:
        return None
    return Label(
        sponsor=campaign.ad_sponsor.strip(),
        address=_line(campaign.ad_address),
        controller=campaign.ad_controller.strip(),
        linked_to=mailing.ad_linked_to.strip(),
        is_targeted=mailing.ad_targeted,
        notice=campaign.ad_notice,
    )


def _line(text: str) -> str:
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())


def begun(campaign: Campaign) -> dict[str, str]:
    """What a new mailing says of itself, as the campaign says in general."""
    return {"advertising": Advertised.Said.OWN, "ad_reason": campaign.ad_reason} if campaign.ad_reason else {}
