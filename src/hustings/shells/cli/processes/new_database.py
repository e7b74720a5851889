"""Tables and first rows of an empty database, made straight from the models in one transaction.

Some 240 migrations would take a minute or two; they are noted as applied. What one of them writes has its
equal here: ``test_new_database.py``.
"""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from hustings.foundation.lib.sql import all_tables


def build() -> bool:
    """Give an empty database all its tables, or none; False where it isn't empty."""
    if connection.introspection.table_names():
        return False
    migrations = MigrationLoader(None).disk_migrations
    with connection.schema_editor() as editor, translation.override(None):  # names of rights in no language
        all_tables.make(editor, apps, migrations.values(), has_rows=True)
        MigrationRecorder(connection).ensure_schema()
        MigrationRecorder.Migration.objects.bulk_create(
            MigrationRecorder.Migration(app=app, name=name) for app, name in sorted(migrations)
        )
        call_command("createcachetable", verbosity=0)  # to save a row may forget what is kept in it
        _rows()
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    return True


def _rows() -> None:
    """Write what Wagtail's migrations write: a language, both roots, a page to replace, a way to approve."""
    locale = Locale.objects.create(
        language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE)
    )
    said = {"content_type": ContentType.objects.get_for_model(Page), "locale": locale}
    root, first = Page.objects.bulk_create(
        [  # not one by one: to save a page indexes it, too
            Page(title=title, draft_title=title, slug=title.lower(), numchild=n, depth=len(path) // 4,
                 path=path, url_path=url, **said)
            for title, path, url, n in [("Root", "0001", "/", 1), ("Home", "00010001", "/home/", 0)]
        ]
    )  # fmt: skip
    Site.objects.create(hostname="localhost", root_page=first, is_default_site=True)
    Collection.add_root(name="Root")
    workflow = Workflow.objects.create(name="Moderators approval")
    task = GroupApprovalTask.objects.create(name="Moderators approval")
    task.groups.add(Group.objects.create(name="Moderators"))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=root)
