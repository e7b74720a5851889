"""Addresses in a language: for those who are asked to carry a project too."""

from hustings.people.signups import link_urls

app_name = "co_applicants"
urlpatterns = link_urls.patterns("co_applicants", sent="calls/joining/sent/", rows="calls/joining/")
