"""Addresses in a language: for those who register."""

from django.urls import path

from hustings.field.registrations.views import public
from hustings.people.signups import link_urls

app_name = "registrations"
ROW = "registrations/links/<str:token>/"
urlpatterns = [
    path("agenda/<key:pk>/registrations/", public.registrations, name="registrations"),
    path(f"{ROW}change/", public.change, name="change"),
    path(f"{ROW}seats/<key:seat>/acceptance/", public.acceptance, name="acceptance"),
    path(f"{ROW}seats/<key:seat>/release/", public.release, name="release"),
    path(f"{ROW}event.ics", public.calendar, name="calendar"),
    *link_urls.patterns("registrations", sent="registrations/sent/", rows="registrations/links/"),
]
