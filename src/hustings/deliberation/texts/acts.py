"""To suggest an amendment as an act of a consultation: it waits with a visitor's entry like all others."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.act_kinds import ActKind
from hustings.deliberation.consultations.models import Item, Participant
from hustings.deliberation.texts import actions
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.models.amendments import change_of, columns
from hustings.deliberation.texts.refusals import Nothing

NAME = "amend"


def act(item: Item, base: str, changes: list[kinds.Amendment], why: str, draft: str) -> dict[str, Any]:
    """The act as data."""
    rows = [{**columns(one), "deed": str(columns(one)["deed"])} for one in changes]
    return {"act": NAME, "item": item.pk, "base": base, "changes": rows, "text": why, "draft": draft}


def _do(participant: Participant, said: Mapping[str, Any]) -> Item | None:
    rows = Item.objects.select_related("phase__consultation").filter(consultation=participant.consultation_id)
    item = rows.filter(pk=said["item"]).first()
    if item is None:
        raise refusals.Gone
    base = said["base"]
    changes = [change_of(row, str(n), base) for n, row in enumerate(said["changes"])]
    try:
        made = actions.suggest(
            participant=participant, about=item, base=base, changes=changes, why=said["text"]
        )
    except Nothing as no:
        raise refusals.Changed from no
    return made[0].item


def _said(said: Mapping[str, Any]) -> str:
    n = len(said.get("changes", ()))
    if n == 1:
        return _("Your amendment")
    return ngettext("Your %(n)s amendment", "Your %(n)s amendments", n) % {"n": n}


KIND = ActKind(NAME, _do, _said)
