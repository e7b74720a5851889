"""The address of no language that gateways call."""

from django.urls import path

from hustings.outreach.text_messages.views import webhooks

urlpatterns = [path("m/texts/<uuid:uid>/", webhooks.webhook, name="text_messages_webhook")]
