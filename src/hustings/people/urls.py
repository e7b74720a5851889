"""Addresses below /hq/people/."""

from django.urls import include, path

from hustings.people import converters
from hustings.people.views import deeds, descriptions, fields, record, topics, waiting

assert converters  # it registers <key:…>
app_name = "people"
urlpatterns = [
    path("", include("hustings.people.urls_segments")),
    path("", include("hustings.people.urls_duplicates")),
    path("", include("hustings.people.urls_imports")),
    path("", include("hustings.people.urls_operations")),
    path("", include("hustings.people.urls_record")),
    path("", include("hustings.people.urls_signups")),
    path("", include("hustings.people.urls_contacts")),
    path("", include("hustings.people.urls_privacy")),
    path("", include("hustings.people.urls_page_links")),
    path("add/", record.add, name="add"),
    path("tags/", descriptions.tags, name="tags"),
    path("tags/<key:pk>/", descriptions.tag, name="tag"),
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
    path("<uuid:uid>/emails/", deeds.add_email, name="emails"),
    path("<uuid:uid>/emails/<key:pk>/removal/", deeds.remove_email, name="email_removal"),
    path("<uuid:uid>/waiting/<key:pk>/removal/", deeds.remove_waiting_email, name="waiting_removal"),
    path("<uuid:uid>/emails/<key:pk>/voucher/", deeds.vouch_for_email, name="email_voucher"),
    path("<uuid:uid>/emails/<key:pk>/first/", deeds.put_email_first, name="email_first"),
    path("<uuid:uid>/phones/", deeds.add_phone, name="phones"),
    path("<uuid:uid>/phones/<key:pk>/removal/", deeds.remove_phone, name="phone_removal"),
    path("<uuid:uid>/addresses/", deeds.add_address, name="addresses"),
    path("<uuid:uid>/addresses/<key:pk>/removal/", deeds.remove_address, name="address_removal"),
    path("<uuid:uid>/tags/", deeds.add_tag, name="taggings"),
    path("<uuid:uid>/tags/<key:pk>/removal/", deeds.remove_tag, name="tagging_removal"),
    path("<uuid:uid>/notes/", deeds.add_note, name="notes"),
    path("<uuid:uid>/notes/<key:pk>/removal/", deeds.remove_note, name="note_removal"),
    path("<uuid:uid>/consents/", deeds.add_consent, name="consents"),
    path("<uuid:uid>/topics/", topics.choose, name="person_topics"),
    path("waiting/", waiting.listed, name="waiting"),
    path("waiting/free/", waiting.free, name="waiting_free"),
    path("waiting/emails/<key:pk>/", waiting.email, name="waiting_email"),
    path("waiting/people/<key:pk>/", waiting.person, name="waiting_person"),
]
