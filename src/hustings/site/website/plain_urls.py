"""Addresses of no language."""

from django.urls import path, re_path

from hustings.site.website import views
from hustings.site.website.discovery.sitemap import sitemap
from hustings.site.website.look import views as look_views
from hustings.site.website.serving import files

urlpatterns = [
    path("robots.txt", views.robots),
    re_path(r"^media/(?P<path>.{1,1000})$", files.uploaded),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_part"),
    path("theme/<slug:digest>.css", look_views.theme_css, name="theme"),
    path("shared/<int:pk>/<slug:digest>", look_views.shared_picture, name="shared_picture"),
    path("shared/<int:pk>/<int:row>/<slug:digest>", look_views.shared_row_picture, name="shared_row_picture"),
    path("icon/<slug:digest>.png", look_views.icon, name="icon"),
    path("favicon.ico", look_views.favicon),
]
