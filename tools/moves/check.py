"""python tools/moves/check.py [--repo DIR] [WORD ...]: arrows that point the wrong way in the layout to come.

Reads the tables beside it (old.module<TAB>new.module; the longest prefix wins; a line moves all below it) and prints each import that
would climb (from a lower app or wing to a higher one, or between two that must not know each other), circles of files, and sizes
(lines and modules) of each new app. Wiring (gathering __init__ files, urls*.py, apps.py, wagtail_hooks.py, contributes.py) is not counted
as climbing: it is split when files move. WORDs: only arrows whose old or new names contain one of them."""
import argparse, collections
from model import *
a = argparse.ArgumentParser(); a.add_argument("--repo", default="."); a.add_argument("--sizes", action="store_true"); a.add_argument("words", nargs="*")
o = a.parse_args(); t = Tree(o.repo)
WIRING = ("urls", "apps", "wagtail_hooks", "contributes")
n = 0; graph = collections.defaultdict(set); size = collections.Counter(); files = collections.defaultdict(collections.Counter); clash = collections.Counter()
for m in sorted(t.modules):
    if ".migrations" in m: continue
    new = t.new(m); here = place(new)
    last = m.rsplit(".", 1)[-1]
    if here:
        size[here] += len(t.modules[m].read_text().splitlines())
        files[here][new.rsplit(".", 1)[0]] += 1
    clash[new] += not t.is_aggregator(m) and t.modules[m].read_text().strip() != ""
    wiring = t.is_aggregator(m) or any(last == w or last.startswith(w + "_") for w in WIRING)
    for line, target, name, typing in t.edges(m):
        to = t.new(target); there = place(to)
        if not t.is_aggregator(m) and target in t.modules and target != m: graph[m].add(target)
        if wiring or not here or not there or here == there: continue
        a_, b_ = RANK[here], RANK[there]
        same = here[0] != there[0] and a_[0] == b_[0]
        if b_ > a_ or b_ == a_ or same:
            text = f"{m.removeprefix('hustings.')}:{line} ({'.'.join(here)}) -> {target.removeprefix('hustings.')}.{name} ({'.'.join(there)}){' [typing]' if typing else ''}"
            if not o.words or any(w in text for w in o.words): print(text); n += 1
print(f"{n} arrows climb")
for new, k in clash.items():
    if k > 1: print("two modules would be called", new)
# circles of files (Tarjan)
import sys; sys.setrecursionlimit(10000)
idx, low, stack, on, c = {}, {}, [], set(), [0]
def go(v):
    idx[v] = low[v] = c[0]; c[0] += 1; stack.append(v); on.add(v)
    for w in graph[v]:
        if w not in idx: go(w); low[v] = min(low[v], low[w])
        elif w in on: low[v] = min(low[v], idx[w])
    if low[v] == idx[v]:
        comp = []
        while True:
            w = stack.pop(); on.discard(w); comp.append(w)
            if w == v: break
        if len(comp) > 1: print("circle:", " ".join(sorted(x.removeprefix("hustings.") for x in comp)))
for v in list(graph):
    if v not in idx: go(v)
if o.sizes:
    for app, k in sorted(size.items(), key=lambda i: -i[1]):
        print(f"{k:6} lines  {'.'.join(app)}   " + " ".join(f"{f.split('.',3)[-1] if f.count('.')>2 else '.'}={x}" for f, x in files[app].items() if x > 20))
