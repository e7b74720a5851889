"""Addresses of no language."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from hustings.website import views
from hustings.website.sitemap import LetterSitemap, PageSitemap

urlpatterns = [
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap, "letters": LetterSitemap}}, "sitemap"),
    path("favicon.ico", views.favicon),
]
