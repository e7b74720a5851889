"""Phone calls: call lists, the next contact leased to one caller, results, do-not-call lists."""
