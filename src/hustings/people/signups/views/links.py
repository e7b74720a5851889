"""The pages behind a mailed link, of every kind of submission: confirm, thank you, not me, take back.

Each deed is a button, because scanners follow links. The token lets whoever has the mail confirm, or say no;
where they live is asked in the browser alone that pressed the button, or is theirs: mails are handed on.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import select_template
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hustings.people.signups import devices, recognition
from hustings.people.signups.actions import links
from hustings.people.signups.kinds import Closed, SubmissionKind, named
from hustings.people.signups.models.submissions import LinkExpired
from hustings.people.signups.public_forms import arrivals

_HERE = "here"
_signer = signing.TimestampSigner(salt="hustings.people.signups.links.here")


def _page(
    request: HttpRequest, kind: SubmissionKind, name: str, words: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """The kind's own page, else that of all kinds."""
    template = select_template([f"{kind.templates}/{name}.html", f"signups/links/{name}.html"])
    text = template.render({"kind": kind, **words}, request)
    return HttpResponse(text, status=status)


def _shown(request: HttpRequest, kind: SubmissionKind, name: str, row: Any, **more: Any) -> HttpResponse:
    words = {"row": row, "token": row.link_token, **kind.words(row), **more}
    return _page(request, kind, name, words)


def _unknown(request: HttpRequest, kind: SubmissionKind) -> HttpResponse:
    return _page(request, kind, "link_unknown", {}, 404)


@require_safe
def sent(request: HttpRequest, kind: str) -> HttpResponse:
    """Look at your mailbox: said whether the address is new, known, or wants no more mails."""
    return _page(request, named(kind), "sent", {})


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """Where the link in the mail leads: what was sent and a button; after it, thanks."""
    ours, began = named(kind), timezone.now()
    try:
        if request.method == "POST":
            found = links.confirm(kind=ours, find=lambda: ours.by_link(token, is_locked=True))
            arrivals.keep(request, found.came)  # from here they go on with by what they came
            answer = redirect(_after(ours, found, token if _is_of(found, token) else found.link_token))
            # Once: a mail that is handed on after it was confirmed makes no device.
            is_first = not _is_of(found, token) or found.confirmed_at >= began
            if is_first and devices.awaits(request, kind, token.partition(".")[0]):
                devices.follow_link(answer, found)
            return answer
        found = ours.by_link(token)
    except ObjectDoesNotExist:
        return _unknown(request, ours)
    except LinkExpired:
        return _page(request, ours, "link_expired", {"token": token}, 410)
    except Closed:
        assert ours.closed
        return ours.closed(request, ours.rows().linked(token))
    arrivals.keep(request, found.came)
    if found.withdrawn_at:
        return _shown(request, ours, "withdrawn", found)
    if found.confirmed_at is None:
        return _shown(request, ours, "confirm", found, token=token)
    asks_where = links.may_move(found) and _is_here(request, kind, found)
    after = ours.page_after(found)
    if after and not asks_where:
        return redirect(after)
    known = recognition.of(request)
    is_theirs = bool(known and known.person.pk == found.person_id)
    words = {
        "asks_where": asks_where,
        "page_after": after,
        "move_url": f"{reverse(f'{kind}:move', args=[token])}?{_ticket(kind, found)}",
        "is_known": is_theirs,
        "is_known_here": bool(is_theirs and known and not known.is_open),
    }  # fmt: skip
    return _shown(request, ours, "thanks", found, token=token, **words, **ours.thanks_words(found))


def _after(kind: SubmissionKind, row: Any, token: str) -> str:
    """The page after the button, which knows for a while that it was pressed here if there is more to ask."""
    address = reverse(f"{kind.name}:link", args=[token])
    return f"{address}?{_ticket(kind.name, row)}" if links.may_move(row) else address


def _ticket(kind: str, row: Any) -> str:
    return urlencode({_HERE: _signer.sign(f"{kind}.{row.pk}")})


def _is_here(request: HttpRequest, kind: str, row: Any) -> bool:
    """Whether the button was pressed in this browser, or it is theirs."""
    known = recognition.of(request)
    if known and known.person.pk == row.person_id:
        return True
    try:
        said = _signer.unsign(request.GET.get(_HERE, ""), max_age=links.ASKED_FOR)
    except signing.BadSignature:
        return False
    return said == f"{kind}.{row.pk}"


def _is_of(row: Any, token: str) -> bool:
    return token.partition(".")[0] == str(row.pk)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """ "This wasn't me": to be rid of it one is never late; where nothing is, it is what they wanted."""
    ours = named(kind)
    try:
        found = ours.rows().linked(token)
    except ObjectDoesNotExist:
        return _page(request, ours, "disowned", {})
    if not ours.may_disown(found):
        return _page(request, ours, "settled", {"row": found, **ours.words(found)}, 410)
    if request.method == "POST":
        links.disown(kind=ours, pk=found.pk)
        return redirect(f"{kind}:not_me", token)
    return _shown(request, ours, "not_me", found)


@csrf_exempt
@require_POST
def withdrawal(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    return _done(request, token, kind, links.withdraw) or redirect(f"{kind}:link", token)


@csrf_exempt
@require_POST
def move(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """They live where they typed it."""

    def deed(*, kind: SubmissionKind, pk: int) -> None:
        row = kind.rows().filter(pk=pk).first()
        if row and _is_here(request, kind.name, row):
            links.move(kind=kind, pk=pk)

    return _done(request, token, kind, deed) or redirect(f"{kind}:link", token)


@csrf_exempt
@require_POST
def mails(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """The mail once more, for whom the link was too old."""
    return _done(request, token, kind, links.mail_again) or redirect(f"{kind}:sent")


def _done(request: HttpRequest, token: str, name: str, deed: Callable[..., object]) -> HttpResponse | None:
    """Do it to the row of a link, however old that is; a page where it is no link of ours."""
    kind = named(name)
    try:
        found = kind.rows().linked(token)
    except ObjectDoesNotExist:
        return _unknown(request, kind)
    deed(kind=kind, pk=found.pk)
    return None
