"""The workspace file: one SQLite file that holds the log, its projections and the evidence of one organisation's plan-year."""
