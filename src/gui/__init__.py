"""The window of 践诺 Jiannuo: shows what the core does; no rule of the domain lives here."""
