"""Addresses below /hq/decoys/."""

from django.urls import path

from hustings.security.decoys.views import alarms, documents, handing, links, people, register, servers

app_name = "decoys"
urlpatterns = [
    path("", alarms.index, name="index"),
    path("alarms/<int:pk>/", alarms.alarm, name="alarm"),
    path("alarms/<int:pk>/acknowledgement/", alarms.acknowledgement, name="acknowledgement"),
    path("people/", people.People.as_view(), name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/retirement/", people.retirement, name="retirement"),
    path("documents/", documents.Documents.as_view(), name="documents"),
    path("documents/found/", documents.found, name="found"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("copies/<int:pk>/file/", documents.file, name="copy_file"),
    path("links/", links.Links.as_view(), name="links"),
    path("links/<int:pk>/", links.link, name="link"),
    path("sets/", handing.sets, name="sets"),
    path("sets/new/", handing.new, name="set_new"),
    path("sets/<int:pk>/", handing.one, name="set"),
    path("sets/permission/", handing.permission, name="sets_permission"),
    path("servers/", servers.servers, name="servers"),
    path("servers/<int:pk>/end/", servers.end, name="server_end"),
    path("register/", register.lines, name="register"),
]
