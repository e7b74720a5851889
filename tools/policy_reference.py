"""Write docs/reference/mailguard-policy.md from the policy that ships. Run by ``make docs``."""

from pathlib import Path

from mailguard.policy.judgement import Policy, load
from mailguard.verdict import CLASSES, Action

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "mailguard-policy.md"
HEAD = """# Policy of the mail guard

<!-- Written by `make docs` from src/mailguard/data/policy.toml. -->

The policy says from which probability on something is done. It is a TOML file for the commands that take
`--policy FILE`. A file of your own names only what differs; the rest stays as it ships. A mistake is answered
with the place, and the command ends with 2. To choose values see [set a policy](../how-to/set-a-policy.md).
"""
_MEANS = {
    "phish": "is after a log-in",
    "impersonation": "poses as somebody",
    "malware": "carries something that takes over a computer",
    "spam": "unwanted bulk mail",
    "any": "all four together",
}
_STEPS = (Action.WARN, Action.QUARANTINE, Action.REJECT)
TAIL = """Numbers from 0 to 1. Where several thresholds are reached, the severest action counts; below all of
them a message is delivered. A number above 1 is never reached: that action is off.

## Score

    [score]
    bias = { phish = -5.0 }

The shipped values are fitted to each other and to the weights. Change thresholds first.
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
    fading = "within a group, the share of the one before that the next signal counts"
    return [
        "| Entry | Meaning | Shipped |",
        "|---|---|---|",
        f"| `bias` | log-odds of each class before anything is known | {bias} |",
        f"| `fading` | {fading} | {policy.fading:g} |",
        f"| `scale` | all log-odds are multiplied by it | {policy.scale:g} |",
        f"| `learnt` | what is added to the learnt part, and its bounds | {learnt} |",
        f"| `reviews` | what a campaign’s reviews may add or take away at most | {policy.reviews:g} |",
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
