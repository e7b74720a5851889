"""Write models.json: each model of ours with its label, module and tables. Run before move.py."""
import os, json
from pathlib import Path
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
import django; django.setup()
from django.apps import apps
out = []
for m in apps.get_models(include_auto_created=False):
    if m.__module__.startswith("hustings."):
        out.append([m._meta.app_label, m.__name__, m.__module__, m._meta.db_table, [f.m2m_db_table() for f in m._meta.local_many_to_many]])
json.dump(out, (Path(__file__).with_name("models.json")).open("w"))
print(len(out))
