"""The family of charts: plain data in, a matplotlib `Figure` out, the same on paper and on screen."""
