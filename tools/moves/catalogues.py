"""After the moves: each app's catalogue holds the sentences of its own files. python locale.py REPO (needs gettext)."""
import subprocess, sys, os, tempfile
from pathlib import Path
repo = Path(sys.argv[1]).resolve(); src = repo / "src/hustings"
py = repo / ".venv/bin/python"
pos = sorted(src.rglob("locale/fr/LC_MESSAGES/django.po"))
all_ = Path(tempfile.gettempdir(), "compendium.po")
subprocess.run(["msgcat", "--use-first", "--no-wrap", "-o", all_, *pos], check=True)
env = os.environ | {"PYTHONPATH": str(repo / "src"), "DJANGO_SETTINGS_MODULE": "hustings.settings", "HUSTINGS_VAR": tempfile.gettempdir()}
for apps in sorted(src.glob("*/*/")):
    if not (apps / "__init__.py").exists() or "__pycache__" in str(apps): continue
    pot_sources = [p for p in apps.rglob("*") if p.suffix in {".py", ".html", ".txt", ".mjml", ".js"} and "migrations" not in p.parts and "locale" not in p.parts]
    text = " ".join(p.read_text(errors="ignore") for p in pot_sources)
    po = apps / "locale/fr/LC_MESSAGES/django.po"
    if not any(w in text for w in ("gettext", "translate", "_(")):
        continue
    po.parent.mkdir(parents=True, exist_ok=True)
    head = po.read_text() if po.exists() else None
    subprocess.run(["msgcat", "--use-first", "--no-wrap", "-o", po, all_], check=True)
    done = subprocess.run([py, "-P", "-m", "django", "makemessages", "--all", "--no-location", "--no-wrap", "--no-obsolete", "--verbosity", "0"], cwd=apps, env=env, capture_output=True, text=True)
    if done.returncode: print(apps, done.stderr[-500:])
    s = po.read_text()
    n = s.count('\nmsgid "') - 1
    bad = subprocess.run(["msgattrib", "--untranslated", "--no-wrap", po], capture_output=True, text=True).stdout.count("\nmsgid ")
    fuzzy = subprocess.run(["msgattrib", "--only-fuzzy", "--no-wrap", po], capture_output=True, text=True).stdout.count("\nmsgid ")
    print(apps.relative_to(src), n, "entries", bad - 1 if bad else 0, "untranslated", fuzzy - 1 if fuzzy else 0, "fuzzy")
    if n <= 0:
        for f in (po, po.with_suffix(".mo")): f.unlink(missing_ok=True)
        continue
    subprocess.run([py, repo / "tools/spaces.py"], cwd=repo, check=True)
    subprocess.run(["msgfmt", "--check-format", "-o", po.with_suffix(".mo"), po], check=True)
