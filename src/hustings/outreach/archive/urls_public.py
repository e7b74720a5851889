"""Addresses of the public archive, below the site's languages: for visitors, not for the team."""

from django.urls import path

from hustings.outreach.archive.views import public

app_name = "letters"
urlpatterns = [
    path("letters/", public.letters, name="letters"),
    path("letters/feed.xml", public.feed, name="feed"),
    path("letters/<str:slug>/", public.letter, name="letter"),
    path("letters/<str:slug>/letter/", public.alone, name="alone"),
]
