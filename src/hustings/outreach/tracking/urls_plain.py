"""Addresses of no language that count clicks and openings."""

from django.urls import path

from hustings.outreach.tracking.views import redirects

urlpatterns = [
    path("m/c/<int:number>/<str:token>", redirects.click, name="counted_link"),
    path("m/o/<str:token>", redirects.picture, name="opened"),
]
