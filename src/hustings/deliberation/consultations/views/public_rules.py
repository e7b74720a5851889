"""The moderation rules, and the public bin: what was hidden, with the reason."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hustings.deliberation.consultations.models import Reason, Ruling, Verdict
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params

SIZE = 20


@require_safe
@frame.guarded
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Reasons to hide, in the words of the consultation and of the reasons."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    words = {"reasons": Reason.labels}
    return frame.page(request, "rules", reader, words, canonical=reverse("consultations:rules", args=[pk]))


@require_safe
@frame.guarded
def public_bin(request: HttpRequest, pk: int) -> HttpResponse:
    """Items that moderators hid, newest first, with reasons; what is illegal is named without its words."""
    found = frame.consultation_of(pk)
    reader = frame.reader_of(request, found)
    hiding = Ruling.objects.filter(
        consultation=found, verdict__in=(Verdict.HIDE, Verdict.SEAL), item__hidden_at__isnull=False,
        item__withdrawn_at=None,
    )  # fmt: skip
    rows = hiding.select_related("item", "version")
    page, rest = keyset.page(rows, query_params.text(request, "after", 60), SIZE, ("-pk",))
    last = _last([ruling.item_id for ruling in page])
    words = {"rulings": [ruling for ruling in page if last.get(ruling.item_id) == ruling.pk], "next": rest}
    return frame.page(request, "bin", reader, words, canonical=reverse("consultations:bin", args=[pk]))


def _last(items: list[int]) -> dict[int, int]:
    """Item -> the last ruling that hid it: an appeal may have been dismissed by a second one."""
    rows = Ruling.objects.filter(item__in=items, verdict__in=(Verdict.HIDE, Verdict.SEAL))
    return dict(rows.order_by("pk").values_list("item", "pk"))
