"""Report a message: for everybody of the team. Nobody sees others' reports here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.foundation.lib.web.frame import status_of
from hustings.security.incidents import actions
from hustings.security.incidents.hostile_mail import forwarded
from hustings.security.incidents.models import Opinion, Report, Source
from hustings.security.incidents.views import hq
from mailguard import mailboxes

_GET_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST = 25_000_000  # bytes
MOST_PASTED = 5_000_000  # bytes of a source; less than what Django takes of a form's words


class ReportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The message as a file (.eml or .msg)"), required=False, allow_empty_file=True,
        help_text=gettext_lazy("Drag it here from your e-mail program, or save it first"),
    )  # fmt: skip
    source = forms.CharField(  # no limit that browsers know: they would cut what is pasted, without a word
        label=gettext_lazy("Or its source"), required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("In your e-mail program choose “Show original” or “View source”"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        if file and file.size > MOST:
            raise forms.ValidationError(
                _("The file is larger than 25 MB. Forward the message to the security lead instead.")
            )
        raw = file.read() if file else said.get("source", "").lstrip().encode("utf-8", "replace")
        if not file and len(raw) > MOST_PASTED:
            raise forms.ValidationError(
                _("The text is too long. Save the message as a file and choose that file instead.")
            )
        if raw.startswith(mailboxes.OUTLOOK):
            raw = mailboxes.from_outlook(raw)
        if not raw:
            raise forms.ValidationError(_("Choose a file, or paste the source of the message."))
        if not forwarded.is_message(raw):
            raise forms.ValidationError(
                _(
                    "The message is incomplete: the lines From: and Subject: are missing. Use "
                    "“Show original”, or save the message as an .eml or .msg file."
                )
            )
        said["raw"] = raw
        return said


@hq.everybody
@_GET_POST
def report(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = ReportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            made = actions.report(user=hq.who(request), raw=form.cleaned_data["raw"], way=Report.Way.PAGE)
            return redirect("incidents:reported", made.pk)
        except actions.TooMany:
            form.add_error(None, _("Too many reports within an hour. Try again later."))
    mine = Report.objects.filter(user=hq.who(request))
    rows, more = keyset.page(mine, request.GET.get("after", ""), hq.SIZE, order=("-at", "-pk"))
    boxes = Source.objects.live().filter(kind=Source.Kind.REPORTS).exclude(address="")
    context = {
        "form": form, "rows": rows, "more": more,
        "addresses": list(boxes.values_list("address", flat=True)[:3]),
    }  # fmt: skip
    return hq.page(request, "report", _("Report an e-mail"), context, status=status_of(form))


@hq.everybody
@_GET_POST
def reported(request: HttpRequest, pk: int) -> HttpResponse:
    """Finding on one's own message; whether that is right, and whether one may be named."""
    one = get_object_or_404(Report.objects.select_related("incident", "user"), pk=pk, user=hq.who(request))
    if request.method == "POST" and "said" in request.POST:
        is_right = request.POST["said"] == "right"
        actions.say_of_report(report=one, is_right=is_right, note=query_params.posted(request, "note", 300))
        messages.success(request, _("Thank you. Your feedback will be reviewed."))
        return redirect("incidents:reported", pk)
    if request.method == "POST":
        Report.objects.filter(pk=one.pk).update(is_named="named" in request.POST)
        messages.success(request, _("Saved."))
        return redirect("incidents:reported", pk)
    trail = (reverse("incidents:report"), _("Report an e-mail"))
    has_said = Opinion.objects.filter(incident=one.incident, user=one.user).exists()
    return hq.page(
        request, "reported", one.subject or _("No subject"), {"one": one, "has_said": has_said}, trail
    )
