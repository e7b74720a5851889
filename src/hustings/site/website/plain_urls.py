"""Addresses of no language."""

from django.urls import path, re_path

from hustings.site.website import files, views, views_look
from hustings.site.website.discovery.sitemap import sitemap

urlpatterns = [
    path("robots.txt", views.robots),
    re_path(r"^media/(?P<path>.{1,1000})$", files.uploaded),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_part"),
    path("theme/<slug:digest>.css", views_look.theme_css, name="theme"),
    path("shared/<int:pk>/<slug:digest>", views_look.shared_picture, name="shared_picture"),
    path("shared/<int:pk>/<int:row>/<slug:digest>", views_look.shared_row_picture, name="shared_row_picture"),
    path("icon/<slug:digest>.png", views_look.icon, name="icon"),
    path("favicon.ico", views_look.favicon),
]
