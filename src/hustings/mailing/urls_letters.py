"""Addresses of the public archive, below the site's languages: for visitors, not for the team."""

from django.urls import path

from hustings.mailing.views import archive

app_name = "letters"
urlpatterns = [
    path("letters/", archive.letters, name="letters"),
    path("letters/feed.xml", archive.feed, name="feed"),
    path("letters/<str:slug>/", archive.letter, name="letter"),
    path("letters/<str:slug>/letter/", archive.alone, name="alone"),
]
