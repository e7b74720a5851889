"""Addresses below /hq/text-messages/."""

from django.urls import path

from hustings.outreach.text_messages.views import gateways, recipients, replies, texts

app_name = "text_messages"
urlpatterns = [
    path("", texts.Texts.as_view(), name="texts"),
    path("new/", texts.text_new, name="text_new"),
    path("<key:pk>/", texts.text, name="text"),
    path("<key:pk>/edit/", texts.text_edit, name="text_edit"),
    path("<key:pk>/test/", texts.test, name="text_test"),
    path("<key:pk>/approval/", texts.approval, name="text_approval"),
    path("<key:pk>/sending/", texts.sending, name="text_sending"),
    path("<key:pk>/state/", texts.state, name="text_state"),
    path("<key:pk>/recipients/", recipients.Recipients.as_view(), name="text_recipients"),
    path("replies/", replies.Replies.as_view(), name="replies"),
    path("replies/<key:pk>/", replies.reply, name="reply"),
    path("replies/<key:pk>/closing/", replies.closing, name="reply_closing"),
    path("gateways/", gateways.Gateways.as_view(), name="gateways"),
    path("gateways/new/", gateways.new, name="gateway_new"),
    path("gateways/<key:pk>/", gateways.gateway, name="gateway"),
    path("gateways/<key:pk>/edit/", gateways.edit, name="gateway_edit"),
    path("gateways/<key:pk>/trial/", gateways.trial, name="gateway_trial"),
    path("gateways/<key:pk>/state/", gateways.switch, name="gateway_switch"),
]
