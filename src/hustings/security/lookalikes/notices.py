"""Notices about a look-alike to copy: to registrar and host, lists of browsers, the CERT."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.campaigns.own_domains import own_domains
from hustings.security.lookalikes.models import Find
from mailguard.identifiers import domain_names


@dataclass(frozen=True)
class Kind:
    """A kind of notice: ``language`` it is written in ("" for the campaign's), ``wheres`` where it goes."""

    key: str
    label: Promise
    language: str
    wheres: tuple[tuple[str, str], ...]
    says: Promise


REGISTRAR = Kind(
    "registrar", gettext_lazy("Registrar and host"), "en",
    (("ICANN Lookup", "https://lookup.icann.org/"),),
    gettext_lazy("Their abuse address is in the WHOIS entry of the domain."),
)  # fmt: skip
BROWSERS = Kind(
    "browsers", gettext_lazy("Browser blocklists"), "en",
    (
        ("Google Safe Browsing", "https://safebrowsing.google.com/safebrowsing/report_phish/"),
        ("Microsoft", "https://www.microsoft.com/wdsi/support/report-unsafe-site"),
    ),
    gettext_lazy("Report it once a deceptive page is online: most browsers then warn within hours."),
)  # fmt: skip
CERTS = {  # those of states whose rules ship with us; elsewhere the list of FIRST helps
    "fr": (("CERT-FR", "https://www.cert.ssi.gouv.fr/contact/"),),
}
ANYWHERE = (("FIRST", "https://www.first.org/members/teams/"),)


def kinds(campaign: Campaign) -> list[Kind]:
    """All of them, as they are where the campaign is run."""
    cert = Kind(
        "cert", gettext_lazy("National CERT"), "", CERTS.get(campaign.country, ANYWHERE),
        gettext_lazy("They can warn other targets and put pressure on the host."),
    )  # fmt: skip
    return [REGISTRAR, BROWSERS, cert]


def texts(find: Find) -> list[tuple[Kind, str]]:
    campaign = Campaign.current()
    own = own_domains()
    about: dict[str, Any] = {
        "find": find, "campaign": campaign, "own": own[0] if own else "",
        "organisation": domain_names.organisation(find.host),
    }  # fmt: skip
    return [(kind, _written(kind, about, kind.language or campaign.language)) for kind in kinds(campaign)]


def _written(kind: Kind, about: dict[str, Any], language: str) -> str:
    with override(language):
        return render_to_string("lookalikes/notice.txt", {"kind": kind.key, **about}).strip()
