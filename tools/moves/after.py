"""python after.py REPO: by hand, once move.py and people_after.py have run: settings, contracts, docstrings, tools."""
import re, sys, subprocess
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
from model import LAYERS, WINGS, RANK
from what import WHAT
R = Path(sys.argv[1]).resolve(); S = R / "src/hustings"
def sub(f, *pairs):
    p = R / f; s = p.read_text()
    for a, b in pairs:
        if a not in s: print("not found", f, a[:60]); continue
        s = s.replace(a, b)
    p.write_text(s)
# settings: django.forms under a label of its own, since an app of ours is called forms
(S / "foundation/lib/form_templates.py").write_text('''"""Django's templates of form fields, as an app whose label leaves "forms" to ours."""

from django.apps import AppConfig


class FormTemplates(AppConfig):
    """``django.forms``."""

    name = "django.forms"
    label = "form_templates"
''')
sub("src/hustings/settings.py", ('INSTALLED_APPS.append("django.forms")', 'INSTALLED_APPS.append("hustings.foundation.lib.form_templates.FormTemplates")'))
# docstrings of packages
for name, says in WHAT.items():
    f = S / name.replace(".", "/") / "__init__.py"
    if not f.parent.exists(): continue
    s = f.read_text() if f.exists() else ""
    body = re.sub(r'^"""(.*?)"""\n*', "", s, count=1, flags=re.S)
    more = re.match(r'"""(.*?)"""', s, re.S)
    rest = more[1].partition("\n")[2] if more else ""
    f.write_text(f'"""{says}{chr(10) + rest if rest.strip() else ""}"""\n' + ("\n" + body if body.strip() else ""))
# contracts
wings = ["shells", "security | field", "site", "outreach", "people", "foundation"]
def rows(w): return [" | ".join(r.split()) for r in reversed(LAYERS[w])]
here = lambda w, a: (S / w / a).exists()
text = []
def contract(name, layers, containers, exhaustive=True, ignores=()):
    t = f'[[tool.importlinter.contracts]]\nname = "{name}"\ntype = "layers"\nlayers = [\n' + "".join(f'    "{l}",\n' for l in layers) + "]\n"
    if exhaustive: t += "exhaustive = true\n"
    if ignores: t += f"exhaustive_ignores = {list(ignores)!r}\n".replace("'", '"')
    t += "containers = " + ("[\n" + "".join(f'    "{c}",\n' for c in containers) + "]\n" if len(containers) > 2 else str(containers).replace("'", '"') + "\n")
    text.append(t)
contract("Wings point down", wings, ["hustings"], ignores=["settings", "urls", "wsgi"])
for w in LAYERS:
    ls = [" | ".join(a for a in r.split(" | ") if here(w, a)) for r in rows(w)]
    contract(f"{w.capitalize()} points down", [l for l in ls if l], [f"hustings.{w}"])
apps = [f"hustings.{w}.{a}" for (w, a) in RANK if (S / w / a).exists() and a not in ("lib", "legal", "contributions", "cli", "demo", "api")]
contract("Inside an app files point down", ["(wagtail_hooks)", "(contributes) | (urls)", "(views) : (api)", "(forms)", "(actions)", "(tasks)", "(models)"], sorted(apps), exhaustive=False)
p = R / "pyproject.toml"; s = p.read_text()
i = s.index('[[tool.importlinter.contracts]]\nname = "Apps point down"'); j = s.find("\n[", s.index("containers", i))
s = s[:i] + "\n".join(text) + (s[j:] if j > 0 else "")
p.write_text(s)
