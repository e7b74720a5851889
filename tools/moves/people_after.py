"""python people_after.py REPO: what is left to do by hand in people/ once move.py has run (addresses, registrations)."""
import re, sys
from pathlib import Path

P = Path(sys.argv[1]) / "src/hustings/people"
HOOK = '''

@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Addresses of this app below /hq/people/."""
    return [path("people/", include("hustings.people.{app}.{urls}"))]
'''
for app in "contacts signups segments changes imports duplicates privacy selfservice".split():
    urls = "urls_hq" if app == "selfservice" else "urls"
    f = P / app / f"{urls}.py"; s = f.read_text()
    if "app_name" not in s:
        s = s.replace("urlpatterns = [", f'app_name = "{app}"\nurlpatterns = [', 1); f.write_text(s)
    f = P / app / "wagtail_hooks.py"
    s = f.read_text() if f.exists() else '"""Addresses of the team\'s pages about own pages."""\n\n'
    if "register_admin_urls" not in s:
        i = s.index('"""', 3) + 3
        add = "\nfrom django.urls import URLPattern, URLResolver, include, path\n" + ("" if "from wagtail import hooks" in s else "from wagtail import hooks\n")
        f.write_text(s[:i] + "\n" + add + s[i:].rstrip() + "\n" + HOOK.format(app=app, urls=urls))
f = P / "persons/urls.py"; s = f.read_text()
s = re.sub(r'    path\("", include\("hustings\.people\.(?!persons)[\w.]+"\)\),\n', "", s).replace('app_name = "people"', 'app_name = "persons"')
f.write_text(s)
f = P / "persons/apps.py"; s = f.read_text()
i = s.find("    def _ready_parts"); s = (s[:i].rstrip() + "\n") if i > 0 else s
f.write_text(s.replace("        self._ready_parts()\n", "").replace("class PeopleConfig", "class PersonsConfig"))
for name in ("unlock", "unlockings"):  # move.py passes over files with "lock" in their names
    f = P / f"privacy/templates/privacy/{name}.html"
    if f.exists(): f.write_text(f.read_text().replace('"people/base.html"', '"persons/base.html"'))
