"""Addresses below /hq/."""

from django.urls import path

from hustings.site.website.hq import audience, looks, new_page

app_name = "website_hq"
urlpatterns = [
    path("pages/new/", new_page.new, name="page_new"),
    path("look/", looks.look, name="look"),
    path("look/preview/", looks.preview, name="look_preview"),
    path("look/sample/", looks.sample, name="look_sample"),
    path("look/sample.css", looks.style, name="look_style"),
    path("audience/", audience.audience, name="audience"),
    path("audience/figures.csv", audience.figures, name="audience_figures"),
    path("audience/switch/", audience.switch, name="audience_switch"),
    path("shared/<int:pk>/", looks.shared, name="shared"),
]
