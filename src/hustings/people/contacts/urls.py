"""Addresses of contacts and follow-ups, below /hq/people/."""

from django.urls import path

from hustings.people.contacts.views import contacts, follow_ups

app_name = "contacts"
urlpatterns = [
    path("follow-ups/", follow_ups.listed, name="follow_ups"),
    path("follow-ups/<key:pk>/done/", follow_ups.done, name="follow_up_done"),
    path("follow-ups/<key:pk>/reopened/", follow_ups.reopened, name="follow_up_reopened"),
    path("follow-ups/<key:pk>/postponed/", follow_ups.postponed, name="follow_up_postponed"),
    path("<uuid:uid>/follow-ups/", follow_ups.add, name="record_follow_ups"),
    path("<uuid:uid>/follow-ups/<key:pk>/removal/", follow_ups.remove, name="follow_up_removal"),
    path("<uuid:uid>/contacts/", contacts.add, name="contacts"),
    path("<uuid:uid>/contacts/<key:pk>/removal/", contacts.remove, name="contact_removal"),
    path("<uuid:uid>/contacts/<key:pk>/follows/", contacts.follows, name="contact_follows"),
]
