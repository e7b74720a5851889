"""Addresses of links to own pages that the team sends, below /hq/people/."""

from django.urls import path

from hustings.people.views import page_links

urlpatterns = [
    path("<uuid:uid>/own-page/", page_links.send_page_link, name="own_page"),
]
