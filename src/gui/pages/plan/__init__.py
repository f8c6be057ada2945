"""方案: the plan as the office made it."""
