"""Addresses of no language."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from hustings.website import views

urlpatterns = [
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap),
    path("favicon.ico", views.favicon),
]
