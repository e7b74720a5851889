"""The address of no language that providers of payments call."""

from django.urls import path

from hustings.money.payments.views import webhooks

urlpatterns = [path("m/pay/<int:pk>/", webhooks.webhook, name="payments_webhook")]
