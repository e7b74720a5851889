"""Move hustings into its wings by the tables: python move.py REPO. Changes the work tree; commits nothing."""
import ast, collections, io, json, os, re, subprocess, sys, tokenize
from pathlib import Path
from model import *

REPO = Path(sys.argv[1]).resolve()
t = Tree(REPO)
KINDS = {"models", "actions", "forms", "views"}
warn = lambda *a: print("!", *a)
LABELS = json.loads((MOVES / "models.json").read_text())  # [[label, Model, module, table, [m2m tables]]]

def splits(m):
    """A gathering package whose modules go to several places."""
    if m not in _splits:
        kids = [x for x in t.modules if x.startswith(m + ".")]
        _splits[m] = t.is_aggregator(m) and any(not t.new(x).startswith(t.new(m) + ".") for x in kids)
    return _splits[m]
_splits = {}
def resolve(package, name, seen=()):
    m = f"{package}.{name}"
    if splits(package) and package not in seen:
        for n in ast.walk(t.ast(package)):
            if isinstance(n, ast.ImportFrom) and n.module and n.module.startswith("hustings"):
                for a in n.names:
                    if (a.asname or a.name) == name and f"{n.module}.{a.name}" != m:
                        return resolve(n.module, a.name, (*seen, package))
    if m in t.modules: return ("module", m)
    return ("name", package)
def label_of(new):  # of a new dotted module
    p = new.split(".")
    return p[2] if len(p) > 2 else p[-1]
OLD_APPS = {m.split(".")[1] for m in t.modules if m.count(".") >= 1} & set(APPS)

# ---------------------------------------------------------------- names of modules
def export(o, here_new):
    """The module a name defined in old module o is imported from, by the new module here_new."""
    new = t.new(o)
    parent = new.rsplit(".", 1)[0]
    last = parent.rsplit(".", 1)[-1]
    old_parent = o.rsplit(".", 1)[0]
    if splits(old_parent) and last in KINDS and not here_new.startswith(parent + "."):
        return parent
    return new
def dotted(text, here_new=""):
    """An old dotted name (module, or module.attribute…) as it will be."""
    parts = text.split(".")
    for n in range(len(parts), 0, -1):
        m = ".".join(parts[:n])
        if m in t.modules:
            rest = parts[n:]
            if rest and splits(m):
                kind, o = resolve(m, rest[0])
                if kind == "module": return ".".join([t.new(o), *rest[1:]])
                if o != m: return ".".join([export(o, here_new), *rest])
            return ".".join([t.new(m), *rest])
    return t.new(text) if len(parts) > 1 else text

# ---------------------------------------------------------------- strings
models = {}  # old label -> {lower name: (Name, new label)}
tables = {}
for label, name, module, table, m2m in LABELS:
    new = label_of(t.new(module)) if module.startswith("hustings.") else label
    models.setdefault(label, {})[name.lower()] = (name, new)
    if new != label:
        for x in (table, *m2m): tables[x] = new + x.removeprefix(label)
TEMPLATES = []
for f in MOVES.glob("*.tsv"):
    for line in f.read_text().splitlines():
        line = line.split("#")[0].rstrip()
        if line.startswith("template:"):
            o, n = line[9:].split("\t"); TEMPLATES.append((o.strip(), n.strip()))
for a in OLD_APPS:
    l = label_of(APPS[a])
    if l != a: TEMPLATES.append((f"{a}/", f"{l}/"))
TEMPLATES.sort(key=lambda x: -len(x[0]))
def template(path):
    for o, n in TEMPLATES:
        if path == o or (o.endswith("/") and path.startswith(o)): return n + path[len(o):]
    return path

NS = {}  # old namespace -> {name: new ns}; prefixes for made names
PREF = collections.defaultdict(dict)
def namespaces():
    for m, p in t.modules.items():
        last = m.rsplit(".", 1)[-1]
        if not (last.startswith("urls") or last.endswith("urls")): continue
        app = m.split(".")[1]
        if app not in APPS: continue
        tree = t.ast(m)
        own = next((n.value.value for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "app_name"), None)
        old = own or (app if last.startswith("urls") else None)
        if old not in OLD_APPS: continue
        new = label_of(t.new(m))
        for n in ast.walk(tree):
            if isinstance(n, ast.keyword) and n.arg == "name":
                if isinstance(n.value, ast.Constant): NS.setdefault(old, {})[n.value.value] = new
                elif isinstance(n.value, ast.JoinedStr) and isinstance(n.value.values[0], ast.Constant):
                    PREF[old][n.value.values[0].value] = new
namespaces()
for ns, names in list(NS.items()):
    if all(n == ns for n in names.values()) and all(n == ns for n in PREF[ns].values()): del NS[ns]

RX_DOT = re.compile(r"(?<![\w./])hustings(?:\.[A-Za-z_]\w*)+")
RX_PATH = re.compile(r"hustings((?:/\w+)+)(\.py|/)?(?![\w])")
RX_TPL = re.compile(r"(?<![\w/.-])((?:%s)/[\w/.-]+\.(?:html|txt|mjml|xml|svg|json|js|css|jinja))" % "|".join(sorted(OLD_APPS)))
RX_TPLDIR = re.compile(r"(?<=[\"'])((?:%s)/[\w/.-]*/)(?=[\"'{])" % "|".join(sorted(OLD_APPS)))
RX_NS = re.compile(r"(?<![\w:])(%s):([a-z_0-9]*)(?=[\"'{ %%}|)<]|$)" % "|".join(NS or ["-"]))
RX_LABEL = re.compile(r"(?<![\w.])(%s)\.([A-Za-z_]\w*)" % "|".join(sorted(models) or ["-"]))
RX_TABLE = re.compile(r"(?<![\w])(%s)(?![\w])" % "|".join(sorted(tables, key=len, reverse=True) or ["-"]))
PERM = re.compile(r"(add|change|delete|view|publish|lock|unlock)_(\w+)$")
def sub_ns(m):
    ns, name = m.groups()
    known = NS.get(ns, {})
    if name in known: return f"{known[name]}:{name}"
    for pre, new in sorted(PREF[ns].items(), key=lambda x: -len(x[0])):
        if name.startswith(pre): return f"{new}:{name}"
    got = {n for k, n in known.items() if k.startswith(name)} | {n for k, n in PREF[ns].items() if k.startswith(name)}
    if len(got) == 1: return f"{got.pop()}:{name}"
    if name and got: warn("namespace in doubt", ns, name, got)
    return m[0]
def sub_label(m):
    label, name = m.groups()
    known = models[label]
    low = name.lower()
    if low in known and (name == low or name == known[low][0]): return f"{known[low][1]}.{name}"
    p = PERM.match(name)
    if p and p[2] in known: return f"{known[p[2]][1]}.{name}"
    return m[0]
def sub_path(m):
    name = "hustings" + m[1].replace("/", ".")
    if name in t.modules or any(x.startswith(name + ".") for x in t.modules):
        return t.new(name).replace(".", "/") + (m[2] or "")
    parts = m[1].strip("/").split("/")
    if parts[0] in APPS and not m[2]: 
        if len(parts) > 1 and parts[1] == "templates" and len(parts) > 2:
            tp = template("/".join(parts[2:]) ); return APPS[parts[0]].replace(".", "/") + "/templates/" + tp
        return APPS[parts[0]].replace(".", "/") + "".join("/" + x for x in parts[1:])
    return m[0]
def text_sub(s, here_new="", code=False):
    s = RX_DOT.sub(lambda m: dotted(m[0], here_new), s)
    s = RX_PATH.sub(sub_path, s)
    s = RX_TPL.sub(lambda m: template(m[1]), s)
    s = RX_TPLDIR.sub(lambda m: template(m[1]), s)
    s = RX_NS.sub(sub_ns, s)
    s = RX_TABLE.sub(lambda m: tables[m[0]], s)
    return s

# ---------------------------------------------------------------- one Python file
def offsets(src):
    acc, out = 0, [0]
    for line in src.splitlines(keepends=True):
        acc += len(line); out.append(acc)
    return out
def at(src_lines, offs, line, col):  # ast columns are utf-8 bytes
    return offs[line - 1] + len(src_lines[line - 1].encode()[:col].decode())

def rewrite(path, here_new):
    src = path.read_text()
    tree = ast.parse(src)
    lines, offs = src.splitlines(keepends=True), offsets(src)
    edits = []  # (start, end, text)
    loads = collections.defaultdict(list)
    bound = collections.Counter()
    for n in ast.walk(tree):
        if isinstance(n, ast.Name):
            loads[n.id].append(n)
            if not isinstance(n.ctx, ast.Load): bound[n.id] += 1
        elif isinstance(n, ast.arg): bound[n.arg] += 1
        elif isinstance(n, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)): bound[n.name] += 1
        elif isinstance(n, (ast.Import, ast.ImportFrom)):
            for a in n.names: bound[(a.asname or a.name).split(".")[0]] += 1
        elif isinstance(n, ast.Global): bound.update(n.names)
        elif isinstance(n, ast.ExceptHandler) and n.name: bound[n.name] += 1
    attrs = collections.defaultdict(list)
    for n in ast.walk(tree):
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name): attrs[n.value.id].append(n)
    here_app = place(here_new)
    spans = []
    renamed, taken = {}, set()
    for n in ast.walk(tree):
        if isinstance(n, ast.Import) and any(a.name.startswith("hustings.") for a in n.names):
            a = n.names[0]
            s, e = at(lines, offs, n.lineno, n.col_offset), at(lines, offs, n.end_lineno, n.end_col_offset)
            new = t.new(a.name)
            edits.append((s, e, f"import {new}" + (f" as {a.asname}" if a.asname else ""))); spans.append((s, e))
            if not a.asname and new != a.name: warn(path, n.lineno, "bare import", a.name)
            continue
        if not (isinstance(n, ast.ImportFrom) and n.module and (n.module == "hustings" or n.module.startswith("hustings."))): continue
        out = []
        for a in n.names:
            local = a.asname or a.name
            kind, o = resolve(n.module, a.name)
            if kind == "module" and splits(o):
                uses = attrs[local]
                if len(loads[local]) != len(uses): warn(path, n.lineno, f"{local} used bare ({len(loads[local]) - len(uses)})")
                groups = collections.defaultdict(list)
                for u in uses:
                    k, origin = resolve(o, u.attr)
                    if k == "module": groups[t.new(origin), True].append(u)
                    elif origin == o: warn(path, u.lineno, f"{local}.{u.attr}: not found in {o}"); groups[t.new(o), False].append(u)
                    else: groups[export(origin, "") , False].append(u)
                plain = [g for g in groups if not g[1]]
                for (g, is_sub), us in groups.items():
                    if is_sub:  # package.module: import the module itself
                        if not plain and False: pass
                        parent, last = g.rsplit(".", 1)
                        if bound[last]: out.append((parent, last, f"{label_of(g)}_{last}")); name = f"{label_of(g)}_{last}"
                        else: out.append((parent, last, None)); name = last
                        for u in us:
                            s = at(lines, offs, u.lineno, u.col_offset); e = at(lines, offs, u.end_lineno, u.end_col_offset)
                            edits.append((s, e, name))
                        continue
                    parent, last = g.rsplit(".", 1)
                    if len(plain) == 1: name = local
                    elif here_app and place(g) == here_app: name = local
                    elif local not in KINDS and label_of(g) == local: name = local
                    else:
                        name = f"{label_of(g)}_{last}"
                        if bound[name]: name += "_"
                    out.append((parent, last, name))
                    if name != local:
                        for u in us:
                            v = u.value
                            s = at(lines, offs, v.lineno, v.col_offset)
                            edits.append((s, s + len(local), name))
                if not groups: warn(path, n.lineno, f"{local} of {o} unused?"); out.append((t.new(o).rsplit(".", 1)[0], t.new(o).rsplit(".", 1)[1], local))
            elif kind == "module":
                new = t.new(o)
                if "." not in new: out.append((new, a.name, a.asname)); continue
                parent, last = new.rsplit(".", 1)
                if last == a.name: out.append((parent, last, a.asname))
                elif a.asname: out.append((parent, last, a.asname))
                elif last in renamed.get(a.name, ()) or (last not in taken and bound[last] == 0 and bound[a.name] == sum(1 for x in ast.walk(tree) if isinstance(x, ast.ImportFrom) for y in x.names if (y.asname or y.name) == a.name and resolve(x.module or "", y.name) == (kind, o))):
                    taken.add(last)
                    if a.name not in renamed:
                        renamed[a.name] = (last,)
                        for u in loads[a.name]:
                            s = at(lines, offs, u.lineno, u.col_offset)
                            edits.append((s, s + len(a.name), last))
                    out.append((parent, last, None))
                else: out.append((parent, last, a.name)) ; warn(path, n.lineno, f"kept the local name {a.name} for {new}")
            else:
                out.append((export(o, here_new) if o != n.module else t.new(o), a.name, a.asname))
        s, e = at(lines, offs, n.lineno, n.col_offset), at(lines, offs, n.end_lineno, n.end_col_offset)
        indent = " " * n.col_offset
        by = collections.OrderedDict()
        for parent, name, asname in out:
            by.setdefault(parent, []).append(name + (f" as {asname}" if asname and asname != name else ""))
        body = ("\n" + indent).join(f"from {p} import {', '.join(dict.fromkeys(x))}" if len(x) == 1 or n.lineno == n.end_lineno else f"from {p} import (" + ", ".join(dict.fromkeys(x)) + ")" for p, x in by.items())
        same = sorted(out, key=str) == sorted(((n.module, a.name, a.asname) for a in n.names), key=str)
        if same: continue
        first = src[s:src.index("\n", s)]
        if "# noqa" in first and src[s:e].count("\n"):
            body += "  " + first[first.index("# noqa"):]
        edits.append((s, e, body)); spans.append((s, e))
    for tok in tokenize.generate_tokens(io.StringIO(src).readline):
        if tok.type in (tokenize.STRING, tokenize.COMMENT):
            s = offs[tok.start[0] - 1] + tok.start[1]; e = offs[tok.end[0] - 1] + tok.end[1]
            new = text_sub(tok.string, here_new, True)
            if tok.type == tokenize.STRING: new = RX_LABEL.sub(sub_label, new)
            if new != tok.string: edits.append((s, e, new))
    flat = []
    for s, e, x in sorted(edits, key=lambda i: (i[0], i[1])):
        if flat and s < flat[-1][1]:
            if (s, e, x) != flat[-1]: warn(path, "overlap", src[s:e][:60], "|", flat[-1][2][:60])
            continue
        flat.append((s, e, x))
    out, last = [], 0
    for s, e, x in flat: out += [src[last:s], x]; last = e
    return "".join(out) + src[last:]

# ---------------------------------------------------------------- go
git = lambda *a: subprocess.run(["git", *a], cwd=REPO, check=True, capture_output=True, text=True).stdout
tracked = git("ls-files").splitlines()
new_text = {}
module_of = {p: m for m, p in t.modules.items()}
agg = {m for m in t.modules if t.is_aggregator(m)}
exports = collections.defaultdict(lambda: collections.defaultdict(list))  # new package -> new module -> names
all_split = {}
for m in agg:
    all_split[m] = splits(m)
    if splits(m):
        for n in t.ast(m).body:
            if isinstance(n, ast.ImportFrom) and n.module.startswith("hustings"):
                for a in n.names:
                    k, o = resolve(n.module, a.name)
                    if k != "name": warn("module in a gathering package", m, a.name); continue
                    new = t.new(o); pkg = new.rsplit(".", 1)[0]
                    if pkg.rsplit(".", 1)[-1] in KINDS: exports[pkg][new].append(a.name)
moves = []
for f in tracked:
    p = REPO / f
    if not f.startswith("src/hustings/") or not p.exists(): continue
    rel = f.removeprefix("src/")
    parts = rel.split("/")
    if len(parts) < 3 or parts[1] not in APPS: continue
    if f.endswith(".py"):
        m = module_of[p]
        if p.name == "__init__.py":
            if all_split.get(m): moves.append((f, None)); continue
            new = t.new(m).replace(".", "/") + "/__init__.py"
        else: new = t.new(m).replace(".", "/") + ".py"
    elif "templates" in parts:
        i = parts.index("templates"); tpl = "/".join(parts[i + 1:])
        n = template(tpl); label = n.split("/")[0]
        home = next((k for k in RANK if k[1] == label), None)
        base = f"hustings/{home[0]}/{home[1]}" if home else APPS[parts[1]].replace(".", "/")
        if not home: base = t.new(".".join(parts[:i])).replace(".", "/")
        new = f"{base}/templates/{n}"
    else:
        # a data file: goes with its folder
        new = t.new(".".join(parts[:-1])).replace(".", "/") + "/" + parts[-1]
    if new != rel: moves.append((f, "src/" + new))
targets = collections.Counter(n for _, n in moves if n)
for n, k in targets.items():
    if k > 1: warn("two files would be", n, [o for o, x in moves if x == n])

for f in tracked:
    p = REPO / f
    if not p.exists() or p.is_symlink(): continue
    if f.endswith(".py"):
        if "/migrations/0" in f: continue
        here = t.new(module_of[p]) if p in module_of else ""
        new_text[f] = rewrite(p, here)
    elif p.suffix in {".html", ".txt", ".mjml", ".md", ".toml", ".yml", ".yaml", ".js", ".conf", ".service", ".cfg", ".sh", ".po", ".xml", ".json"} or p.name in {"Makefile", "Dockerfile", "Caddyfile"} or f.startswith("deploy/"):
        if "lock" in p.name or "CHANGELOG" in p.name: continue
        try: s = p.read_text()
        except UnicodeDecodeError: continue
        new_text[f] = text_sub(s)
for f, s in new_text.items():
    if (REPO / f).read_text() != s: (REPO / f).write_text(s)
for f, n in moves:  # out of the way first: a new place may be an old place of another
    if n:
        tmp = "MOVING/" + n; (REPO / tmp).parent.mkdir(parents=True, exist_ok=True); git("mv", "-f", f, tmp)
    else: git("rm", "-q", "-f", f)
if (REPO / "MOVING/src").exists():
    for f in git("ls-files", "MOVING").splitlines():
        n = f.removeprefix("MOVING/"); (REPO / n).parent.mkdir(parents=True, exist_ok=True); git("mv", "-f", f, n)
heads = {t.new(m): ast.get_docstring(t.ast(m)) for m in agg if splits(m)}
for pkg, mods in exports.items():
    d = REPO / "src" / pkg.replace(".", "/"); d.mkdir(parents=True, exist_ok=True)
    init = d / "__init__.py"
    names = sorted({x for v in mods.values() for x in v})
    app = pkg.split(".")[-2].capitalize() if pkg.count(".") else pkg
    head = heads.get(pkg) or f"{pkg.split('.')[-2].capitalize()}: {pkg.rsplit('.', 1)[1]}, one file each."
    text = f'"""{head}"""\n\n' + "\n".join(f"from {m} import {', '.join(sorted(set(v)))}" for m, v in sorted(mods.items())) + "\n\n__all__ = [\n" + "".join(f'    "{x}",\n' for x in names) + "]\n"
    if init.exists() and "__all__ = [" in init.read_text():
        old = init.read_text(); i = old.index("\n__all__ = [")
        have = ast.literal_eval(old[i + len("\n__all__ = "):].strip())
        text = old[:i].rstrip() + "\n" + "".join(f"from {m} import {', '.join(sorted(set(v)))}\n" for m, v in sorted(mods.items())) + "\n__all__ = [\n" + "".join(f'    "{x}",\n' for x in sorted({*have, *names})) + "]\n"
    elif init.exists() and init.read_text().strip(): warn("exists", init)
    init.write_text(text)
# packages without __init__, empty folders
for d, dirs, files in os.walk(REPO / "src/hustings"):
    if "__pycache__" in d or "/templates" in d or "/static" in d or "/locale" in d: continue
    rel = Path(d).relative_to(REPO / "src")
    if any(x.endswith(".py") for x in files) and "__init__.py" not in files: (Path(d) / "__init__.py").write_text("")
for w in LAYERS:
    i = REPO / "src/hustings" / w / "__init__.py"
    if i.parent.exists() and not i.exists(): i.write_text("")
VERBOSE = {"signups": "Sign-ups", "abtests": "A/B tests", "selfservice": "Self-service"}
for (wing, app) in RANK:
    d = REPO / "src/hustings" / wing / app
    if not d.exists(): continue
    f = d / "apps.py"
    if not f.exists():
        if app in ("lib", "legal"): continue
        cls = app.capitalize() + "Config"
        f.write_text(f'''"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class {cls}(AppConfig):
    name = "hustings.{wing}.{app}"
    label = "{app}"
    verbose_name = _("{VERBOSE.get(app, app.capitalize())}")
''')
    else:
        s = f.read_text(); s = re.sub(r'label = "\w+"', f'label = "{app}"', s); f.write_text(s)
f = REPO / "src/hustings/settings.py"; s = f.read_text()
i = s.index("INSTALLED_APPS = ["); j = s.index("]", i); block = s[i:j]
rows = [f'    "hustings.{w}.{a}",\n' for (w, a) in sorted(RANK, key=lambda k: (-RANK[k][0], -RANK[k][1], k)) if (REPO / "src/hustings" / w / a / "apps.py").exists() and a not in ("cli", "demo", "api", "contributions", "hq", "lib")]
rest = [l for l in block.splitlines(keepends=True)[1:] if "hustings." not in l]
f.write_text(s[:i] + "INSTALLED_APPS = [\n" + "".join(rows + rest) + s[j:])
subprocess.run("find . -path ./.venv -prune -o -name __pycache__ -prune -o -type d -empty -not -path './.git/*' -print | xargs -r rmdir -p 2>/dev/null", shell=True, cwd=REPO)
git("add", "-A")
