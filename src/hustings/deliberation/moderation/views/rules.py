"""The moderation rules, the public bin with the reasons, and the log of all decisions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations.models import Consultation, ItemKind
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.deliberation.moderation import reasons
from hustings.deliberation.moderation.models import HIDING, Reason, Ruling, Verdict
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web import live_fragments, query_params

SIZE = 20


@require_safe
@frame.guarded
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Reasons to hide, in the words of the consultation and of the reasons."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    words = {"reasons": Reason.labels}
    return frame.page(
        request, "moderation/rules.html", reader, words, canonical=reverse("moderation:rules", args=[pk])
    )


@require_safe
@frame.guarded
def public_bin(request: HttpRequest, pk: int) -> HttpResponse:
    """Items that moderators hid, newest first, with reasons; what is illegal is named without its words."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    hiding = Ruling.objects.filter(
        consultation=found, verdict__in=HIDING, item__hidden_at__isnull=False,
        item__withdrawn_at=None,
    )  # fmt: skip
    rows = hiding.select_related("item", "version")
    page, rest = keyset.page(rows, query_params.text(request, "after", 60), SIZE, ("-pk",))
    last = reasons.of([ruling.item_id for ruling in page])
    words = {"rulings": [ruling for ruling in page if last.get(ruling.item_id) == ruling], "next": rest}
    return frame.page(
        request, "moderation/bin.html", reader, words, canonical=reverse("moderation:bin", args=[pk])
    )


@require_safe
@frame.guarded
def log(request: HttpRequest, pk: int) -> Any:
    """All decisions with their reasons as CSV; without the names of moderators and authors."""
    consultation = frame.consultation_of(pk)
    frame.reader_of(request, consultation)
    live_fragments.for_one(request)
    words = {
        each.value: str(each.label) for kind in (Verdict, Reason, ItemKind) for each in kind
    }  # fmt: skip # now: the language of the request is gone while the file is on its way
    lines = _lines(consultation, _head(), {**words, "barred": _("a participant was excluded"), "": ""})
    return csvs.download(csvs.lines(lines, bom=True), f"moderation-{pk}.csv")


def _head() -> list[str]:
    return [
        pgettext("ruling", "number"), _("date"), _("decision"), _("reason"), _("details"), _("kind"),
        _("contribution"), _("version"), _("appealed on"), _("answers the appeal against"),
    ]  # fmt: skip


def _lines(
    consultation: Consultation, head: list[str], words: Mapping[str, str]
) -> Iterator[Sequence[object]]:
    yield head
    rows = Ruling.objects.filter(consultation=consultation).select_related("item", "version").order_by("pk")
    for row in rows.iterator(1_000):
        appealed = localtime(row.appealed_at).date().isoformat() if row.appealed_at else ""
        yield [
            row.pk, localtime(row.made_at).isoformat(timespec="minutes"), words[row.verdict],
            words[row.reason], row.words, words[row.item.kind], row.item_id, row.version.number, appealed,
            row.answers_id or "",
        ]  # fmt: skip
    barred = consultation.participants.exclude(barred_at=None).order_by("barred_at", "pk")
    for at in barred.values_list("barred_at", flat=True):
        yield ["", localtime(at).isoformat(timespec="minutes"), words["barred"], *[""] * 7]
