"""Addresses below /hq/leaks/."""

from django.urls import path

from hustings.security.leaks import own_views, views

app_name = "leaks"
urlpatterns = [
    path("", views.index, name="index"),
    path("own/", own_views.own, name="own"),
    path("own/progress/", own_views.progress, name="own_progress"),
    path("own/deeds/", own_views.deeds, name="own_deeds"),
    path("new/", views.new, name="new"),
    path("<uuid:uid>/", views.case, name="case"),
    path("<uuid:uid>/progress/", views.progress, name="progress"),
    path("<uuid:uid>/attempt/", views.attempt, name="attempt"),
    path("<uuid:uid>/mails/", views.mails, name="mails"),
    path("<uuid:uid>/mails/<int:number>/", views.mail, name="mail"),
    path("<uuid:uid>/register/", views.register, name="register"),
    path("<uuid:uid>/table/", views.table, name="table"),
    path("<uuid:uid>/statement/", views.statement, name="statement"),
    path("<uuid:uid>/removal/", views.removal, name="removal"),
    path("<uuid:uid>/keeping/", views.keeping, name="keeping"),
]
