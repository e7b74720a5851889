"""On the site: an author appeals by the link of a mail; everybody takes the moderation log along."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hustings.deliberation.consultations.actions import moderation
from hustings.deliberation.consultations.models import Consultation, ItemKind, Reason, Ruling, Verdict
from hustings.deliberation.consultations.moderation import mails
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import public_frame as frame
from hustings.foundation.lib.text import csvs
from hustings.foundation.lib.web import live_fragments

LONGEST = 2_000


class AppealForm(forms.Form):
    """Words of an author against a decision."""

    words = forms.CharField(
        label=gettext_lazy("Why should it be shown again?"), max_length=LONGEST,
        widget=forms.Textarea({"rows": 5, "maxlength": LONGEST}),
    )  # fmt: skip


@never_cache
@csrf_exempt  # its address is the secret
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """The decision with its reason, and a form to appeal once."""
    live_fragments.for_one(request)
    found = mails.of_token(token)
    if found is None:
        return render(request, "consultations/hq/appeal_unknown.html", status=404)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and moderation.appeal(ruling=found, words=form.cleaned_data["words"]):
        return redirect("consultation_moderation:appeal", token)
    words = {
        "ruling": found, "item": found.item, "form": form, "may_appeal": moderation.may_appeal(found),
        "answer": Ruling.objects.filter(answers=found).first(),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return frame.page(request, "hq/appeal", Reader(found.consultation), words, status=status)


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
        _("number"), _("date"), _("decision"), _("reason"), _("details"), _("kind"), _("contribution"),
        _("version"), _("appealed on"), _("answers the appeal against"),
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
