"""Criteria about clicks and openings: known of those alone who let themselves be measured."""

import datetime as dt
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text import phrases
from hustings.outreach.tracking import figures
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.models import Conversion, MailingLink, Measure, Reaction
from hustings.people.segments import criteria

Kind = Reaction.Kind


def _narrowed(rows: QuerySet[Reaction], value: dict[str, Any]) -> QuerySet[Any]:
    if "mailing" in value:
        rows = rows.filter(mailing=int(value["mailing"]))
    if "days" in value:
        rows = rows.filter(last_at__gte=criteria.ago(value["days"]))
    return criteria.at_least(rows, value.get("times"))


def _clicked(value: dict[str, Any]) -> QuerySet[Any]:
    return _narrowed(Reaction.objects.filter(kind=Kind.CLICK), value)


def _opened(value: dict[str, Any]) -> QuerySet[Any]:
    """Surely: not where only a mail service fetched the picture."""
    return _narrowed(Reaction.objects.filter(kind=Kind.OPEN, is_weak=False), value)


def _followed(kind: kinds.Kind, value: dict[str, Any]) -> QuerySet[Any]:
    rows = Conversion.objects.filter(kind=kind.key, mailing=int(value["mailing"]), person__isnull=False)
    rows = rows.filter(confirmed_at__isnull=False)
    return rows.filter(confirmed_at__gte=criteria.ago(value["days"])) if "days" in value else rows


def _seen(value: dict[str, Any]) -> QuerySet[Any]:
    """Any sign at all. Who shows none may be called silent, and nobody else."""
    return _narrowed(Reaction.objects.filter(kind__in=Kind.values), value)


def signs_of_life(since: dt.datetime) -> QuerySet[Any]:
    """Who clicks is there. An opening says less: it may be a machine's."""
    return Reaction.objects.filter(kind=Kind.CLICK, last_at__gte=since)


class _LinkField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, link: Any) -> str:
        return phrases.pair(link.mailing.name, _short(link.target))


def _short(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:59]}…"


class LinkKind(criteria.RowKind):
    def __init__(self) -> None:
        super().__init__(
            lambda user: MailingLink.objects.select_related("mailing"),
            _("Choose a link."),
            _("The condition names a link of a mailing that no longer exists."),
        )

    def form_fields(self, user: Any) -> dict[str, forms.Field]:
        found = self.rows(user).filter(n_clicks__gt=0).order_by("-mailing", "number")
        return {"value": _LinkField(found, empty_label="–")}

    def words(self, value: Any) -> dict[str, str]:
        return {"value": _short(value.target), "mailing": value.mailing.name}


def _clicked_link(link: MailingLink) -> QuerySet[Any]:
    return Reaction.objects.filter(mailing=link.mailing_id, kind=Kind.CLICK).by_link(link.number)


class _Clicked(criteria.Parts):
    """Says how many they are, where machines can't all be told from people."""

    def words(self, value: Any) -> dict[str, str]:
        said = super().words(value)
        measure = Measure.objects.filter(pk=int(value["mailing"])).first()
        if measure and measure.n_sure_clicked is not None and measure.n_sure_clicked < measure.n_clicked:
            n = figures.between(measure.n_sure_clicked, measure.n_clicked)
            said["more"] += gettext(" (%(n)s people, some may be bots)") % {"n": n}
        return said


def of_one(mailing: criteria.Choice) -> dict[str, criteria.Operator]:
    parts = criteria.Parts(mailing=criteria.Part(mailing, _("Mailing")), days=criteria.days())
    clicked = _Clicked(mailing=criteria.Part(mailing, _("Mailing")), days=criteria.days())
    return {
        "clicked": criteria.Operator(
            _("clicked in it"), _("clicked in the mailing “%(mailing)s”%(more)s"), _clicked, clicked
        ),
        "not_clicked": criteria.Operator(
            _("did not click in it"), _("did not click in the mailing “%(mailing)s”%(more)s"),
            _clicked, parts, is_negated=True,
        ),
        "clicked_link": criteria.Operator(
            _("clicked this link"), _("clicked the link %(value)s in the mailing “%(mailing)s”"),
            _clicked_link, LinkKind(),
        ),
        "not_clicked_link": criteria.Operator(
            _("did not click this link"),
            _("did not click the link %(value)s in the mailing “%(mailing)s”"), _clicked_link, LinkKind(),
            is_negated=True,
        ),
        "signed_up": criteria.Operator(
            _("signed up through it"),
            _("signed up through the mailing “%(mailing)s”%(more)s"),
            partial(_followed, kinds.SIGN_UP), parts,
        ),
        "replied": criteria.Operator(
            _("replied to it"), _("replied to the mailing “%(mailing)s”%(more)s"),
            partial(_followed, kinds.REPLY), parts,
        ),
        "opened": criteria.Operator(
            _("opened it"), _("opened the mailing “%(mailing)s”%(more)s"), _opened, parts
        ),
        "not_opened": criteria.Operator(
            _("no sign of opening it"),
            _("showed no sign of opening the mailing “%(mailing)s”%(more)s"), _seen, parts,
            is_negated=True,
        ),
    }  # fmt: skip


def of_all() -> dict[str, criteria.Operator]:
    """About any mailing; "so often" counts mailings, however often one clicked in each."""
    parts = criteria.Parts(times=criteria.times(), days=criteria.days())
    return {
        "clicked": criteria.Operator(
            _("clicked in any"), _("clicked in mailings%(more)s"), _clicked, parts
        ),
        "not_clicked": criteria.Operator(
            _("clicked in none"), _("did not click in mailings%(more)s"), _clicked, parts,
            is_negated=True,
        ),
        "opened": criteria.Operator(_("opened any"), _("opened mailings%(more)s"), _opened, parts),
        "not_opened": criteria.Operator(
            _("no sign of opening any"),
            _("showed no sign of opening mailings%(more)s"), _seen, criteria.Parts(days=criteria.days()),
            is_negated=True,
        ),
    }  # fmt: skip
