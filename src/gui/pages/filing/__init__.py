"""填报: a unit's figures, texts and evidence."""
