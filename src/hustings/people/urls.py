"""Addresses below /hq/people/."""

from django.urls import include, path

from hustings.people import converters
from hustings.people.views import (
    deeds,
    descriptions,
    fields,
    lists,
    record,
    segment_map,
    segment_preview,
    segments,
    unlocking,
)

assert converters  # it registers <key:…>
app_name = "people"
urlpatterns = [
    path("", lists.people, name="list"),
    path("count/", lists.count, name="count"),
    path("add/", record.add, name="add"),
    path("tags/", descriptions.tags, name="tags"),
    path("tags/<key:pk>/", descriptions.tag, name="tag"),
    path("tags/<key:pk>/merge/", descriptions.merge, name="tag_merge"),
    path("fields/", fields.fields, name="fields"),
    path("fields/<key:pk>/", fields.field, name="field"),
    path("fields/<key:pk>/choices/", fields.add_option, name="options"),
    path("fields/<key:pk>/choices/<key:option>/", fields.change_option, name="option"),
    path("fields/<key:pk>/choices/<key:option>/move/", fields.move_option, name="option_move"),
    path("fields/<key:pk>/choices/<key:option>/removal/", fields.remove_option, name="option_removal"),
    path("segments/", segments.segment_list, name="segments"),
    path("segments/add/", segments.segment, name="segment_add"),
    path("segments/preview/", segment_preview.preview, name="segment_preview"),
    path("segments/count/", segment_preview.count, name="segment_count"),
    path("segments/map/", segment_map.segment_map, name="segment_map"),
    path("segments/<key:pk>/", segments.segment, name="segment"),
    path("segments/<key:pk>/removal/", segments.remove, name="segment_removal"),
    path("", include("hustings.people.urls_duplicates")),
    path("", include("hustings.people.urls_imports")),
    path("", include("hustings.people.urls_operations")),
    path("", include("hustings.people.urls_record")),
    path("views/", include("hustings.people.urls_views")),
    path("unlocking/", unlocking.unlock, name="unlock"),
    path("unlocking/end/", unlocking.lock, name="lock"),
    path("unlockings/", unlocking.unlockings, name="unlockings"),
    path("<uuid:uid>/", record.record, name="record"),
    path("<uuid:uid>/timeline/", record.person_timeline, name="timeline"),
    path("<uuid:uid>/edit/", record.edit, name="edit"),
    path("<uuid:uid>/erase/", record.erase, name="erase"),
    path("<uuid:uid>/emails/", deeds.add_email, name="emails"),
    path("<uuid:uid>/emails/<key:pk>/removal/", deeds.remove_email, name="email_removal"),
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
]
