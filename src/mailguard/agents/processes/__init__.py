"""Work spread over processes, and their reports to the operator."""
