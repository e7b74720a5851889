"""The list of amendments to a text, decisions on several at once, and what they would do."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.texts import actions, comparisons, documents, rebases, refusals
from hustings.deliberation.texts.algebra import conflicts
from hustings.deliberation.texts.algebra.application import Conflict
from hustings.deliberation.texts.algebra.rebasing import Fate
from hustings.deliberation.texts.models import Amendment, State, Text
from hustings.deliberation.texts.models.amendments import FATES
from hustings.foundation.accounts.access import me
from hustings.foundation.lib.sql import keyset
from hustings.foundation.lib.web import query_params
from hustings.people.persons.views.frame import page

MOST, LISTED = 1_000, 100


def decide(request: HttpRequest, phase: Phase, text: Text) -> HttpResponse:
    """A text with its amendments; POST accepts or refuses those that are ticked."""
    if request.method == "POST":
        return _decide(request, phase, text)
    asked = request.GET.get("state", "")
    state = asked if asked in State.values else State.OPEN.value
    rows = Amendment.objects.live().filter(text=text, state=state).for_lists()
    found, rest = keyset.page(rows, request.GET.get("after", ""), 50, ("-pk",))
    by_key = _in_conflict(text) if state == State.OPEN else {}
    words = {
        "phase": phase, "text": text, "rows": [(row, by_key.get(row.key, 0)) for row in found], "next": rest,
        "state": state, "tabs": [(value, label, value == state) for value, label in State.choices],
        "n_waiting": Amendment.objects.waiting().whole().filter(text=text).count(),
        "versions": list(text.versions.all()[:20]),
    }  # fmt: skip
    trail = [(reverse("texts_hq:texts"), _("Texts"))]
    return page(request, "texts/hq/text.html", words, title=str(phase), trail=trail, icon="doc-full")


def _in_conflict(text: Text) -> dict[str, int]:
    """Keys of open amendments that others exclude, with how many there are in their set."""
    rows = Amendment.objects.open().whole().filter(text=text, base=text.version_id).select_related("item")
    found = conflicts.sets([row.on("") for row in rows.order_by("pk")[:5_000]])
    return {key: len(keys) for keys in found for key in keys}


def _decide(request: HttpRequest, phase: Phase, text: Text) -> HttpResponse:
    keys = [key for one in request.POST.getlist("amendment") if (key := query_params.key(one)) is not None]
    why = request.POST.get("why", "")[:2_000]
    said: dict[str, Any] = {"text": text, "amendments": keys[:MOST], "user": me(request), "why": why}
    try:
        if request.POST.get("deed") == "accept":
            n = actions.accept(**said)
            words = ngettext(
                "%(n)s amendment is accepted for the next version.",
                "%(n)s amendments are accepted for the next version.",
                n,
            )
        else:
            n = actions.refuse(**said)
            words = ngettext("%(n)s amendment is refused.", "%(n)s amendments are refused.", n)
        messages.success(request, words % {"n": n})
    except refusals.Clash as no:
        messages.error(request, clash_words(no))
    return redirect("texts_hq:text", phase.pk)


def clash_words(no: refusals.Clash) -> str:
    """Why, with the first few that exclude each other by their change."""
    items = [int(key[1:]) for keys in no.keys[:1] for key in keys[:4]]
    names = [str(row) for row in Amendment.objects.filter(item__in=items).select_related("item__version")]
    return _("These exclude each other, so not all can be accepted: %(names)s") % {"names": "; ".join(names)}


def foreseen(text: Text) -> dict[str, Any]:
    """The changed passages of the next version, and what becomes of open amendments."""
    assert text.version
    old = documents.passages(text.version)
    document = documents.of(old)
    rows = list(Amendment.objects.waiting().whole().filter(text=text).select_related("item").order_by("pk"))
    try:
        result, changes = documents.next_of(document, rows, documents.trace(old))
    except Conflict as no:
        return {"problem": clash_words(refusals.Clash(list(no.sets))), "accepted": rows}
    left = Amendment.objects.open().whole().filter(text=text, base=text.version_id)
    found = list(left.select_related("item__version").order_by("pk"))
    fates = list(zip(found, rebases.foreseen(document, changes, result.document, found), strict=True))
    words = dict(FATES)
    counts = Counter(fate.fate.value for _row, fate in fates)
    return {
        "accepted": rows, "rows": comparisons.between(document, result.document),
        "counts": [(words[name], n) for name, n in counts.items()],
        "fates": [
            (row, words[fate.fate.value], fate.is_merged)
            for row, fate in fates
            if fate.fate is not Fate.APPLIES
        ][:LISTED],
    }  # fmt: skip
