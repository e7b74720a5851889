"""The walk: every view × every role and a visitor, against what is written down here.

A view of ours says what it needs (``access.needs``) or stands in ``WITHOUT_NEEDS`` with those it opens for;
a page of Wagtail's stands in ``WAGTAIL``. What stands nowhere fails.
"""

import pytest

from hustings.field.events.rights import CHANGE_EVENTS
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import (
    CHANGE_SETTINGS,
    CHANGE_TEAM,
    CHANGE_TERRITORIES,
    EDIT_CANDIDATES,
    EDIT_SITE,
    GUARD_MAIL,
    PUBLISH_SITE,
    VIEW_LOGS,
    VIEW_MAILINGS,
    VIEW_TEAM,
)
from hustings.foundation.accounts.roles import Role, rights
from hustings.foundation.elections.rights import WAIVE_RULES
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS
from hustings.people.persons.rights import CHANGE_PEOPLE, EXPORT_PEOPLE, IMPORT_PEOPLE, VIEW_PEOPLE
from hustings.security.decoys.rights import KEEP_DECOYS
from hustings.site.candidates.rights import CHANGE_CANDIDATES, HELP_CANDIDATE
from tests.cast.foundation.accounts.quick import inside, quick
from tests.cast.foundation.accounts.views import View, all_views
from tests.conftest import user
from tests.walks import gathered

__all__ = ["inside", "quick"]
EVERYONE = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
FIGURES = EVERYONE - {Role.SECURITY, Role.HELPER, Role.MODERATOR, Role.CALLER}
SITE = frozenset({Role.DIRECTOR, Role.COMMUNICATIONS})

# Who holds a right. Written out a second time, so that a slip in roles.py shows.
HOLDERS = {
    VIEW_PEOPLE: EVERYONE
    - {
        Role.COMMUNICATIONS,
        Role.SECURITY,
        Role.HELPER,
        Role.MODERATOR,
        Role.CALLER,
    },
    CHANGE_PEOPLE: {Role.DIRECTOR, Role.ORGANISER, Role.COORDINATOR},
    IMPORT_PEOPLE: {Role.DIRECTOR},
    EXPORT_PEOPLE: {Role.DIRECTOR},
    VIEW_MAILINGS: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS, Role.AUDITOR},
    CHANGE_MAILINGS: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS},
    SEND_MAILINGS: {Role.DIRECTOR, Role.COMMUNICATIONS},
    EDIT_SITE: SITE,
    PUBLISH_SITE: SITE,
    EDIT_CANDIDATES: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS},
    CHANGE_CANDIDATES: SITE,
    HELP_CANDIDATE: {Role.DIRECTOR, Role.HELPER},
    CHANGE_EVENTS: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS},
    CHANGE_GROUPS: {Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS},
    VIEW_TEAM: {Role.DIRECTOR, Role.ORGANISER, Role.SECURITY, Role.AUDITOR},
    CHANGE_TEAM: {Role.DIRECTOR, Role.SECURITY},
    CHANGE_TERRITORIES: {Role.DIRECTOR},
    CHANGE_SETTINGS: {Role.DIRECTOR},
    WAIVE_RULES: {Role.DIRECTOR},
    VIEW_LOGS: {Role.DIRECTOR, Role.SECURITY, Role.AUDITOR},
    GUARD_MAIL: {Role.DIRECTOR, Role.SECURITY},
    KEEP_DECOYS: {Role.DIRECTOR, Role.SECURITY},
} | gathered("HOLDERS")

# Views of ours in HQ that say nothing of a right, and those whom they open for.
WITHOUT_NEEDS: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        [
            "incidents:report",
            "incidents:reported",
            "incidents:exercises",
            "incidents:exercise",
            "incidents:exercise_deeds",
        ],
        EVERYONE,
    ),  # one's own, for all of the team
    "petitions_hq:list": FIGURES,  # figures: for who writes the site and who sees people
    "petitions_hq:petition": FIGURES,
    **dict.fromkeys(["appeals_hq:list", "appeals_hq:appeal", "appeals_hq:counts"], FIGURES),
    "forms:list": FIGURES,  # sums, and who may not read answers sees no small ones
    "forms:results": FIGURES,
    **dict.fromkeys(  # all of their territories, or those of the one candidate whom a helper has
        [
            "candidates:candidates",
            "candidates:candidate",
            *(
                f"events:{name}"
                for name in ["events", "event", "new", "edit", "showing", "cancellation", "reinstatement"]
            ),
        ],
        frozenset({Role.DIRECTOR, Role.ORGANISER, Role.COMMUNICATIONS, Role.HELPER}),
    ),
    "territories:zone_search": EVERYONE,  # names of places, for every form that asks for one
    **dict.fromkeys(
        ["hq_search:search", "hq_search:results"], EVERYONE
    ),  # each source asks for rights itself
    **dict.fromkeys(["help:index", "help:page"], EVERYONE),  # the manual
    "territories:index": EVERYONE,  # official geography, and how the campaign cuts it
    "territories:zone": EVERYONE,
    **dict.fromkeys(
        [
            "territories:imports",
            *(
                f"territories:import{name}"
                for name in ["", "_progress", "_lines", "_refused", "_run", "_check", "_undoing", "_removal"]
            ),
        ],
        frozenset({Role.DIRECTOR}),
    ),
    "territories:new": frozenset({Role.DIRECTOR}),
    "territories:edit": frozenset({Role.DIRECTOR}),
    "territories:delete": frozenset({Role.DIRECTOR}),
} | gathered("WITHOUT_NEEDS")

# Pages of Wagtail's by the beginning of their address; the longest that fits counts.
WAGTAIL: dict[str, frozenset[Role]] = {
    "/hq/": EVERYONE,  # the front page only
    "/hq/account/": EVERYONE,
    "/hq/api/main/documents/": EVERYONE,  # lists what the user may choose
    "/hq/api/main/images/": EVERYONE,
    "/hq/api/main/pages/": EVERYONE,
    "/hq/block-preview/": EVERYONE,
    "/hq/bulk/": SITE,
    "/hq/choose-": EVERYONE,  # links in any text editor
    "/hq/collections/": NOBODY,
    "/hq/consent-lines/": SITE,
    "/hq/dismissibles/": EVERYONE,
    "/hq/documents/": SITE,
    "/hq/documents/chooser/": EVERYONE,
    "/hq/documents/chooser/create/": SITE,
    "/hq/editing-sessions/": EVERYONE,  # asks for the right to edit the object itself
    "/hq/embeds/": EVERYONE,
    "/hq/failwhale/": NOBODY,
    "/hq/forms/": SITE,
    "/hq/groups/": NOBODY,
    "/hq/images/": SITE,
    "/hq/images/chooser/": EVERYONE,
    "/hq/images/chooser/create/": SITE,
    "/hq/login/": EVERYONE,  # leads on to the log-in page
    "/hq/pages/": SITE,
    "/hq/password_reset/": EVERYONE,  # 404: allauth's is used
    "/hq/redirects/": SITE,
    "/hq/reports/": SITE,
    "/hq/settings/": frozenset({Role.DIRECTOR}),
    "/hq/sites/": SITE,
    "/hq/sites/new/": NOBODY,
    "/hq/snippets/": NOBODY,
    "/hq/tag-autocomplete/": EVERYONE,
    "/hq/test404/": EVERYONE,
    "/hq/translation/": SITE,
    "/hq/users/": NOBODY,
    "/hq/workflows/": NOBODY,
}
FOR_VISITORS = {"/hq/login/", "/hq/sprite/", "/hq/jsi18n/"}  # no secrets: icons, words of the interface
OUTSIDE = {  # private addresses outside HQ that lead a visitor to the log-in page
    "/account/",
    "/account/strengthen/",
    "/account/sessions/",
    "/account/password/change/",
    "/account/password/set/",
    "/account/reauthenticate/",
    "/account/2fa/totp/activate/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
    "/account/2fa/recovery-codes/download/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
}

LEFT_OUT = {"/hq/.*/", "/hq/logout/"}  # the 404 page; and what would end the walk
HQ = [view for view in all_views() if view.path.startswith("/hq/") and view.path not in LEFT_OUT]


def ask(client, path):
    """The answer to GET, or to POST where GET is not for it."""
    client.cookies.pop("messages", None)  # nobody reads them, and they grow
    response = client.get(path)
    return client.post(path) if response.status_code == 405 else response


def lets_in(response) -> bool:
    """Whether the answer is anything but a refusal."""
    where = response.headers.get("Location", "")
    return response.status_code != 403 and where != "/hq/" and not where.startswith("/account/")


def holders(view: View) -> frozenset[Role] | set[Role] | None:
    """Who gets in by what is written down; None where nothing is."""
    if rights := getattr(view.function, "needs", None):
        return EVERYONE.intersection(*(HOLDERS[right] for right in rights))
    if view.function is access.closed:
        return NOBODY
    if view.is_ours:
        return WITHOUT_NEEDS.get(view.name)
    fitting = [
        start for start in WAGTAIL if view.path.startswith(start) and (start != "/hq/" or view.path == start)
    ]
    return WAGTAIL[max(fitting, key=len)] if fitting else None


def opens(role: Role, view: View) -> bool:
    """Whether the walk shows that it does: for who directs, and who may least of those it opens for.

    Everybody else's rights lie between; what is closed to a role is knocked at by each.
    """
    least = min(holders(view) or {role}, key=lambda each: (len(each.rights), each))
    return role in (Role.DIRECTOR, least)


def test_every_right_and_role_is_written_down():
    assert set(HOLDERS) == set(rights.all())
    for role in Role:
        assert role.rights == {right for right, roles in HOLDERS.items() if role in roles}, role


def test_every_view_of_hq_is_written_down():
    forgotten = [
        f"{view.path} ({view.name})" for view in HQ if holders(view) is None and view.path not in FOR_VISITORS
    ]
    assert forgotten == [], "guard them with @access.needs, or write down whom they open for"


def test_the_table_names_only_what_exists():
    names, paths = {view.name for view in HQ}, [view.path for view in HQ]
    assert set(WITHOUT_NEEDS) <= names
    assert [start for start in WAGTAIL if not any(path.startswith(start) for path in paths)] == []


def test_a_visitor_gets_in_nowhere(client, db):
    for view in HQ:
        if view.path not in FOR_VISITORS and not view.path.startswith("/hq/password_reset/"):
            where = ask(client, view.path).headers.get("Location", "")
            assert where.startswith(("/account/login/?", "/hq/login/?")), view
    for path in OUTSIDE:
        where = client.get(path).headers.get("Location", "")
        assert where.startswith(("/account/login/", "/account/reauthenticate/")), path


def test_whoever_only_looks_is_answered_where_get_is(client, dora):
    """Scanners of mail and previews of links ask by HEAD. In HQ the next one sees to it."""
    client.force_login(dora)
    for view in all_views():
        if view.is_ours and view not in HQ and (got := client.get(view.path).status_code) != 405:
            assert client.head(view.path).status_code == got, view


def test_whoever_only_looks_is_answered_in_hq_too(quick, dora, settings):
    settings.DEMO = True
    quick.force_login(dora)
    quick.raise_request_exception = False
    for view in HQ:
        if view.is_ours and (got := quick.get(view.path).status_code) != 405:
            assert quick.head(view.path).status_code == got, view


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_should_and_no_more(request, db, role, settings):
    """The director's pages are written out behind all middleware; of the others only who gets in is asked."""
    client = request.getfixturevalue("client" if role == Role.DIRECTOR else "quick")
    settings.DEMO = True  # some views are there only then
    client.force_login(user(role.value, role))
    client.raise_request_exception = (
        False  # an empty form that Wagtail doesn't expect is let in, if to no end
    )
    wrong = []
    for view in HQ:
        if view.path in FOR_VISITORS or (view.has_words and not view.is_ours):
            continue  # Wagtail's pages about one object answer 404 before they ask for a right
        expected = role in (holders(view) or ())
        if expected and not opens(role, view):
            continue
        response = ask(client, view.path)
        if lets_in(response) != expected:
            wrong.append(f"{view.path}: {response.status_code} {response.headers.get('Location', '')}")
    assert wrong == []


def test_a_user_without_a_role_gets_in_nowhere(quick, mallory):
    quick.force_login(mallory)
    for view in HQ:
        if view.path not in FOR_VISITORS:
            assert not lets_in(ask(quick, view.path)), view


@pytest.mark.parametrize("role", Role)
def test_a_role_that_ended_opens_nothing(client, db, role, django_user_model):
    from django.utils import timezone

    member = user(role.value, role)
    client.force_login(member)
    assert client.get("/hq/").status_code == 200
    member.grants.update(revoked_at=timezone.now())
    assert client.get("/hq/").status_code == 403
    assert not member.groups.exists()
