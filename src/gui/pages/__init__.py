"""The screens, a folder each; a page connects widgets to the session."""
