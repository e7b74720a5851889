"""Addresses below /hq/api-keys/."""

from django.urls import path

from hustings.foundation.api_keys import views

app_name = "api_keys"
urlpatterns = [path("", views.ApiKeys.as_view(), name="keys")]
