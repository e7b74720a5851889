"""Addresses in a language: the pages behind the link of a sign-up."""

from hustings.people.signups import link_urls

app_name = "sign_ups"
urlpatterns = link_urls.patterns("sign_ups", sent="sign-ups/sent/", rows="sign-ups/")
