"""Addresses below /hq/webhooks/."""

from django.urls import path

from hustings.foundation.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("", views.Endpoints.as_view(), name="endpoints"),
    path("<int:pk>/", views.Deliveries.as_view(), name="endpoint"),
    path("<int:pk>/settings/", views.settings, name="settings"),
    path("<int:pk>/test/", views.test, name="test"),
    path("<int:pk>/pause/", views.pause, name="pause"),
    path("<int:pk>/secret/", views.secret, name="secret"),
    path("<int:pk>/removal/", views.removal, name="removal"),
]
