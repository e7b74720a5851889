"""Addresses below /hq/embedding/."""

from django.urls import path

from hustings.site.embeds.views import hq

app_name = "embeds"
urlpatterns = [
    path("", hq.listed, name="list"),
    path("sites/", hq.host_add, name="host_add"),
    path("sites/<int:pk>/removal/", hq.host_removal, name="host_removal"),
    path("<slug:kind>/<slug:key>/", hq.embed, name="embed"),
    path("<slug:kind>/<slug:key>/switch/", hq.switch, name="switch"),
    path("<slug:kind>/<slug:key>/preview/<str:language>/", hq.preview, name="preview"),
]
