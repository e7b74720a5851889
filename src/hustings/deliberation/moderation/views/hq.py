"""HQ: moderate what people wrote; the participants who are excluded."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from hustings.deliberation.consultations import hooks, refusals
from hustings.deliberation.consultations.models import Consultation, Item, Participant
from hustings.deliberation.consultations.rights import MODERATE
from hustings.deliberation.consultations.views import hq_frame as hq
from hustings.deliberation.moderation import queues
from hustings.deliberation.moderation.actions import rulings
from hustings.deliberation.moderation.forms.hq import BarForm, ParticipantFilter, RulingForm
from hustings.deliberation.moderation.models import Ruling
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Deed, Resource
from hustings.foundation.hq.tables import Column, Day, Moment, Number
from hustings.foundation.lib.web import query_params

_moderates = needs(MODERATE)
REPORTS = 20  # shown of one item


@_moderates
@require_safe
def queue(request: HttpRequest, pk: int) -> HttpResponse:
    """The next item of a queue, beside the rules."""
    found = hq.found(request, pk, MODERATE)
    queue = _queue(request.GET.get("queue", ""))
    after = query_params.key(request.GET.get("after", "")) or 0
    following = queues.following(found, queue, me(request), after)
    if following is None:
        lengths = {name: n for name, _label, n in queues.tabs(found, me(request))}
        is_later = bool(after and lengths[queue])
        context = {"tabs": _tabs(request, found, queue), "is_later": is_later, "queue": queue}
        return hq.page(request, "moderation/hq/nothing.html", _("Moderation"), found, context)
    item = _item(request, following.item)
    return _page(request, item, RulingForm(), queue, following.place)


def _queue(asked: str) -> str:
    return asked if asked in queues.LABELS else queues.REPORTED


def _tabs(request: HttpRequest, consultation: Consultation, queue: str) -> list[tuple[str, str, bool]]:
    here = reverse("moderation_hq:queue", args=[consultation.pk])
    found = []
    for name, label, n in queues.tabs(consultation, me(request)):
        shown = f"{queues.COUNTED}+" if n > queues.COUNTED else str(n)
        found.append((f"{here}?queue={name}", f"{label} ({shown})", name == queue))
    return found


def _item(request: HttpRequest, pk: int) -> Item:
    mine = Consultation.objects.visible_to(request.user, MODERATE)
    rows = Item.objects.select_related(
        "consultation__zone", "phase", "question", "version", "participant", "parent__version"
    )
    return get_object_or_404(rows, pk=pk, consultation__in=mine)


@_moderates
@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item, whatever queue it is in."""
    return _page(request, _item(request, pk), RulingForm(), "", 0)


def _page(
    request: HttpRequest, item: Item, form: RulingForm, queue: str, place: int, status: int = 200
) -> HttpResponse:
    rulings = list(item.rulings.select_related("answers").order_by("-pk")[:REPORTS])
    appealed = next(iter(Ruling.objects.appealed().filter(item=item).order_by("-pk")), None)
    author = item.participant
    context = {
        "item": item, "form": form, "queue": queue, "place": place, "rulings": rulings,
        "appealed": appealed, "is_own": bool(appealed and appealed.user_id == me(request).pk),
        "reports": item.reports.select_related("version").order_by("settled_at", "-pk")[:REPORTS],
        "bar_form": BarForm(), "parts": hooks.of_judged(item),
        "n_hidden": author.items.exclude(hidden_at=None).count() if author else 0,
        "tabs": _tabs(request, item.consultation, queue) if queue else [],
    }  # fmt: skip
    return hq.page(
        request, "moderation/hq/item.html", _("Moderation"), item.consultation, context, status=status
    )


@_moderates
@require_POST
def ruling(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about an item; the next one of the queue comes."""
    found = _item(request, pk)
    queue = request.POST.get("queue", "")
    queue = queue if queue in queues.LABELS else ""
    place = query_params.key(request.POST.get("place", "")) or 0
    form = RulingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, queue, place, 422)
    try:
        rulings.rule(item=found, user=me(request), **form.cleaned_data)
    except rulings.NoReason:
        form.add_error("reason", _("Choose a reason."))
        return _page(request, found, form, queue, place, 422)
    except rulings.SameModerator:
        messages.error(request, _("You hid it: another moderator decides about the appeal."))
    except rulings.Settled:
        messages.info(request, _("Another moderator has decided already."))
    except refusals.Gone:
        messages.info(request, _("Its author took it back."))
    else:
        messages.success(request, _("Saved."))
    queues.release(found.pk)
    if not queue:
        return redirect("moderation_hq:item", pk)
    there = reverse("moderation_hq:queue", args=[found.consultation_id])
    return redirect(f"{there}?{urlencode({'queue': queue, 'after': str(place)})}")


@_moderates
@require_POST
def exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Exclude the author of an item, or let them take part again."""
    found = _item(request, pk)
    form = BarForm(request.POST)
    if found.participant_id and form.is_valid():
        of: dict[str, Any] = {"participants": [found.participant_id], "consultation": found.consultation_id}
        if "undo" in request.POST:
            rulings.unbar(**of, user=me(request))
            messages.success(request, _("They can take part again."))
        else:
            rulings.bar(**of, why=form.cleaned_data["why"], user=me(request))
            messages.success(request, _("Excluded. Their texts and votes stay."))
    return redirect("moderation_hq:item", pk)


class Participants(Resource):
    """Voices of one consultation as others see them; without names, addresses or people's records."""

    guard = _moderates
    title, icon = gettext_lazy("Participants"), hq.ICON
    filters_class = ParticipantFilter
    deeds = (
        Deed("bar", gettext_lazy("Exclude"), is_serious=True),
        Deed("unbar", gettext_lazy("Let take part again")),
    )
    columns = (
        Column("shown", gettext_lazy("Participant"), accessor=str),
        Column("number", gettext_lazy("Number"), accessor=lambda row: str(row.number)),
        Number("n_items", gettext_lazy("Texts")),
        Day("joined_at", gettext_lazy("Since")),
        Moment("barred_at", gettext_lazy("Excluded"), under="barred_why"),
    )
    empty = gettext_lazy("No one has taken part yet.")

    @cached_property
    def consultation(self) -> Consultation:
        return hq.found(self.request, self.kwargs["pk"], MODERATE)

    @property
    def trail(self) -> Sequence[tuple[str, Any]]:  # type: ignore[override] # of this consultation
        return (("consultations_hq:list", hq.CONSULTATIONS),)

    def rows(self) -> QuerySet[Participant]:
        return self.consultation.participants.all()

    def prepared(self, rows: list[Any]) -> list[Any]:
        written = Item.objects.filter(participant__in=rows).order_by().values_list("participant")
        counts = dict(written.annotate(n=Count("pk")))
        for row in rows:
            row.n_items = counts.get(row.pk, 0)
        return rows

    def do(self, deed: str, keys: list[int]) -> str:
        of: dict[str, Any] = {"participants": keys, "consultation": self.consultation.pk}
        user = me(self.request)
        if deed == "bar":
            n = rulings.bar(**of, user=user)
            return ngettext("%(n)d person excluded.", "%(n)d people excluded.", n) % {"n": n}
        n = rulings.unbar(**of, user=user)
        return ngettext("%(n)d person can take part again.", "%(n)d people can take part again.", n) % {
            "n": n
        }
