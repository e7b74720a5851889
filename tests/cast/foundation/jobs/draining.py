"""Waiting tasks, run in the process of a test."""

import secrets

from hustings.foundation.jobs import queue, run_context
from hustings.foundation.jobs.worker import perform


def drain(*, raising: bool = True) -> int:
    """Run every waiting task here and return how many; the first error is raised or dealt with."""
    n = 0
    owner = f"drain/{secrets.token_hex(4)}"
    while claims := queue.claim(owner):
        n += 1
        try:
            value = perform(claims[0])
        except run_context.NextPlease:
            queue.give_back(claims[0], is_last=True)
        except Exception as error:
            if raising:
                raise
            queue.fail(claims[0], error)
        else:
            queue.succeed(claims[0], value)
    return n
