"""Addresses below /hq/sharing/."""

from django.urls import path

from hustings.site.sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.listed, name="list"),
    path("thanks/", views.thanks, name="thanks"),
    path("texts/<key:pk>/", views.text, name="text"),
    path("<slug:key>/", views.subject, name="subject"),
    path("<slug:key>/code.<slug:kind>", views.code, name="code"),
]
