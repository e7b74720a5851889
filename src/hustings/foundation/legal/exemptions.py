"""Exceptions from a rule: who allowed them, why, and until when. Whoever keeps them logs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from hustings.foundation.legal.places import Place
from hustings.foundation.legal.rule_sentences import Complaint, gettext_noop
from hustings.foundation.legal.rules import Channel
from hustings.foundation.legal.times import Span, aware

_ = gettext_noop
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class BadExemption(Complaint):
    """An exception without a name, a reason or an end."""


@dataclass(frozen=True, slots=True)
class Exemption:
    """Somebody's word that rules may wait. Empty ``rules``, ``channels`` or ``zones`` mean all of them."""

    who: str
    why: str
    until: datetime
    since: datetime = _EVER
    rules: tuple[str, ...] = ()  # keys, such as "silence.propaganda" or "quiet.sms"
    channels: tuple[Channel, ...] = ()
    zones: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.who.strip() or not self.why.strip():
            raise BadExemption(_("An exception needs the name of the person who allows it and a reason."))
        if aware(self.since) >= aware(self.until):
            raise BadExemption(_("An exception must end after it starts."))

    @property
    def span(self) -> Span:
        return aware(self.since), aware(self.until)

    def waives(self, key: str, channel: Channel, place: Place) -> bool:
        """Whether a rule may wait in that place: one for some zones is no word for a wider place."""
        return (
            (not self.rules or key in self.rules)
            and (not self.channels or channel in self.channels)
            and (not self.zones or any(place.lies_in(zone) for zone in self.zones))
        )


def waiving(
    exemptions: Iterable[Exemption], key: str, channel: Channel, place: Place
) -> tuple[Exemption, ...]:
    return tuple(each for each in exemptions if each.waives(key, channel, place))
