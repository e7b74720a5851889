"""Manifest of local groups: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.field.groups import (
    conversations,
    fresh_count,
    hq_search,
    offers,
    rights,
    schedules,
    waiting,
    webhook_events,
)
from hustings.field.groups.certification import part as certification
from hustings.field.groups.files import group_target, member_target
from hustings.field.groups.noticeboard import part as noticeboard
from hustings.field.groups.people import home_cards, segments, upheavals
from hustings.field.groups.people import told as of_people
from hustings.field.groups.reorganisation import part as reorganisation
from hustings.field.groups.submissions import enquiries, foundings, joinings
from hustings.foundation.accounts import menu, roles
from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import targets
from hustings.foundation.lib import how_tos, routes, todos
from hustings.foundation.lib.web import live_fragments
from hustings.people.duplicates.merging import derived_rows
from hustings.people.persons.hooks import deaths, erasure_hooks
from hustings.people.signups import kinds
from hustings.site.website import offers as of_site

_SECRET = ("groups/offers", "groups/signs", "groups/joinings", "groups/foundings", "groups/messages")

app = Contribution(
    how_tos.pages(
        how_tos.beside("list-local-groups", "groups:*"),
        how_tos.beside("import-groups", "groups:import*", "group_members:*"),
        how_tos.beside("found-a-group", "groups:founding*", "groups:kind*", "groups:new_kind", below="field"),
        how_tos.beside("run-your-group", "groups:people", below="field"),
        how_tos.beside("hand-over-a-group", "groups:handover", "groups:naming", below="field"),
    ),
    conversations.part,
    segments.part,
    hq_search.part,
    of_people.part,
    home_cards.part,
    certification.part,
    noticeboard.part,
    reorganisation.part,
    menu.entries(
        menu.Entry(_("Local groups"), "groups:groups", rights.CHANGE_GROUPS, "group", 20, "field"),
        menu.Entry(_("Local group"), "groups:new", rights.CHANGE_GROUPS, "group", 60, menu.NEW),
    ),
    routes.hq(
        routes.Section("hustings.field.groups.urls", "local-groups/"),
        routes.Section("hustings.field.groups.files.urls", "local-groups/members/"),
    ),
    targets.targets(group_target.TARGET, member_target.TARGET),
    roles.rights(*rights.RIGHTS),
    routes.routes(
        routes.Route("hustings.field.groups.public_urls.hosting", is_localised=True),
        routes.Route("hustings.field.groups.public_urls.joinings", is_localised=True),
        routes.Route("hustings.field.groups.public_urls.foundings", is_localised=True),
        routes.Route("hustings.field.groups.public_urls.enquiries", is_localised=True),
        routes.Route("hustings.field.groups.public_urls.mine", is_localised=True),
    ),
    routes.secret_paths(*_SECRET),
    routes.unlisted_paths(*_SECRET),
    kinds.kinds(joinings.KIND, foundings.KIND, enquiries.KIND),
    live_fragments.parts(fresh_count.PART),
    erasure_hooks.erasers(member_target.erase, upheavals.erase),
    deaths.hearers(upheavals.died),
    derived_rows.readers(upheavals.read_anew),
    schedules.part,
    webhook_events.part,
    todos.sources(waiting.due),
    of_site.offers(offers.OFFERS),
)
