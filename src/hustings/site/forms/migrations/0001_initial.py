import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0001_initial'),
        ('signups', '0001_initial'),
        ('territories', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SpamRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(blank=True, default=list, verbose_name='blocked words')),
                ('domains', models.JSONField(blank=True, default=list, verbose_name='blocked e-mail providers')),
                ('links', models.PositiveSmallIntegerField(default=2, help_text='In one response.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='maximum number of links')),
                ('alike', models.PositiveSmallIntegerField(default=3, help_text='Among the last 200 responses, before the next one is flagged.', validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(100)], verbose_name='identical texts')),
                ('seconds', models.PositiveSmallIntegerField(default=0, help_text='Forms filled in faster are flagged.', validators=[django.core.validators.MaxValueValidator(600)], verbose_name='minimum time in seconds')),
                ('an_hour', models.PositiveIntegerField(blank=True, help_text='Leave blank for the server’s limit. Above three times this number, responses are rejected.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000)], verbose_name='maximum per network and hour')),
            ],
            options={
                'verbose_name': 'spam filter',
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('short', 'short text'), ('long', 'long text'), ('number', 'number'), ('date', 'date'), ('one', 'single choice'), ('many', 'multiple choice'), ('yes_no', 'yes / no'), ('scale', 'scale'), ('field', 'custom field')], max_length=6, verbose_name='kind')),
                ('texts', models.JSONField(default=dict, help_text='language -> label, hint')),
                ('is_required', models.BooleanField(default=False, verbose_name='required')),
                ('step', models.PositiveSmallIntegerField(default=1, verbose_name='step')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('order', models.CharField(blank=True, choices=[('', 'as written'), ('mixed', 'random'), ('last', 'random, last choice last'), ('turned', 'half normal, half reversed')], default='', max_length=6, verbose_name='order of the choices')),
                ('low', models.SmallIntegerField(default=1, verbose_name='lowest')),
                ('high', models.SmallIntegerField(default=5, verbose_name='highest')),
                ('asks_when', models.JSONField(default=list, help_text='One of these was chosen there: keys of options, “yes”, “no”')),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('asks_if', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forms.question', verbose_name='only after this question')),
                ('field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.field', verbose_name='custom field')),
            ],
            options={
                'verbose_name': 'question',
                'ordering': ['step', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Option',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texts', models.JSONField(default=dict, help_text='language -> label')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('question', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='options', to='forms.question')),
            ],
            options={
                'verbose_name': 'choice',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='end of the web address')),
                ('texts', models.JSONField(default=dict, help_text='language -> title, intro, thanks, full, use, join, mail_subject, mail')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('most', models.PositiveIntegerField(blank=True, null=True, verbose_name='maximum number of responses')),
                ('goal', models.PositiveIntegerField(blank=True, null=True, verbose_name='goal, shown as a progress bar')),
                ('population', models.PositiveIntegerField(blank=True, help_text='For example all mayors of a department: it narrows the margin of error. Leave blank if anyone can answer.', null=True, validators=[django.core.validators.MinValueValidator(2)], verbose_name='size of a closed group')),
                ('family_name', models.CharField(blank=True, choices=[('', 'not asked'), ('may', 'optional'), ('must', 'required')], max_length=4, verbose_name='family name')),
                ('postcode', models.CharField(blank=True, choices=[('', 'not asked'), ('may', 'optional'), ('must', 'required')], max_length=4, verbose_name='postcode')),
                ('phone', models.CharField(blank=True, choices=[('', 'not asked'), ('may', 'optional'), ('must', 'required')], max_length=4, verbose_name='mobile phone')),
                ('purposes', models.JSONField(default=list, help_text="Of which consents it asks, with the site's sentences")),
                ('is_survey', models.BooleanField(default=False, help_text='Can be answered anonymously; asks separately for consent to use the answers, to stay in touch and to join', verbose_name='survey')),
                ('is_listed', models.BooleanField(default=True, help_text='Among the open forms, on the page “Act”. Unticked: for those who have the link.', verbose_name='listed on the site')),
                ('mixed_steps', models.JSONField(default=list, help_text='Steps whose questions stand in another order for each who answers')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tags', models.ManyToManyField(blank=True, to='persons.tag', verbose_name='tags added to respondents')),
                ('topics', models.ManyToManyField(blank=True, help_text='To people who agree to news by e-mail', to='persons.topic', verbose_name='e-mail topics offered')),
            ],
            options={
                'verbose_name': 'form',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='question',
            name='questionnaire',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='forms.questionnaire'),
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(blank=True, help_text='Key of an option, “yes”, “no”, or a number', max_length=20)),
                ('most', models.PositiveIntegerField(verbose_name='maximum')),
                ('question', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='forms.question')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='forms.questionnaire')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'quota',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Of the form shown and the mailbox', max_length=32, unique=True)),
                ('mailbox', models.CharField(blank=True, help_text="mailguard's Address.key, until it counts", max_length=254)),
                ('who', models.JSONField(default=dict, help_text='What was typed of oneself, of one that was put aside')),
                ('language', models.CharField(choices=[('fr', 'French'), ('en', 'English')], max_length=5)),
                ('source', models.CharField(max_length=200)),
                ('shown', models.JSONField(help_text='The order in which mixed choices and questions stood', null=True)),
                ('came', models.JSONField(default=dict, help_text='Words of the campaign, and the site before')),
                ('topics', models.JSONField(default=list, help_text='Keys of topics of mail that were ticked')),
                ('visitor', models.CharField(blank=True, max_length=32)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('thanked_at', models.DateTimeField(blank=True, help_text='The answer mail left', null=True)),
                ('replaced_at', models.DateTimeField(blank=True, help_text='They answered once more', null=True)),
                ('aside_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, choices=[('trap', 'filled in the hidden field'), ('links', 'many links'), ('alike', 'same text as others'), ('many', 'many from one network'), ('words', 'blocked word'), ('site', 'blocked e-mail provider'), ('fast', 'filled in very fast'), ('hand', 'manually')], max_length=5)),
                ('agreed', models.ForeignKey(blank=True, db_index=False, help_text="The sentence by which a survey's answers may be used", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.wording')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='persons.person')),
                ('questionnaire', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='forms.questionnaire')),
                ('sign_up', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='signups.signup')),
                ('zone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='territories.zone', verbose_name='territory')),
            ],
            options={
                'verbose_name': 'response',
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quota', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='forms.quota')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='forms.response')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.DecimalField(decimal_places=4, max_digits=18, null=True)),
                ('date', models.DateField(null=True)),
                ('text', models.TextField(blank=True)),
                ('option', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forms.option')),
                ('question', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='forms.question')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='forms.response')),
            ],
            options={
                'verbose_name': 'answer',
            },
        ),
        migrations.CreateModel(
            name='Sorting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted', models.PositiveSmallIntegerField(help_text='At most so many new ones', verbose_name='groups')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('n_answers', models.PositiveIntegerField(default=0)),
                ('percent', models.PositiveSmallIntegerField(default=0)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sortings', to='forms.question')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(default=list, help_text='By which they are alike')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('sorting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='forms.sorting')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fit', models.FloatField(help_text='How well, from 0 to 1')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='forms.answer')),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='forms.group')),
            ],
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='forms.question')),
            ],
            options={
                'verbose_name': 'theme',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='group',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='forms.theme'),
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='forms.answer')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('theme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='forms.theme')),
            ],
        ),
        migrations.AddIndex(
            model_name='option',
            index=models.Index(fields=['question', 'position'], name='options_in_order'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['questionnaire', 'step', 'position'], name='questions_in_order'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(('question__isnull', False), ('zone__isnull', False), _connector='OR'), name='quota_is_of_something'),
        ),
        migrations.AddIndex(
            model_name='response',
            index=models.Index(fields=['questionnaire', 'id'], name='responses_in_order'),
        ),
        migrations.AddIndex(
            model_name='response',
            index=models.Index(fields=['questionnaire', 'confirmed_at', 'person'], name='responses_confirmed'),
        ),
        migrations.AddIndex(
            model_name='response',
            index=models.Index(fields=['person', 'confirmed_at'], name='responses_of_person'),
        ),
        migrations.AddIndex(
            model_name='response',
            index=models.Index(fields=['visitor', 'sent_at'], name='responses_by_visitor'),
        ),
        migrations.AddIndex(
            model_name='response',
            index=models.Index(condition=models.Q(('mailbox', ''), _negated=True), fields=['mailbox'], name='responses_by_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('quota', 'response'), name='one_place_in_a_quota'),
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(fields=['question', 'option', 'response'], name='answers_by_option'),
        ),
        migrations.AddIndex(
            model_name='answer',
            index=models.Index(fields=['question', 'number'], name='answers_by_number'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['group', '-fit', 'id'], name='suggestions_by_fit'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('group', 'answer'), name='one_suggestion_in_a_group'),
        ),
        migrations.AddConstraint(
            model_name='coding',
            constraint=models.UniqueConstraint(fields=('theme', 'answer'), name='one_coding_of_an_answer'),
        ),
    ]
