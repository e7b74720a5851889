"""Pages of HQ: the steps with texts; one text from its file to its next version."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.deliberation.consultations import refusals as public
from hustings.deliberation.consultations.models import Consultation, Item, ItemKind, Kind, Phase
from hustings.deliberation.consultations.rights import RUN
from hustings.deliberation.texts import actions, documents, proposals, refusals
from hustings.deliberation.texts.algebra.kinds import Amendment as Change
from hustings.deliberation.texts.algebra.kinds import Remove
from hustings.deliberation.texts.forms.hq import BlockForm, PublishForm, UploadForm
from hustings.deliberation.texts.models import Amendment, Passage, State, Text
from hustings.deliberation.texts.views import hq_decisions
from hustings.foundation.accounts.access import me, needs
from hustings.foundation.hq.resources import Resource
from hustings.foundation.hq.tables import Column, Number, Title
from hustings.foundation.lib.web import idempotency, query_params
from hustings.people.persons.views.frame import page, posted

once = idempotency.once("texts_hq:texts")
SHOWN = 200  # blocks of a preview


def phases(user: Any) -> QuerySet[Phase]:
    """Steps with a text, or for one, that ``user`` runs."""
    mine = Consultation.objects.visible_to(user)
    return Phase.objects.filter(kind=Kind.TEXT, consultation__in=mine).select_related("consultation")


def phase_of(request: HttpRequest, pk: int) -> Phase:
    return get_object_or_404(phases(request.user), pk=pk)


def text_of(request: HttpRequest, pk: int) -> Text:
    """A published text by its step."""
    rows = Text.objects.visible_to(request.user).select_related("phase__consultation", "version")
    return get_object_or_404(rows.filter(version__isnull=False), phase__in=phases(request.user).filter(pk=pk))


def show(
    request: HttpRequest,
    template: str,
    phase: Phase,
    words: dict[str, Any],
    title: str = "",
    status: int = 200,
) -> HttpResponse:
    trail = [(reverse("texts_hq:texts"), _("Texts"))]
    if title:
        trail.append((reverse("texts_hq:text", args=[phase.pk]), str(phase)))
    return page(
        request, f"texts/hq/{template}.html", {"phase": phase, **words}, title=title or str(phase),
        trail=trail, icon="doc-full", status=status,
    )  # fmt: skip


class Texts(Resource):
    """Steps that are about a text."""

    guard = needs(RUN)
    title, icon = gettext_lazy("Texts"), "doc-full"
    columns = (
        Title("name", gettext_lazy("Step"), url="texts_hq:text", under="consultation.title"),
        Column("standing", gettext_lazy("Version")),
        Number("n_open", gettext_lazy("Open amendments")),
    )
    empty = gettext_lazy("No consultation has a step with a text and amendments. Add one to a consultation.")

    def rows(self) -> QuerySet[Phase]:
        found = phases(self.user).select_related("consultation", "discussed_text__version")
        is_open = Q(
            discussed_text__amendments__state=State.OPEN, discussed_text__amendments__item__hidden_at=None
        )
        is_open &= Q(discussed_text__amendments__item__withdrawn_at=None)
        return found.annotate(n_open=Count("discussed_text__amendments", filter=is_open))

    def prepared(self, rows: list[Any]) -> list[Any]:
        for each in rows:
            text = getattr(each, "discussed_text", None)
            each.name = str(each)
            each.standing = text.version.number if text and text.version else "–"
        return rows


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One text: to bring it in, then to decide on amendments."""
    phase = phase_of(request, pk)
    found = Text.objects.select_related("version").filter(phase=phase).first()
    if found and found.version_id:
        return hq_decisions.decide(request, phase, found)
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.keep_draft(phase=phase, document=form.document, user=me(request))
        return redirect("texts_hq:draft", pk)
    n_items = phase.items.filter(kind=ItemKind.BLOCK, hidden_at=None, withdrawn_at=None).count()
    words = {"form": form, "n_items": n_items, "has_draft": bool(found and found.draft)}
    return show(request, "upload", phase, words, status=422 if form.is_bound and form.errors else 200)


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at what was read of a file, then publish or drop it."""
    phase = phase_of(request, pk)
    found = Text.objects.filter(phase=phase, version=None).exclude(draft=None).first()
    if found is None:
        return redirect("texts_hq:text", pk)
    if request.method == "POST":
        if "drop" in request.POST:
            actions.discard(text=found)
        else:
            actions.publish_draft(text=found, user=me(request))
            messages.success(request, _("Published: people vote on it and amend it while its step is open."))
        return redirect("texts_hq:text", pk)
    document = documents.from_rows(found.draft or [])
    kinds = dict(Passage._meta.get_field("kind").flatchoices)
    rows = [(kinds[each.kind.value], each) for each in document.blocks[:SHOWN]]
    words = {"rows": rows, "n": len(document.blocks), "n_more": max(0, len(document.blocks) - SHOWN)}
    return show(request, "draft", phase, words, _("Preview"))


@needs(RUN)
@require_POST
@once
def from_items(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the text of the blocks that the step has, such as those of an import."""
    phase = phase_of(request, pk)
    try:
        made = actions.of_items(phase=phase, user=me(request))
    except refusals.NoText:
        messages.error(request, _("This step has no passages to make a text of."))
    except refusals.HasText:
        messages.error(request, _("This step has a text already."))
    else:
        n = made.passages.count()
        messages.success(
            request, ngettext("A text of %(n)s passage.", "A text of %(n)s passages.", n) % {"n": n}
        )
    return redirect("texts_hq:text", pk)


@needs(RUN)
@require_safe
def passages(request: HttpRequest, pk: int) -> HttpResponse:
    """The passages of the version that stands, to edit one by hand."""
    found = text_of(request, pk)
    assert found.version
    at = query_params.key(request.GET.get("from", "")) or 0
    rows = list(found.version.passages.filter(position__gte=at).select_related("words", "item")[: SHOWN + 1])
    words = {"rows": rows[:SHOWN], "next": rows[SHOWN].position if len(rows) > SHOWN else None, "text": found}
    return show(request, "passages", found.phase, words, _("Passages"))


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def passage(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Change a passage by hand; kept as amendments of the team, for the next version."""
    found = text_of(request, pk)
    assert found.version
    row = get_object_or_404(
        found.version.passages.select_related("words"), item__in=Item.objects.filter(pk=item)
    )
    form = BlockForm(posted(request), initial={"text": row.words.text})
    if form.is_valid():
        try:
            changes = _by_hand(found, row, form.cleaned_data)
            made = actions.amend_by_hand(
                text=found, changes=changes, user=me(request), why=form.cleaned_data["why"]
            )
        except refusals.Nothing:
            form.add_error(None, _("Nothing has changed."))
        except refusals.Clash as no:
            form.add_error(None, hq_decisions.clash_words(no))
        else:
            n = len(made)
            said = ngettext(
                "%(n)s change is accepted for the next version.",
                "%(n)s changes are accepted for the next version.",
                n,
            )
            messages.success(request, said % {"n": n})
            return redirect("texts_hq:text", pk)
    words = {"form": form, "row": row}
    return show(request, "passage", found.phase, words, _("Edit"), 422 if form.errors else 200)


def _by_hand(found: Text, row: Passage, said: dict[str, Any]) -> list[Change]:
    assert found.version
    base, new = found.version.digest, proposals.typed(said["text"])
    changes: list[Change] = []
    if not new:
        changes.append(Remove("0", base, (row.key,)))
    elif new != row.words.text:
        changes += proposals.replacements(base, row.block, new)
    texts = [proposals.typed(part) for part in said["added"].replace("\r", "").split("\n\n")]
    if new and (added := [each for each in texts if each]):
        changes.append(proposals.added(base, row.key, added))
    return changes


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the changes of a file into the next version, as amendments of the team."""
    found = text_of(request, pk)
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            changes = actions.changes_of(text=found, document=form.document)
            actions.amend_by_hand(text=found, changes=changes, user=me(request))
        except refusals.NotAsAFile:
            form.add_error(None, _("This text came with an import. Edit its passages instead."))
        except refusals.Nothing:
            form.add_error(None, _("Nothing has changed."))
        except refusals.Clash as no:
            form.add_error(None, hq_decisions.clash_words(no))
        else:
            return redirect("texts_hq:preview", pk)
    status = 422 if form.is_bound and form.errors else 200
    return show(request, "file", found.phase, {"form": form}, _("Changes from a file"), status)


@needs(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version as it would be, what becomes of open amendments, and the button that publishes it."""
    found = text_of(request, pk)
    form = PublishForm(posted(request))
    if form.is_valid():
        try:
            made = actions.publish(text=found, user=me(request), why=form.cleaned_data["why"])
        except refusals.Nothing:
            messages.error(request, _("Nothing is accepted yet."))
        except refusals.Clash as no:
            messages.error(request, hq_decisions.clash_words(no))
        except public.Gone:
            messages.error(request, _("A passage that would change was hidden by the moderators."))
        else:
            messages.success(request, _("Version %(n)s is published.") % {"n": made.number})
        return redirect("texts_hq:text", pk)
    words = {"form": form, "text": found, **hq_decisions.foreseen(found)}
    return show(request, "preview", found.phase, words, _("The next version"))


@needs(RUN)
@require_POST
def undo(request: HttpRequest, pk: int, amendment: int) -> HttpResponse:
    """Open an amendment again that was decided since the last version."""
    found = text_of(request, pk)
    row = get_object_or_404(Amendment, pk=amendment, text=found)
    try:
        actions.undo(text=found, amendment=row.pk)
    except refusals.Decided:
        messages.error(request, _("A version was published since: this decision stands."))
    else:
        messages.success(request, _("The amendment is open again."))
    return redirect("texts_hq:text", pk)
