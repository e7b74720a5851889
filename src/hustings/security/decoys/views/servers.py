"""HQ: servers that may report, and what to write into their settings."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hustings.foundation.accounts.access import me, needs
from hustings.foundation.lib.web.frame import status_of
from hustings.security.decoys import actions, digests
from hustings.security.decoys.forms import ServerForm
from hustings.security.decoys.models import Server
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.security.decoys.views.showing import page, posted


@needs(KEEP_DECOYS)
@require_http_methods(["GET", "HEAD", "POST"])
def servers(request: HttpRequest) -> HttpResponse:
    """All of them, and one more, whose token is shown in the answer alone."""
    form, allowed = ServerForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        try:
            allowed = actions.allow_server(name=form.cleaned_data["name"], user=me(request))
            form = ServerForm()
        except actions.NameTaken as refused:
            form.add_error("name", str(refused))
    about = {
        "form": form, "allowed": allowed, "servers": Server.objects.filter(ended_at=None)[:200],
        "nonce": digests.keeping().nonce if allowed else "",
        "policy": f"{settings.BASE_URL}{reverse('decoys_policy')}",
        "uses": f"{settings.BASE_URL}{reverse('decoys_uses')}",
    }  # fmt: skip
    return page(request, "servers", _("Connected servers"), about, tab="servers", status=status_of(form))


@needs(KEEP_DECOYS)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """It may report no more."""
    actions.end_server(server=get_object_or_404(Server, pk=pk), user=me(request))
    messages.success(request, _("The token has been revoked."))
    return redirect("decoys:servers")
