"""The commands: one module each, with the command as `command`; cli.py lists them."""
