"""Addresses of links to own pages that the team sends, below /hq/people/."""

from django.urls import path

from hustings.people.selfservice.views import page_links

app_name = "selfservice"
urlpatterns = [
    path("<uuid:uid>/own-page/", page_links.send_page_link, name="own_page"),
]
