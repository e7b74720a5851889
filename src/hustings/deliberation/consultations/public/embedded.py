"""The vote on one item, and the figures of a consultation, as other sites show them."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations import cards, public_figures, readers
from hustings.deliberation.consultations.models import CHOICES, Consultation, Item, ballot_on
from hustings.deliberation.consultations.public_lists import LISTED
from hustings.deliberation.consultations.views import public_acting as acting
from hustings.deliberation.consultations.views import public_acts, public_entries
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.foundation.lib.embeds import MOST, Kind, Thing
from hustings.foundation.lib.web import query_params
from hustings.people.signups.views import links

MOST_ITEMS = 20  # in the list of HQ; any other is found by its number


class ConsultationKind(Kind):
    """Figures of taking part, and the way to it."""

    name, label = "consultation", gettext_lazy("consultation")

    def find(self, key: str) -> Thing | None:
        rows = Consultation.objects.for_everybody().prefetch_related("phases")
        found = rows.filter(pk=query_params.key(key) or 0).first()
        return self._of(found) if found else None

    def listed(self) -> Iterable[Thing]:
        return [self._of(each) for each in Consultation.objects.for_everybody()[:MOST]]

    def _of(self, row: Consultation) -> Thing:
        call = _("Take part: %(title)s") % {"title": row.title}
        return Thing(self.name, str(row.pk), row.title, call, frame.path_of(row), row)

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        row: Consultation = thing.row
        words = {
            "thing": thing, "consultation": row, "figures": public_figures.of(row),
            "listed": public_figures.current(row),
        }  # fmt: skip
        return render(request, "consultations/embeds/consultation.html", words)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        return self.show(request, thing)  # nothing can be sent


class ItemKind(Kind):
    """The vote on one item; an e-mail is asked with it, since a frame of another site knows nobody."""

    name, label = "contribution", gettext_lazy("vote on a contribution")

    def find(self, key: str) -> Thing | None:
        rows = Item.objects.for_everybody().select_related(
            "phase__consultation__roll", "question", "version", "participant"
        )
        found = rows.filter(pk=query_params.key(key) or 0).first()
        return self._of(found) if found and found.version else None

    def listed(self) -> Iterable[Thing]:
        rows = (
            Item.objects.for_everybody()
            .of_kinds(LISTED)
            .select_related("version")
            .order_by("-posted_at", "-pk")
        )
        return [self._of(each) for each in rows[:MOST_ITEMS] if each.version]

    def _of(self, row: Item) -> Thing:
        title = str(row)
        call = _("Vote: %(title)s") % {"title": title}
        return Thing(self.name, str(row.pk), title, call, reverse("consultations:item", args=[row.pk]), row)

    def show(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        row: Item = thing.row
        reader = readers.of(request, row.phase.consultation)
        if request.method == "POST" and "act" in request.POST:
            answer: HttpResponse = public_entries.entries(request, row.consultation_id)
            return answer
        outcome = None
        if request.method == "POST":
            choice = request.POST.get("choice", "")
            if (
                choice in CHOICES[ballot_on(row.kind, row.phase.ballot)]
                and row.phase.is_open()
                and acting.is_ours(request, reader)
            ):
                act = {"act": "vote", "version": row.version_id, "choice": choice}
                asked = acting.take(request, reader, act, thing.path)
                return public_acts.unfinished(request, reader, asked, about=row)
            outcome = acting.strange()
        [card] = cards.made([row], reader, row.phase)
        words = {
            "thing": thing, "card": card, "outcome": outcome, "consultation": row.phase.consultation,
            "stamp": frame.stamped(request, reader),
        }  # fmt: skip
        return render(request, "consultations/embeds/item.html", words, status=422 if outcome else 200)

    def thank(self, request: HttpRequest, thing: Thing) -> HttpResponse:
        found: HttpResponse = links.sent(request, kind="consultations")
        return found
