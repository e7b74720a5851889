"""Manifest of consultations: everything given to the other apps."""

from hustings.deliberation.consultations import actions, rights, webhook_events
from hustings.deliberation.consultations.announcements import edited, grouped
from hustings.deliberation.consultations.announcements import kinds as mail_kinds
from hustings.deliberation.consultations.hq import manifest as hq_manifest
from hustings.deliberation.consultations.people import told
from hustings.deliberation.consultations.public import discovery, embedded, offers, privacy, sharing
from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import embeds, routes
from hustings.people.signups import kinds
from hustings.site.sharing import subjects
from hustings.site.website import offers as of_site

app = Contribution(
    hq_manifest.part,
    roles.rights(*rights.RIGHTS),
    routes.routes(routes.Route("hustings.deliberation.consultations.urls_public", is_localised=True)),
    routes.secret_paths("consultations/links", "consultations/mails"),
    routes.unlisted_paths("consultations/links", "consultations/mails"),
    embeds.kinds(embedded.ConsultationKind(), embedded.ItemKind()),
    of_site.offers(offers.OFFERS),
    discovery.part,
    subjects.kinds(sharing.Consultations(), sharing.Items()),
    kinds.kinds(actions.KIND),
    mail_kinds.kinds(edited.KIND, grouped.KIND),
    told.part,
    privacy.part,
    webhook_events.part,
)
