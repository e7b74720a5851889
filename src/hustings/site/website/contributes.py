"""Manifest of the website: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import menu, shortcuts, wagtail_groups
from hustings.foundation.accounts.rights import EDIT_SITE, PUBLISH_SITE
from hustings.foundation.accounts.roles import Role
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import embeds, how_tos, privacy, routes, todos
from hustings.foundation.lib.process import counters
from hustings.outreach.emails import look
from hustings.people.persons import origins as of_people
from hustings.people.selfservice import home
from hustings.people.signups.public_forms import consents as of_forms
from hustings.site.sharing import subjects
from hustings.site.website import consents, embedded, home_cards, hq_search, notices, schedules
from hustings.site.website import todos as of_site
from hustings.site.website.audience import origins
from hustings.site.website.audience import view_counters as audience
from hustings.site.website.discovery import listed_subjects
from hustings.site.website.look import look_icons, mail_look
from hustings.site.website.models import Audience

app = Contribution(
    how_tos.pages(
        how_tos.beside("give-the-site-its-look", "website_hq:look*"),
        how_tos.beside("read-the-audience-figures", "website_hq:audience*"),
        how_tos.beside("close-the-site", "wagtailsettings:*"),
    ),
    hq_search.part,
    home.icons(look_icons.found),
    home.cards(home_cards.near),
    subjects.kinds(listed_subjects.Rows()),
    menu.entries(
        menu.Entry(_("Audience"), "website_hq:audience", EDIT_SITE, "view", 40, "site"),
        menu.Entry(_("Site design"), "website_hq:look", EDIT_SITE, "view", 50, "site"),
        menu.Entry(_("Page"), "website_hq:page_new", EDIT_SITE, "doc-empty-inverse", 100, menu.NEW),
    ),
    shortcuts.shortcuts(
        shortcuts.Shortcut(_("Write a page"), "website_hq:page_new", EDIT_SITE, {Role.COMMUNICATIONS: 2}),
    ),
    menu.moves(
        menu.Move("wagtailsettings:edit", 80, "site", ("website", "imprint")),
        menu.Move("wagtailsettings:edit", 90, "site", ("website", "maintenance")),
        menu.Move("consent_lines:index", 100, "site"),
    ),
    privacy.uses(privacy.Use("uncounted", lambda: Audience.objects.filter(is_on=False))),
    privacy.tellers(notices.of_site),
    embeds.kinds(embedded.SignUpKind()),
    routes.routes(
        routes.Route("hustings.site.website.urls", is_localised=True, place=routes.Place.FIRST),
        routes.Route("hustings.site.website.serving.page_lookup", is_localised=True, place=routes.Place.LAST),
        routes.Route("hustings.site.website.plain_urls"),
    ),
    routes.errors(
        routes.Errors(
            "hustings.site.website.views.unreadable",
            "hustings.site.website.views.forbidden",
            "hustings.site.website.views.not_found",
        )
    ),
    routes.secret_paths("with"),
    routes.unlisted_paths("with", "search"),
    wagtail_groups.permissions(
        wagtail_groups.Permissions(
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
        wagtail_groups.Permissions(
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
    todos.sources(of_site.due),
    counters.folds(audience.fold),
    look.of_sites(mail_look.find),
    of_people.namers(origins.page_title, origins.friend),
    of_forms.sources(consents.asked),
)
