from django.db import migrations, models


def bar(apps, schema_editor):
    """What the team typed onto a record before now opens no own page either."""
    Activity, Email = apps.get_model('people', 'Activity'), apps.get_model('people', 'Email')
    told = Activity.objects.filter(kind='person.email_added', user__isnull=False).order_by()
    for person, data, moment in told.values_list('person_id', 'data', 'happened_at').iterator(2000):
        Email.objects.filter(person=person, address=data.get('address', '')).update(barred_at=moment)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0019_people_in_zone'),
    ]

    operations = [
        migrations.AddField(
            model_name='email',
            name='barred_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='Since when it opens no own page: others put it on this record', null=True),
        ),
        migrations.AlterField(
            model_name='pagelink',
            name='wish',
            field=models.CharField(choices=[('open', 'open the own page'), ('address', 'prove a new address'), ('told', 'tell of an address that the team added')], db_default='open', default='open', max_length=8),
        ),
        migrations.AlterField(
            model_name='pagerequest',
            name='wish',
            field=models.CharField(choices=[('open', 'open the own page'), ('address', 'prove a new address'), ('told', 'tell of an address that the team added')], default='open', max_length=8),
        ),
        migrations.RunPython(bar, migrations.RunPython.noop, elidable=True),
    ]
