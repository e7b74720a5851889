"""Work spread over processes, and what they tell their operator."""
