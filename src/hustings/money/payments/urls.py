"""Addresses below /hq/payments/."""

from django.urls import path

from hustings.money.payments.views import channels, payments

app_name = "payments"
urlpatterns = [
    path("", payments.Payments.as_view(), name="payments"),
    path("<int:pk>/", payments.payment, name="payment"),
    path("<int:pk>/refund/", payments.refund, name="refund"),
    path("<int:pk>/failed-refunds/closing/", payments.close_failed, name="close_failed"),
    path("channels/", channels.Channels.as_view(), name="channels"),
    path("channels/new/", channels.new, name="channel_new"),
    path("channels/<int:pk>/", channels.channel, name="channel"),
    path("channels/<int:pk>/settings/", channels.edit, name="channel_edit"),
    path("channels/<int:pk>/trial/", channels.trial, name="channel_trial"),
    path("channels/<int:pk>/switch/", channels.switch, name="channel_switch"),
    path("channels/<int:pk>/resumption/", channels.resume, name="channel_resume"),
    path("channels/<int:pk>/reconciliation/", channels.reconcile, name="channel_reconciliation"),
]
