"""The domain's values: pure, frozen, checked when made."""
