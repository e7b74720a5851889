"""The frame of the public pages: who may read, in which languages, whether they may be kept for others."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import readers
from hustings.deliberation.consultations.models import Consultation, Item, Phase, Question
from hustings.deliberation.consultations.readers import Reader
from hustings.deliberation.consultations.views import hq_frame
from hustings.foundation.lib.web import live_fragments
from hustings.people.signups.public_forms import consents

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SAID = {
    "added": _("Published. Thank you!"),
    "argued": _("Your argument is published. Thank you!"),
    "carried": _("Your vote now counts for this version."),
    "edited": _("The new version is published."),
    "named": _("Saved."),
    "reported": _("Thank you: the moderators will look at it."),
    "sent": _("Check your inbox: we sent you a link to confirm. What you do meanwhile waits with it."),
    "sourced": _("Your source is published. Thank you!"),
    "voted": _("Your vote counts."),
    "waits": _("It waits for the link in your mail to be confirmed."),
    "withdrawn": _("It isn’t shown any more."),
}


class Shut(Exception):
    """The consultation is for those on its roll, and the reader isn't recognised as one of them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__("Only for those who are invited.")
        self.reader = reader


def guarded(view: View) -> View:
    """A view that may raise Shut."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **more)
        except Shut as shut:
            live_fragments.for_one(request)
            status = 403 if request.method == "POST" else 200
            return page(request, "shut", shut.reader, {"known": shut.reader.known}, status=status)

    return cast(View, shown)


def reader_of(request: HttpRequest, consultation: Consultation) -> Reader:
    """Whoever reads it. 404 while it isn't shown; raises Shut. The team that runs it always reads."""
    if not (consultation.is_shown and consultation.roll_id is None):
        live_fragments.for_one(request)
    if not consultation.is_shown and not _is_team(request, consultation):
        raise Http404
    reader = readers.of(request, consultation)
    if not reader.may_read and not _is_team(request, consultation):
        raise Shut(reader)
    return reader


def _is_team(request: HttpRequest, consultation: Consultation) -> bool:
    """Whether the reader runs or moderates it: HQ leads them here, on the roll or not."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and hq_frame.seen_by(user).filter(pk=consultation.pk).exists())


def consultation_of(pk: int) -> Consultation:
    """A consultation with all that its pages need; 404 where there is none."""
    return get_object_or_404(Consultation.objects.select_related("roll", "picture"), pk=pk)


def phase_of(pk: int) -> Phase:
    """The step by number, with its consultation, else 404."""
    return get_object_or_404(Phase.objects.select_related("consultation__roll"), pk=pk)


def question_of(pk: int) -> Question:
    return get_object_or_404(Question.objects.select_related("phase__consultation__roll"), pk=pk)


def item_of(pk: int) -> Item:
    """An item with all that its page needs of rows above it."""
    rows = Item.objects.select_related(
        "phase__consultation__roll", "question", "participant", "version", "parent__version"
    )
    return get_object_or_404(rows, pk=pk)


def path_of(consultation: Consultation) -> str:
    """The path of its page, in the language of the moment."""
    return f"{reverse('consultations:list')}{consultation.path}"


def page(
    request: HttpRequest, name: str, reader: Reader, context: Mapping[str, Any], *, status: int = 200,
    canonical: str = "",
) -> HttpResponse:  # fmt: skip
    """A page of the site; kept for others unless something on it is this reader's.

    ``name``: of a template of this app, or the whole path of one of an app above.
    """
    consultation = reader.consultation
    words = {
        "tongues": tongues(request, canonical), "consultation": consultation, "reader": reader,
        "path": path_of(consultation), "said": SAID.get(request.GET.get("said", "")),
        "sent_draft": request.GET.get("draft", "")[:60],
        "canonical": f"{settings.BASE_URL}{canonical}" if canonical else "",
        "stamp": stamped(request, reader), **context,
    }  # fmt: skip
    template = name if name.endswith(".html") else f"consultations/{name}.html"
    response = render(request, template, words, status=status)
    if consultation.roll_id or not consultation.is_shown:
        response["X-Robots-Tag"] = "noindex"
    response.is_for_everybody = response.is_counted = True  # type: ignore[attr-defined] # website.page_cache
    return response


def stamped(request: HttpRequest, reader: Reader) -> Any:
    """The stamp that the buttons of the page send along."""
    return consents.stamped(request.path, request, {}).of_reader(reader.known)


def anew(request: HttpRequest, reader: Reader, form: Any, *args: Any, **more: Any) -> Any:
    """A form for this reader, stamped now."""
    return form(*args, stamped(request, reader), **more)


def tongues(request: HttpRequest, canonical: str = "") -> list[dict[str, str]]:
    found = []
    for code, _name in settings.LANGUAGES:
        if code != get_language():
            with override(code):
                name = get_language_info(code)["name_local"].capitalize()
            found.append({"code": code, "name": name, "url": translate_url(canonical or request.path, code)})
    return found
