"""A domain of its own for one candidate: a site of Wagtail's with the candidate's page as root.

The page is canonical there; HQ and log-in stay at the campaign's address: ``OwnDomainMiddleware``.
"""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import idna
from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import validate_host
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from hustings.foundation.accounts.access import needs
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.web.frame import frame
from hustings.site.candidates.models import Candidacy, CandidatePage
from hustings.site.website.serving import site_version
from hustings.site.website.starter.site_builder import BASE, PORTS

log = logging.getLogger(__name__)
AT_HOME = ("/hq/", "/account/", "/documents/")  # what is answered at the campaign's own address alone


class DomainForm(forms.Form):
    host = forms.CharField(
        label=gettext_lazy("Domain"), max_length=255, required=False,
        help_text=gettext_lazy("Like marie-dupont.example, without https://. Leave blank for none."),
    )  # fmt: skip

    def __init__(self, *args: Any, site: Site | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"host": site.hostname if site else ""}
        self.site = site

    def clean_host(self) -> str:
        """A host that this installation answers for, and nobody else's here."""
        typed = self.cleaned_data["host"].strip().lower()
        if not typed:
            return ""
        try:
            host: str = idna.encode(typed, uts46=True).decode()
        except idna.IDNAError as error:
            raise forms.ValidationError(_("Enter the name only, like marie-dupont.example.")) from error
        if host == BASE.hostname:
            raise forms.ValidationError(_("This is the campaign’s own address."))
        if not validate_host(host, settings.ALLOWED_HOSTS):
            raise forms.ValidationError(
                _("%(host)s is not set up yet: add it to HUSTINGS_HOSTS, then restart Hustings.")
                % {"host": host}
            )
        others = Site.objects.filter(hostname=host)
        if (others.exclude(pk=self.site.pk) if self.site else others).exists():
            raise forms.ValidationError(_("This domain already shows another page."))
        return host


def site_of(candidacy: Candidacy) -> Site | None:
    pages = CandidatePage.objects.filter(candidacy=candidacy).values("pk")
    found: Site | None = Site.objects.filter(root_page__in=pages, is_default_site=False).first()
    return found


@transaction.atomic
def give(*, candidacy: Candidacy, host: str) -> None:
    """Show the candidate's page at the root of ``host``; nothing takes the domain away."""
    site = site_of(candidacy)
    if not host:
        if site:
            site.delete()
    else:
        pages = CandidatePage.objects.filter(candidacy=candidacy)
        first = pages.filter(locale__language_code=Campaign.current().language).first() or pages.first()
        site = site or Site(is_default_site=False)
        site.hostname, site.port = host, BASE.port or PORTS[BASE.scheme]
        site.root_page, site.site_name = first, candidacy.name
        site.save()
    site_version.renew()
    log.info("website.candidate_domain candidacy=%s host=%s", candidacy.pk, host or "-")


@needs(PUBLISH_SITE)
@require_http_methods(["GET", "HEAD", "POST"])
def domain(request: HttpRequest, pk: int) -> HttpResponse:
    """HQ: give a candidate's page a domain, or take it away."""
    having = CandidatePage.objects.values("candidacy")
    candidacy = get_object_or_404(Candidacy.objects.visible_to(request.user).filter(pk__in=having), pk=pk)
    form = DomainForm(request.POST or None, site=site_of(candidacy))
    if request.method == "POST" and form.is_valid():
        give(candidacy=candidacy, host=form.cleaned_data["host"])
        messages.success(request, _("Saved."))
        return redirect("candidates:candidate", pk)
    trail = [
        (reverse("candidates:candidates"), _("Candidates")),
        (reverse("candidates:candidate", args=[pk]), candidacy.name),
    ]
    about = frame(_("Own domain"), *trail, icon="site")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "candidates/domain.html", about | {"form": form}, status=status)


app_name = "candidate_domains"
urlpatterns = [path("<int:pk>/", domain, name="domain")]


class OwnDomainMiddleware:
    """At a candidate's domain nobody signs in: passkeys, sessions and HQ belong to the campaign's address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(AT_HOME) and self._is_elsewhere(request):
            home = urlsplit(settings.BASE_URL)
            return redirect(f"{home.scheme}://{home.netloc}{request.get_full_path()}")
        return self.get_response(request)

    def _is_elsewhere(self, request: HttpRequest) -> bool:
        host = request.get_host().partition(":")[0].lower()
        if host == BASE.hostname:
            return False
        return bool(Site.objects.filter(hostname=host, is_default_site=False).exists())
