"""The command line: which commands there are. Each is loaded when it is asked for: a check waits for no other."""

from importlib import import_module

import click

from validator import __version__

COMMANDS = (
    "check",
    "inspect",
    "references",
    "fix",
    "annotate",
    "clean",
    "explain",
    "rules",
    "profiles",
    "profile",
    "new-rule",
    "new-profile",
)
"""In the order of the help; each is `command` in the module of `validator.commands` that has its name, hyphens as _."""


class _Commands(click.Group):
    """The commands by their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"validator.commands.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="letterproof")
def cli() -> None:
    """Read a letter to a medical journal and say what the journal would send it back for."""
