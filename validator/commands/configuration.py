"""Commands that take what the command line leaves open from settings: letterproof.toml, found or named."""

import os
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from validator import console, settings
from validator.commands import given
from validator.model.submission import Role
from validator.profiles import did_you_mean
from validator.settings import Settings

_ARGUMENTS = ("paths", "path", "file")


class Configured(click.Command):
    """A command whose options are filled in from settings; what the command line says wins.

    A key of the settings is the name of the option that it stands for. The settings are the command's `ctx.obj`, None
    where there are none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as click's own
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(
                ["--config"],
                type=click.Path(path_type=Path),
                metavar="FILE",
                help="The settings of this run; else the letterproof.toml nearest to the letter.",
            ),
            click.Option(["--no-config"], is_flag=True, help="Take no settings from a letterproof.toml."),
        ]

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click's own
        """Fill in the options that were left open, then run the command."""
        named: Path | None = ctx.params.pop("config")
        if ctx.params.pop("no_config"):
            if named:
                console.refuse("Say either --config or --no-config.")
        else:
            with given.wrong_use():
                found = named or _found(ctx)
                ctx.obj = settings.load(found, named=named is not None) if found else None
        if ctx.obj:
            _fill_in(ctx, ctx.obj)
        return super().invoke(ctx)


def _found(ctx: click.Context) -> Path | None:
    """The file of settings that is nearest to all that the arguments name; the program ends where they differ."""
    names = [name for key in _ARGUMENTS for name in _names(ctx.params.get(key))]
    try:
        paths = [os.path.abspath(name) for name in names if name != "-"] or [os.getcwd()]  # noqa: PTH100, PTH109 - strings
    except OSError:  # the working folder is no more
        return None
    folders = dict.fromkeys(path if os.path.isdir(path) else os.path.dirname(path) for path in paths)  # noqa: PTH112, PTH120
    found = list(dict.fromkeys(settings.find(folder) for folder in folders))
    if len(found) > 1:
        told = " and ".join(str(file) for file in found if file)
        console.refuse(f"The paths do not share their settings ({told}). Check them apart, or name one with --config.")
    return found[0]


def _names(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, tuple) else ()


def _fill_in(ctx: click.Context, found: Settings) -> None:
    """Put the values of the settings where the command line says nothing."""
    options = {name.removeprefix("--"): option for option in ctx.command.params for name in option.opts}
    for key, value in found.values.items():
        option = options.get(key)
        name = option.name if option else None
        if option is None or name is None or ctx.get_parameter_source(name) is not ParameterSource.DEFAULT:
            continue
        try:
            ctx.params[name] = option.type_cast_value(ctx, value)
        except click.BadParameter as error:
            known = option.type.choices if isinstance(option.type, click.Choice) else ()
            hint = did_you_mean(str(value), [str(choice) for choice in known])
            console.refuse(f"{found.file}: '{key}': {error.message}{hint}")
    known_roles = [role.value for role in Role]
    for role in found.roles.values():
        if role not in known_roles:
            hint = did_you_mean(role, known_roles)
            console.refuse(f"{found.file}: [roles]: there is no role '{role}'.{hint}")


def roles(ctx: click.Context, paths: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """The roles that the command line gives (ROLE=FILE), and those of the settings for other files among the paths."""
    if not isinstance(ctx.obj, Settings):
        return said
    own = {os.path.abspath(words.partition("=")[2]) for words in said}  # noqa: PTH100 - a name, not a file
    found = [
        f"{role}={name}"
        for file, role in ctx.obj.roles.items()
        if str(file) not in own and (name := _as_walked(file, paths))
    ]
    return (*said, *found)


def _as_walked(file: Path, paths: tuple[str, ...]) -> str:
    """The name by which a file is met on the way through the paths; empty where it is not met."""
    for path in paths:
        top = Path(os.path.abspath(path))  # noqa: PTH100 - as the user wrote it, links left alone
        if path != "-" and file.is_file() and file.is_relative_to(top):
            return str(Path(path) / file.relative_to(top))
    return ""
