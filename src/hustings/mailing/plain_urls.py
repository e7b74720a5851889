"""Addresses of no language."""

from django.urls import path

from hustings.mailing.views import hooks, measuring, public, why

urlpatterns = [
    path("u/<str:token>/", public.unsubscription, name="unsubscription"),
    path("u/<str:token>/why/", why.why, name="why_this_letter"),
    path("m/c/<int:number>/<str:token>", measuring.click, name="counted_link"),
    path("m/p/<slug:kind>/", hooks.provider, name="provider_webhook"),
    path("m/o/<str:token>", measuring.picture, name="opened"),
]
