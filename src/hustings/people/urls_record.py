"""Addresses of deeds on a record, below /hq/people/."""

from django.urls import path

from hustings.people.views import circles, contacts, follow_ups, organisations, reach

urlpatterns = [
    *[
        path(f"<uuid:uid>/{ways}/<key:pk>/{what}/", view, {"ways": ways}, name=f"{ways}_{what}")
        for ways in reach.WAYS
        for what, view in [("status", reach.status), ("move", reach.move)]
    ],
    path("follow-ups/", follow_ups.listed, name="follow_ups"),
    path("follow-ups/<key:pk>/done/", follow_ups.done, name="follow_up_done"),
    path("follow-ups/<key:pk>/reopened/", follow_ups.reopened, name="follow_up_reopened"),
    path("follow-ups/<key:pk>/postponed/", follow_ups.postponed, name="follow_up_postponed"),
    path("<uuid:uid>/follow-ups/", follow_ups.add, name="record_follow_ups"),
    path("<uuid:uid>/follow-ups/<key:pk>/removal/", follow_ups.remove, name="follow_up_removal"),
    path("<uuid:uid>/contacts/", contacts.add, name="contacts"),
    path("<uuid:uid>/contacts/<key:pk>/removal/", contacts.remove, name="contact_removal"),
    path("<uuid:uid>/contacts/<key:pk>/follows/", contacts.follows, name="contact_follows"),
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
