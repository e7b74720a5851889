"""Addresses of deeds on a record, below /hq/people/."""

from django.urls import path

from hustings.people.persons.views import contact_details, organisations, relationships

urlpatterns = [
    path(
        "<uuid:uid>/emails/<key:pk>/status/", contact_details.status, {"ways": "emails"}, name="emails_status"
    ),
    path("<uuid:uid>/emails/<key:pk>/move/", contact_details.move, {"ways": "emails"}, name="emails_move"),
    path(
        "<uuid:uid>/phones/<key:pk>/status/", contact_details.status, {"ways": "phones"}, name="phones_status"
    ),
    path("<uuid:uid>/phones/<key:pk>/move/", contact_details.move, {"ways": "phones"}, name="phones_move"),
    path(
        "<uuid:uid>/addresses/<key:pk>/status/",
        contact_details.status,
        {"ways": "addresses"},
        name="addresses_status",
    ),
    path(
        "<uuid:uid>/addresses/<key:pk>/move/",
        contact_details.move,
        {"ways": "addresses"},
        name="addresses_move",
    ),
    path("households/<key:pk>/", relationships.household, name="household"),
    path("organisations/", organisations.listed, name="organisations"),
    path("organisations/add/", organisations.edit, name="organisation_add"),
    path("organisations/<key:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<key:pk>/edit/", organisations.edit, name="organisation_edit"),
    path("<uuid:uid>/owner/", relationships.owner, name="owner"),
    path("<uuid:uid>/organisations/", relationships.join_organisation, name="affiliations"),
    path(
        "<uuid:uid>/organisations/<key:pk>/removal/",
        relationships.leave_organisation,
        name="affiliation_removal",
    ),
    path("<uuid:uid>/household/", relationships.choose, {"what": "household"}, name="choose_household"),
    path("<uuid:uid>/household/leaving/", relationships.leave_household, name="household_leaving"),
    path("<uuid:uid>/recruiter/", relationships.choose, {"what": "recruiter"}, name="choose_recruiter"),
    path("<uuid:uid>/recruiter/removal/", relationships.clear_recruiter, name="recruiter_removal"),
    path("<uuid:uid>/marks/", contact_details.mark, name="marks"),
]
