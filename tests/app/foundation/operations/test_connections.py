"""A kept connection that has ended costs no visitor an error, and no visitor a question to find it out."""

import os

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hustings.site.website.models import SiteVersion

pytestmark = pytest.mark.both


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="no server that could end a connection")
def test_the_first_question_of_a_visit_finds_out_and_asks_again() -> None:
    SiteVersion.renew()
    token = SiteVersion.current()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    connection.close_if_unusable_or_obsolete()  # as each visit begins
    with CaptureQueriesContext(connection) as asked:
        assert SiteVersion.current() == token
    assert len(asked) == 1 and connection.health_check_done
    connection.close_if_unusable_or_obsolete()
    with psycopg.connect(os.environ["HUSTINGS_DATABASE_URL"], autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    assert SiteVersion.current() == token
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (pid,)
