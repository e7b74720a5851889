"""Addresses below /hq/ of mailings: written, tried out, planned, sent, held and ended."""

from django.urls import path

from hustings.mailing.views import beginnings, hq, looks, paces, planning, steering

urlpatterns = [
    path("mailings/", hq.mailings, name="mailings"),
    path("mailings/new/", beginnings.begin, name="begin"),
    path("mailings/templates/<int:pk>/removal/", beginnings.template_removal, name="template_removal"),
    path("mailings/<int:pk>/template/", beginnings.keep, name="keep"),
    path("mailings/<int:pk>/", hq.mailing, name="mailing"),
    path("mailings/planned/", planning.calendar, name="planned"),
    path("mailings/<int:pk>/plan/", planning.plan, name="plan"),
    path("mailings/<int:pk>/plan/removal/", steering.unplan, name="unplan"),
    path("mailings/<int:pk>/test/", hq.test, name="test"),
    path("mailings/<int:pk>/copy/", hq.copy, name="copy"),
    path("mailings/<int:pk>/send/", steering.send, name="send"),
    path("mailings/<int:pk>/undo/", steering.undo, name="undo"),
    path("mailings/<int:pk>/progress/", steering.progress_fragment, name="progress"),
    path("mailings/<int:pk>/pause/", steering.pause, name="pause"),
    path("mailings/<int:pk>/resume/", steering.resume, name="resume"),
    path("mailings/<int:pk>/go-on/", steering.go_on, name="go_on"),
    path("mailings/<int:pk>/cancel/", steering.cancel, name="cancel"),
    path("mailings/<int:pk>/unsure/again/", steering.again, name="unsure_again"),
    path("mailings/<int:pk>/unsure/sent/", steering.counted, name="unsure_sent"),
    path("mailings/<int:pk>/deliveries/<slug:state>/", steering.deliveries, name="deliveries"),
    path("sending/look/", looks.look, name="look"),
    path("sending/look/preview/", looks.look_preview, name="look_preview"),
    path("sending/look/removal/", looks.look_removal, name="look_removal"),
    path("sending/", paces.paces, name="paces"),
    path("sending/precautions/", paces.precautions, name="precautions"),
    path("sending/keys/", paces.dns_of_keys, name="keys"),
    path("sending/limits/new/", paces.destination, name="destination_new"),
    path("sending/limits/<int:pk>/", paces.destination, name="destination"),
    path("sending/limits/<int:pk>/removal/", paces.destination_removal, name="destination_removal"),
    path("sending/plans/new/", paces.warmup, name="warmup_new"),
    path("sending/plans/<int:pk>/", paces.warmup, name="warmup"),
    path("sending/plans/<int:pk>/removal/", paces.warmup_removal, name="warmup_removal"),
    path("sending/closed/<int:pk>/", paces.reopen, name="reopen"),
]
