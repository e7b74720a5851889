"""Manifest of the website: everything given to the other apps."""

from hustings.accounts import groups
from hustings.accounts.rights import EDIT_SITE, PUBLISH_SITE
from hustings.contributions import Contribution
from hustings.lib import deeds, embeds, gathering, privacy, routes
from hustings.mailing import look
from hustings.people import origins as of_people
from hustings.people.public_forms import consents as of_forms
from hustings.website import consents, embedded, mail_look, notices, origins, schedules
from hustings.website import deeds as of_site
from hustings.website.audience import gathering as audience
from hustings.website.models import Audience

app = Contribution(
    privacy.uses(privacy.Use("uncounted", lambda: Audience.objects.filter(is_on=False))),
    privacy.tellers(notices.of_site),
    embeds.kinds(embedded.SignUpKind()),
    routes.routes(
        routes.Route("hustings.website.urls", is_localised=True, place=routes.Place.FIRST),
        routes.Route("hustings.website.serving", is_localised=True, place=routes.Place.LAST),
        routes.Route("hustings.website.plain_urls"),
    ),
    routes.errors(
        routes.Errors(
            "hustings.website.views.unreadable",
            "hustings.website.views.forbidden",
            "hustings.website.views.not_found",
        )
    ),
    routes.secret_paths("with"),
    routes.unlisted_paths("with", "search"),
    groups.permissions(
        groups.Permissions(
            EDIT_SITE,
            models=(
                ("wagtailcore", "change_site"),
                ("wagtailredirects", "add_redirect"),
                ("wagtailredirects", "change_redirect"),
                ("wagtailredirects", "delete_redirect"),
                ("website", "change_look"),
                ("website", "change_imprint"),
            ),
            pages=("add_page", "change_page"),
            files=(
                "add_image",
                "change_image",
                "choose_image",
                "add_document",
                "change_document",
                "choose_document",
            ),
        ),
        groups.Permissions(
            PUBLISH_SITE,
            models=(
                ("website", "change_maintenance"),
                ("website", "add_consentline"),
                ("website", "change_consentline"),
                ("website", "delete_consentline"),
            ),
            pages=("publish_page", "lock_page", "unlock_page"),
        ),
    ),
    schedules.part,
    deeds.sources(of_site.due),
    gathering.folds(audience.fold),
    look.of_sites(mail_look.find),
    of_people.namers(origins.page_title, origins.friend),
    of_forms.sources(consents.asked),
)
