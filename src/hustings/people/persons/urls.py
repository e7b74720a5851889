"""Addresses below /hq/people/."""

from django.urls import include, path

from hustings.people.persons.views import fields, pending_addresses, record, record_actions, tags, topics

app_name = "persons"
urlpatterns = [
    path("", include("hustings.people.persons.urls_record")),
    path("add/", record.add, name="add"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<key:pk>/", tags.tag, name="tag"),
    path("fields/", fields.fields, name="fields"),
    path("fields/<key:pk>/", fields.field, name="field"),
    path("fields/<key:pk>/choices/", fields.add_option, name="options"),
    path("fields/<key:pk>/choices/<key:option>/", fields.change_option, name="option"),
    path("fields/<key:pk>/choices/<key:option>/move/", fields.move_option, name="option_move"),
    path("fields/<key:pk>/choices/<key:option>/removal/", fields.remove_option, name="option_removal"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<key:pk>/", topics.topic, name="topic"),
    path("topics/<key:pk>/move/", topics.move, name="topic_move"),
    path("topics/<key:pk>/retired/", topics.retire, name="topic_retired"),
    path("<uuid:uid>/", record.record, name="record"),
    path("<uuid:uid>/timeline/", record.person_timeline, name="timeline"),
    path("<uuid:uid>/edit/", record.edit, name="edit"),
    path("<uuid:uid>/emails/", record_actions.add_email, name="emails"),
    path("<uuid:uid>/emails/<key:pk>/removal/", record_actions.remove_email, name="email_removal"),
    path("<uuid:uid>/waiting/<key:pk>/removal/", record_actions.remove_waiting_email, name="waiting_removal"),
    path("<uuid:uid>/emails/<key:pk>/voucher/", record_actions.vouch_for_email, name="email_voucher"),
    path("<uuid:uid>/emails/<key:pk>/first/", record_actions.put_email_first, name="email_first"),
    path("<uuid:uid>/phones/", record_actions.add_phone, name="phones"),
    path("<uuid:uid>/phones/<key:pk>/removal/", record_actions.remove_phone, name="phone_removal"),
    path("<uuid:uid>/addresses/", record_actions.add_address, name="addresses"),
    path("<uuid:uid>/addresses/<key:pk>/removal/", record_actions.remove_address, name="address_removal"),
    path("<uuid:uid>/tags/", record_actions.add_tag, name="taggings"),
    path("<uuid:uid>/tags/<key:pk>/removal/", record_actions.remove_tag, name="tagging_removal"),
    path("<uuid:uid>/notes/", record_actions.add_note, name="notes"),
    path("<uuid:uid>/notes/<key:pk>/removal/", record_actions.remove_note, name="note_removal"),
    path("<uuid:uid>/consents/", record_actions.add_consent, name="consents"),
    path("<uuid:uid>/topics/", topics.choose, name="person_topics"),
    path("waiting/", pending_addresses.listed, name="waiting"),
    path("waiting/free/", pending_addresses.free, name="waiting_free"),
    path("waiting/emails/<key:pk>/", pending_addresses.email, name="waiting_email"),
    path("waiting/people/<key:pk>/", pending_addresses.person, name="waiting_person"),
]
