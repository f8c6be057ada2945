"""Reading: the text of a Government Work Report becomes a proposed plan, by rules that can be read."""
