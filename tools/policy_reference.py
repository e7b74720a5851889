"""Write docs/reference/mailguard-policy.md from the policy that ships. Run by ``make docs``."""

from pathlib import Path

from mailguard.policy.judgement import Policy, load
from mailguard.verdict import CLASSES, Action

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "mailguard-policy.md"
HEAD = """# Policy of mailguard

<!-- Written by `make docs` from src/mailguard/data/policy.toml. -->

The policy sets the probability for each action. It is a TOML file for the commands with `--policy FILE`.
Your own file contains only what differs; the rest keeps its default. An error names its place in the
file, and the command ends with 2. To choose values, see [set a policy](../how-to/set-a-policy.md).
"""
_MEANS = {
    "phish": "tries to get a log-in",
    "impersonation": "impersonates someone",
    "malware": "contains something that takes over a computer",
    "spam": "is unwanted bulk mail",
    "any": "all four together",
}
_STEPS = (Action.WARN, Action.QUARANTINE, Action.REJECT)
TAIL = """Values are from 0 to 1. If several thresholds are reached, the most severe action counts; below all
of them a message is delivered. A number above 1 is never reached: that action is off.

## Score

    [score]
    bias = { phish = -5.0 }

The default values are fitted to each other and to the weights. Change thresholds first.
"""


def page() -> str:
    """Thresholds by class and action, then the numbers of the score."""
    policy = load()
    return "\n".join([HEAD, "## Thresholds\n", *_thresholds(policy), "", TAIL, *_score(policy)]) + "\n"


def _thresholds(policy: Policy) -> list[str]:
    rows = ["| Table | The message… | `warn` | `quarantine` | `reject` |", "|---|---|---|---|---|"]
    for kind in (*CLASSES, "any"):
        steps = [policy.thresholds[kind][step] for step in _STEPS]
        shown = " | ".join(f"{step:g}" if step <= 1 else f"{step:g} (never)" for step in steps)
        rows.append(f"| `[{kind}]` | {_MEANS[kind]} | {shown} |")
    return rows


def _score(policy: Policy) -> list[str]:
    bias = ", ".join(f"{kind} {odds:g}" for kind, odds in policy.bias.items())
    learnt = ", ".join(f"{key} {odds:g}" for key, odds in policy.learnt.items())
    fading = "within a group, the next signal’s share of the one before"
    return [
        "| Entry | Meaning | Default |",
        "|---|---|---|",
        f"| `bias` | log-odds of each class at the start | {bias} |",
        f"| `fading` | {fading} | {policy.fading:g} |",
        f"| `scale` | factor for all log-odds | {policy.scale:g} |",
        f"| `learnt` | added to the trained model’s sum, and its limits | {learnt} |",
        f"| `reviews` | the most that a campaign’s feedback may add or subtract | {policy.reviews:g} |",
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
