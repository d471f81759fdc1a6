"""One module a command: `ABOUT`, `arguments(parser)`, `run(said)`."""
