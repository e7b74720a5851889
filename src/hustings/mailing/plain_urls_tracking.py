"""Addresses of no language that count clicks and openings."""

from django.urls import path

from hustings.mailing.views import measuring

urlpatterns = [
    path("m/c/<int:number>/<str:token>", measuring.click, name="counted_link"),
    path("m/o/<str:token>", measuring.picture, name="opened"),
]
