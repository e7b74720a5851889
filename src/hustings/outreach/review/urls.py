"""Addresses below /hq/ of approvals and comments."""

from django.urls import path

from hustings.outreach.review.views import approvals, comments

app_name = "review"
urlpatterns = [
    path("mailings/<int:pk>/approval/", approvals.approval, name="approval"),
    path("mailings/<int:pk>/approval/request/", approvals.request_, name="approval_request"),
    path("mailings/<int:pk>/comments/", comments.comments, name="comments"),
    path(
        "mailings/<int:pk>/comments/<int:number>/answers/", comments.comment_answers, name="comment_answers"
    ),
    path(
        "mailings/<int:pk>/comments/<int:number>/resolution/",
        comments.comment_resolution,
        name="comment_resolution",
    ),
    path(
        "mailings/<int:pk>/comments/<int:number>/removal/", comments.comment_removal, name="comment_removal"
    ),
    path(
        "mailings/<int:pk>/comments/<int:number>/reading/", comments.comment_reading, name="comment_reading"
    ),
]
