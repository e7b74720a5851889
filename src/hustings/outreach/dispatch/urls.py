"""Addresses below /hq/ of mailings: written, tried out, planned, sent, held and ended."""

from django.urls import path

from hustings.outreach.dispatch.views import (
    controls,
    looks,
    mailings,
    plan,
    previews,
    send,
    settings,
    starters,
)

app_name = "dispatch"
urlpatterns = [
    path("mailings/", mailings.Mailings.as_view(), name="mailings"),
    path("mailings/sample-people/", previews.sample_people, name="sample_people"),
    path("mailings/new/", starters.begin, name="begin"),
    path("mailings/templates/<int:pk>/removal/", starters.template_removal, name="template_removal"),
    path("mailings/<int:pk>/template/", starters.keep, name="keep"),
    path("mailings/<int:pk>/", mailings.mailing, name="mailing"),
    path("mailings/planned/", plan.calendar, name="planned"),
    path("mailings/<int:pk>/plan/", plan.plan, name="plan"),
    path("mailings/<int:pk>/plan/removal/", controls.unplan, name="unplan"),
    path("mailings/<int:pk>/test/", mailings.test, name="test"),
    path("mailings/<int:pk>/copy/", mailings.copy, name="copy"),
    path("mailings/<int:pk>/recipients/", send.recipients, name="recipients"),
    path("mailings/<int:pk>/send/", send.send, name="send"),
    path("mailings/<int:pk>/undo/", controls.undo, name="undo"),
    path("mailings/<int:pk>/progress/", controls.progress_fragment, name="progress"),
    path("mailings/<int:pk>/pause/", controls.pause, name="pause"),
    path("mailings/<int:pk>/resume/", controls.resume, name="resume"),
    path("mailings/<int:pk>/go-on/", controls.go_on, name="go_on"),
    path("mailings/<int:pk>/cancel/", controls.cancel, name="cancel"),
    path("mailings/<int:pk>/unsure/again/", controls.again, name="unsure_again"),
    path("mailings/<int:pk>/unsure/sent/", controls.counted, name="unsure_sent"),
    path("mailings/<int:pk>/deliveries/<slug:state>/", controls.deliveries, name="deliveries"),
    path("sending/look/", looks.look, name="look"),
    path("sending/look/preview/", looks.look_preview, name="look_preview"),
    path("sending/look/removal/", looks.look_removal, name="look_removal"),
    path("sending/", settings.paces, name="paces"),
    path("sending/precautions/", settings.precautions, name="precautions"),
    path("sending/keys/", settings.dns_of_keys, name="keys"),
    path("sending/limits/new/", settings.destination, name="destination_new"),
    path("sending/limits/<int:pk>/", settings.destination, name="destination"),
    path("sending/limits/<int:pk>/removal/", settings.destination_removal, name="destination_removal"),
    path("sending/plans/new/", settings.warmup, name="warmup_new"),
    path("sending/plans/<int:pk>/", settings.warmup, name="warmup"),
    path("sending/plans/<int:pk>/removal/", settings.warmup_removal, name="warmup_removal"),
    path("sending/closed/<int:pk>/", settings.reopen, name="reopen"),
]
