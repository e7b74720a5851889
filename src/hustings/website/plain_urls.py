"""Addresses of no language."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from hustings.website import views, views_look
from hustings.website.sitemap import DateSitemap, GroupSitemap, LetterSitemap, PageSitemap

SITEMAPS = {
    "pages": PageSitemap, "letters": LetterSitemap, "dates": DateSitemap, "groups": GroupSitemap,
}  # fmt: skip
urlpatterns = [
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, "sitemap"),
    path("theme/<slug:digest>.css", views_look.theme_css, name="theme"),
    path("shared/<int:pk>/<slug:digest>", views_look.shared_picture, name="shared_picture"),
    path("icon/<slug:digest>.png", views_look.icon, name="icon"),
    path("favicon.ico", views_look.favicon),
]
