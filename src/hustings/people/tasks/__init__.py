"""Work on people for later."""

from hustings.people.tasks.imports import check_import, run_import, survey_import
from hustings.people.tasks.operations import run_operation
from hustings.people.tasks.own_page import answer_page_request
from hustings.people.tasks.sign_ups import send_sign_up_mail

__all__ = [
    "answer_page_request",
    "check_import",
    "run_import",
    "run_operation",
    "send_sign_up_mail",
    "survey_import",
]
