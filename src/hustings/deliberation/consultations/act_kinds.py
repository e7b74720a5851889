"""Kinds of acts that apps above add to those of consultations, such as to suggest an amendment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from hustings.deliberation.consultations.models import Item, Participant
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class ActKind:
    """One kind: ``do`` does an act, as data, in the caller's transaction; ``said`` says it in words.

    ``do`` raises what the actions raise: see ``refusals``.
    """

    name: str
    do: Callable[[Participant, Mapping[str, Any]], Item | None]
    said: Callable[[Mapping[str, Any]], str]
    undo: Callable[[Participant], None] | None = None  # takes back all that a voice did so, but for items


kinds = Registry[ActKind]("consultations.act_kinds.kinds", key=attrgetter("name"))
