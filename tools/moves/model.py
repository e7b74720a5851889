"""The old tree, the table of moves, and what a name means: shared by check.py and move.py."""
import ast, sys, fnmatch
from functools import cache
from pathlib import Path

MOVES = Path(__file__).parent
APPS = {  # old app -> new package; the default where no finer line stands in the tables
    **{a: f"hustings.foundation.{a}" for a in "lib legal jobs backups campaigns territories elections accounts operations contributions hq".split()},
    "people": "hustings.people.persons",
    "mailing": "hustings.outreach.mailings",
    **{a: f"hustings.site.{a}" for a in "website candidates petitions representatives sharing embeds".split()},
    "surveys": "hustings.site.forms",
    **{a: f"hustings.field.{a}" for a in "groups events".split()},
    **{a: f"hustings.security.{a}" for a in "decoys leaks".split()},
    "shield": "hustings.security.incidents", "posture": "hustings.security.domains", "lookouts": "hustings.security.lookalikes",
    **{a: f"hustings.shells.{a}" for a in "api cli demo".split()},
}
# Lowest first; those in one string do not know each other.
LAYERS = {
    "foundation": ["contributions", "lib legal", "jobs backups", "campaigns territories", "accounts", "elections operations", "hq", "sync"],
    "people": ["persons", "contacts", "segments signups", "changes", "imports", "duplicates", "privacy", "selfservice"],
    "outreach": ["emails", "mailings", "delivery", "tracking", "bounces unsubscriptions", "abtests", "preflight", "review", "archive automations", "dispatch"],
    "site": ["sharing", "website", "forms", "candidates petitions representatives", "embeds"],
    "field": ["groups", "events"],
    "security": ["decoys", "incidents", "lookalikes domains", "leaks"],
    "shells": ["api", "demo", "cli"],
}
WINGS = ["foundation", "people", "outreach", "site", "field security", "shells"]
RANK = {}
for w, names in enumerate(WINGS):
    for wing in names.split():
        for i, row in enumerate(LAYERS[wing]):
            for app in row.split():
                RANK[wing, app] = (w, i)

class Tree:
    def __init__(self, repo):
        self.src = Path(repo) / "src"
        self.table = {}
        for f in sorted(MOVES.glob("*.tsv")):
            for n, line in enumerate(f.read_text().splitlines(), 1):
                line = line.split("#")[0].rstrip()
                if not line or line.startswith("template:"): continue
                old, _, new = line.partition("\t")
                if not new: sys.exit(f"{f}:{n}: two columns, please")
                self.table[old.strip()] = new.strip()
        self.modules = {}
        for p in (self.src / "hustings").rglob("*.py"):
            parts = list(p.relative_to(self.src).with_suffix("").parts)
            if parts[-1] == "__init__": parts.pop()
            self.modules[".".join(parts)] = p
        self._ast = {}
    def ast(self, m):
        if m not in self._ast: self._ast[m] = ast.parse(self.modules[m].read_text())
        return self._ast[m]
    def new(self, module):
        """The new dotted name of an old module (or anything below it)."""
        parts = module.split(".")
        for n in range(len(parts), 1, -1):
            key = ".".join(parts[:n])
            if key in self.table: return ".".join([self.table[key], *parts[n:]])
        if len(parts) > 1 and parts[1] in APPS: return ".".join([APPS[parts[1]], *parts[2:]])
        return module
    def is_aggregator(self, m):
        """A package whose __init__ only gathers names."""
        p = self.modules.get(m)
        if not p or p.name != "__init__.py": return False
        body = self.ast(m).body
        imports = [n for n in body if isinstance(n, (ast.ImportFrom, ast.Import))]
        rest = [n for n in body if not isinstance(n, (ast.ImportFrom, ast.Import)) and not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)) and not (isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "__all__")]
        return bool(imports) and not rest
    def resolve(self, package, name, seen=()):
        """Where ``from package import name`` comes from: ('module', m) or ('name', module)."""
        m = f"{package}.{name}"
        p = self.modules.get(package)
        if p and p.name == "__init__.py" and package not in seen:
            for n in ast.walk(self.ast(package)):
                if isinstance(n, ast.ImportFrom) and n.module and n.module.startswith("hustings"):
                    for a in n.names:
                        if (a.asname or a.name) == name and f"{n.module}.{a.name}" != m:
                            return self.resolve(n.module, a.name, (*seen, package))
        if m in self.modules: return ("module", m)
        return ("name", package)
    def edges(self, m):
        """(line, imported old module, name, is_typing) of one module, through aggregators to the origin."""
        tree = self.ast(m)
        typing = set()
        for n in ast.walk(tree):
            if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test):
                typing |= {id(x) for x in ast.walk(n)}
        aliases = {}
        for n in ast.walk(tree):
            if isinstance(n, ast.Import):
                for a in n.names:
                    if a.name.startswith("hustings"): yield n.lineno, a.name, "", id(n) in typing
            elif isinstance(n, ast.ImportFrom) and n.module and n.module.startswith("hustings"):
                for a in n.names:
                    kind, where = self.resolve(n.module, a.name)
                    if kind == "module" and self.is_aggregator(where):
                        aliases[a.asname or a.name] = (where, n.lineno, id(n) in typing)
                    else: yield n.lineno, where, a.name, id(n) in typing
        for n in ast.walk(tree):
            if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id in aliases:
                where, line, t = aliases[n.value.id]
                kind, origin = self.resolve(where, n.attr)
                yield n.lineno, origin, n.attr, t
def place(new):
    parts = new.split(".")
    return (parts[1], parts[2]) if len(parts) > 2 and (parts[1], parts[2]) in RANK else None
