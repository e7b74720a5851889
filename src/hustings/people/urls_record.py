"""Addresses of deeds on a record, below /hq/people/."""

from django.urls import path

from hustings.people.views import circles, organisations, reach

urlpatterns = [
    path("<uuid:uid>/emails/<key:pk>/status/", reach.status, {"ways": "emails"}, name="emails_status"),
    path("<uuid:uid>/emails/<key:pk>/move/", reach.move, {"ways": "emails"}, name="emails_move"),
    path("<uuid:uid>/phones/<key:pk>/status/", reach.status, {"ways": "phones"}, name="phones_status"),
    path("<uuid:uid>/phones/<key:pk>/move/", reach.move, {"ways": "phones"}, name="phones_move"),
    path(
        "<uuid:uid>/addresses/<key:pk>/status/", reach.status, {"ways": "addresses"}, name="addresses_status"
    ),
    path("<uuid:uid>/addresses/<key:pk>/move/", reach.move, {"ways": "addresses"}, name="addresses_move"),
    path("households/<key:pk>/", circles.household, name="household"),
    path("organisations/", organisations.listed, name="organisations"),
    path("organisations/add/", organisations.edit, name="organisation_add"),
    path("organisations/<key:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<key:pk>/edit/", organisations.edit, name="organisation_edit"),
    path("<uuid:uid>/owner/", circles.owner, name="owner"),
    path("<uuid:uid>/organisations/", circles.join_organisation, name="affiliations"),
    path(
        "<uuid:uid>/organisations/<key:pk>/removal/", circles.leave_organisation, name="affiliation_removal"
    ),
    path("<uuid:uid>/household/", circles.choose, {"what": "household"}, name="choose_household"),
    path("<uuid:uid>/household/leaving/", circles.leave_household, name="household_leaving"),
    path("<uuid:uid>/recruiter/", circles.choose, {"what": "recruiter"}, name="choose_recruiter"),
    path("<uuid:uid>/recruiter/removal/", circles.clear_recruiter, name="recruiter_removal"),
    path("<uuid:uid>/marks/", reach.mark, name="marks"),
]
