from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shield", "0003_lookalikes")]

    operations = [
        migrations.AlterField(
            model_name="arrangement",
            name="holds_reported",
            field=models.BooleanField(
                default=True,
                verbose_name="hold in all watched mailboxes what is reported and found to be an attack",
            ),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="noticed_at",
            field=models.DateTimeField(
                blank=True, editable=False, help_text="The last notice that something waits", null=True
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="is_proven",
            field=models.BooleanField(default=True, help_text="That they sent it is certain"),
        ),
        migrations.AddField(
            model_name="report",
            name="retold_at",
            field=models.DateTimeField(
                blank=True, help_text="They were told that it is an attack after all", null=True
            ),
        ),
        migrations.AlterField(
            model_name="sighting",
            name="done",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
