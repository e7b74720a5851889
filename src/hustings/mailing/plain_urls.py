"""Addresses of no language."""

from django.urls import path

from hustings.mailing.views import measuring, public

urlpatterns = [
    path("u/<str:token>/", public.unsubscription, name="unsubscription"),
    path("m/c/<int:number>/<str:token>", measuring.click, name="counted_link"),
    path("m/o/<str:token>", measuring.picture, name="opened"),
]
