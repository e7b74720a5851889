"""Addresses in a language: for those who read texts and amend them."""

from django.urls import path

from hustings.deliberation.texts.views import public

app_name = "texts"
ITEM = "consultations/items/<int:pk>/"
VERSION = "consultations/texts/<int:pk>/versions/<int:number>/"
urlpatterns = [
    path(f"{ITEM}amend/", public.amend, name="amend"),
    path(f"{ITEM}amendments/", public.amendments, name="amendments"),
    path(VERSION, public.comparison, name="comparison"),
    path(f"{VERSION}text.<slug:form>", public.file, name="file"),
]
