"""Addresses in a language: calls, and applications behind mailed links."""

from django.urls import path

from hustings.networks.initiatives.views import public
from hustings.people.signups import link_urls

app_name = "initiatives"
ROW = "calls/applications/<str:token>/"
urlpatterns = [
    path("calls/", public.listed, name="list"),
    path(ROW, public.application, name="application"),
    path(f"{ROW}files/", public.files, name="files"),
    path(f"{ROW}files/<key:pk>/", public.file, name="file"),
    path(f"{ROW}files/<key:pk>/removal/", public.file_removal, name="file_removal"),
    path(f"{ROW}people/", public.people, name="people"),
    *link_urls.patterns("initiatives", sent="calls/sent/", rows="calls/links/"),
    path("calls/rounds/<key:pk>/applications/", public.begin, name="begin"),
    path("calls/<slug:slug>/", public.call, name="call"),
]
