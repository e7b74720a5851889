"""Other senders of mass mail beside ours: nuntius and mailman 3, the same letter into the same ``smtp-sink``.

Each is installed from PyPI at the version that is named here, into a folder that goes when the run ends; none
of them is a dependency of ours. What can't be installed or doesn't run is said, with its error.
"""

from benchmarks.mailers.comparing import run

__all__ = ["run"]
