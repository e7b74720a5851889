"""How a public form answers: a part for htmx, a page for a browser without; and who counts as one visitor."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django_htmx.http import HttpResponseClientRedirect

from hustings.foundation.lib.web import client_address, live_fragments
from hustings.people.signups import devices, kinds, recognition
from hustings.people.signups.public_forms import arrivals, embeds, stamp


def visitor(request: HttpRequest) -> str:
    """A digest of network and day: enough to count what came in an hour, too little to follow anybody."""
    network = client_address.network(request.META, settings.TRUSTED_PROXIES)
    if not network:
        return ""
    return salted_hmac("hustings.visitor", f"{timezone.now():%Y-%m-%d} {network}").hexdigest()[:32]


def typed(request: HttpRequest, form: Any) -> dict[str, Any]:
    """What a form of people says of who sent it, as ``Submission.typed`` takes it."""
    said = form.cleaned_data
    return {
        "address": said["email"], "language": get_language() or settings.LANGUAGE_CODE,
        "source": form.shown.source, "consents": form.consents, "zone": form.zone,
        "visitor": visitor(request), "ref": form.shown.ref, "came": form.shown.came, "form_key": form.key,
        "known": form.known,
        **{name: said.get(name, "") for name in ("given_name", "family_name", "phone", "postcode")},
    }  # fmt: skip


def shown(request: HttpRequest) -> stamp.Stamp | None:
    """The stamp of the form that was sent, if it is ours; the pages after it go on with by what they came."""
    found = stamp.read(request.POST.get("stamp", ""))
    if found is None:
        return None
    arrivals.keep(request, found.came)
    known = recognition.of(request) if found.mark else None
    if known:
        live_fragments.for_one(request)
    return found.sent_by(known)


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx puts the answer into the page that is shown."""
    return bool(request.headers.get("HX-Request"))


def again(
    request: HttpRequest, part: str, whole: str, words: dict[str, Any], status: int = 422
) -> HttpResponse:
    """The form once more with what was typed and what is missing: the template ``part``, or ``whole``."""
    return render(request, part if wants_part(request) else whole, words, status=status)


def page_before(request: HttpRequest) -> str:
    """The path of our page that led here, as the browser says it; empty for none."""
    try:
        before = urlsplit(request.headers.get("Referer", "")[:2_000])
    except ValueError:
        return ""
    return before.path[:200] if before.netloc == request.get_host() else ""


def unticked(posted: QueryDict) -> QueryDict:
    """What was typed, without a yes to any consent: those are given to a sentence that we know was shown."""
    found = posted.copy()
    for name in [name for name in found if name.startswith("consent_")]:
        del found[name]
    return found


def sent(request: HttpRequest, part: str, to: str, row: Any = None) -> HttpResponse:
    """Thanks: the template ``part``, or the page at ``to``, which a reload doesn't send again.

    Where ``row`` counts already, the page behind its link.
    """
    if stands := _stands(row):
        where = reverse(f"{kinds.of(row).name}:link", args=[stands.link_token])
        return HttpResponseClientRedirect(where) if wants_part(request) else redirect(where)
    where = embeds.sent(request, "")
    answer = render(request, part) if wants_part(request) else redirect(where or to)
    note_wish(request, answer, row)
    return answer


def _stands(row: Any) -> Any:
    """The row that counts already of somebody recognised, also where they pressed the button twice."""
    if row is None or row.known is None or row.stands:
        return row.stands if row is not None else None
    mine = type(row).objects.filter(person=row.known.person, key=row.key, form_key=row.form_key)
    return mine.confirmed().first()


def note_wish(request: HttpRequest, answer: HttpResponse, row: Any) -> None:
    """Let this browser wait for the link of ``row``, where it is to be remembered then."""
    if row is not None and devices.ASKED in request.POST and devices.is_offered(request):
        devices.await_link(answer, kinds.of(row).name, row.pk)
