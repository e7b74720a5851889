import json

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from markdown_it import MarkdownIt

import hustings.mailing.blocks.letters

_markdown = MarkdownIt('commonmark', {'html': False, 'breaks': True}).disable(['image', 'code'])


def write_letters(apps, schema_editor):
    """A letter for any language from each subject and text."""
    mailing, connection = apps.get_model('mailing', 'Mailing'), schema_editor.connection
    marker = '%s::jsonb' if connection.vendor == 'postgresql' else '%s'
    for pk, subject, body, state in mailing.objects.values_list('pk', 'subject', 'body', 'state').iterator():
        blocks = [{'type': 'text', 'value': _markdown.render(body).strip()}] if body.strip() else []
        value = {'language': '', 'version': 'A', 'subject': subject, 'preheader': '', 'body': blocks}
        content = [{'type': 'letter', 'value': value}] if subject or blocks else []
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE mailing_mailing SET content = {marker}, live = %s WHERE id = %s',
                [json.dumps(content), state != 'draft', pk],
            )


class Migration(migrations.Migration):

    dependencies = [
        ('mailing', '0006_sure_clicks'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='mailing',
            name='content',
            field=hustings.mailing.blocks.letters.ContentField(blank=True, default=list, verbose_name='letters'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='expire_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='expired',
            field=models.BooleanField(default=False, editable=False, verbose_name='expired'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='first_published_at',
            field=models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='go_live_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='go live date/time'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='has_unpublished_changes',
            field=models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='last_published_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='last published at'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='latest_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='live',
            field=models.BooleanField(default=False, editable=False, help_text='Approved for sending'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='live_revision',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='locked',
            field=models.BooleanField(default=False, editable=False, verbose_name='locked'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='locked_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='locked at'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='locked_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='conditions',
            field=models.JSONField(blank=True, default=dict, help_text="Criteria of the segments that its parts are for, at the moment of sending"),
        ),
        migrations.AlterField(
            model_name='mailing',
            name='criteria',
            field=models.JSONField(blank=True, help_text="The segment's at the moment of sending; empty in a draft", null=True),
        ),
        migrations.AlterField(
            model_name='mailing',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by'),
        ),
        migrations.AlterField(
            model_name='mailing',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.RunPython(write_letters, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='mailing',
            name='body',
        ),
        migrations.RemoveField(
            model_name='mailing',
            name='subject',
        ),
    ]
