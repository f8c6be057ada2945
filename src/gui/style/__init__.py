"""How everything looks: theme tokens, icons, fonts, formats."""
