"""What typer refuses in a command line → coach's own words, with what was perhaps meant.

Its errors are read by their kind and their data, and never by their text: so nothing of it can reach anybody.
"""

from __future__ import annotations

import re
from datetime import datetime
from importlib import import_module
from inspect import unwrap
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import typer

from coach.errors import UsageError
from coach.suggestion import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_refused: Any = import_module(typer.BadParameter.__module__)
"""The module of typer's errors, which is another one in other versions of it."""
_EXAMPLE = datetime(2026, 11, 30)
_MOST_COMMANDS = 3
_KINDS = {int: "a whole number", float: "a number", datetime: "a day"}


def own_error(refusal: Exception, context: typer.Context, arguments: Sequence[str]) -> UsageError | None:
    """Return coach's error for typer's; None for the one that only shows help, where nothing is typed."""
    if isinstance(refusal, _refused.NoArgsIsHelpError):
        return None
    return UsageError(_words(refusal, getattr(refusal, "ctx", None) or context, arguments))


def _words(refusal: Any, context: typer.Context, arguments: Sequence[str]) -> str:  # noqa: ANN401 - typer's own
    if isinstance(refusal, _refused.NoSuchOption):
        return _no_such_option(refusal.option_name, context)
    if isinstance(refusal, _refused.BadOptionUsage):
        return _misused(refusal.option_name, context)
    if isinstance(refusal, _refused.MissingParameter):
        return f"`{context.command_path}` wants {_shown(refusal.param)}: {_explained(refusal.param)}"
    if isinstance(refusal, _refused.BadParameter) and refusal.param:
        typed, *_ = context.command.make_parser(context).parse_args([*arguments])
        return _bad_value(refusal.param, str(typed.get(refusal.param.name)), context)
    if hasattr(context.command, "commands"):
        return f"name a command; `{context.command_path} --help` lists them"
    return f"this is no use of it; `{context.command_path} --help` tells how it is used"


def no_such_command(name: str, names: Sequence[str]) -> UsageError:
    """Return the error for a command that there is not."""
    return UsageError(f"there is no command '{name}'; {suggest(name, names, '`coach --help` lists them')}")


def too_much(context: typer.Context, extra: str) -> UsageError:
    """Return the error for an argument that nothing takes."""
    taken = [_shown(each) for each in context.command.get_params(context) if each.param_type_name == "argument"]
    told = f"{' and '.join(taken)}, and not" if taken else "nothing but options, and not"
    return UsageError(f"`{context.command_path}` takes {told} '{extra}'{_meant(context, extra)}")


def _meant(context: typer.Context, extra: str) -> str:
    """Return what was perhaps meant by an argument too many: a file to write, or a name with a blank in it."""
    if _named("-o", context) and "." in extra:
        return f"; did you mean `-o {extra}`?"
    takes_some = any(each.param_type_name == "argument" for each in context.command.get_params(context))
    return "; put quotes around a name that has blanks in it" if takes_some else ""


def _no_such_option(option: str, context: typer.Context) -> str:
    there = {name.lstrip("-") for each in context.command.get_params(context) for name in each.opts}
    hint = _elsewhere(option, context) or suggest(
        option.lstrip("-"), there, f"`{context.command_path} --help` tells what it has", written="'--{}'"
    )
    return f"`{context.command_path}` has no option '{option}'; {hint}"


def _elsewhere(option: str, context: typer.Context) -> str:
    """Return which commands have an option; empty if none has."""
    commands: Mapping[str, Any] = getattr(context.find_root().command, "every_command", dict)()
    having = [f"`coach {name}`" for name, each in commands.items() if _option_of(option, each.params)]
    shown = [*having[:_MOST_COMMANDS], *(["others"] if len(having) > _MOST_COMMANDS else [])]
    told = " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))
    return f"{told} {'has' if len(having) == 1 else 'have'} it" if having else ""


def _misused(option: str, context: typer.Context) -> str:
    parameter = _named(option, context)
    if parameter is None or getattr(parameter, "is_flag", False):
        return f"{option} takes no value; write it alone"
    return f"{option} wants {parameter.metavar or 'a value'} behind it: {_explained(parameter)}"


def _named(option: str, context: typer.Context) -> Any:  # noqa: ANN401 - typer's own
    return _option_of(option, context.command.get_params(context))


def _option_of(option: str, parameters: Sequence[Any]) -> Any:  # noqa: ANN401 - typer's own
    return next((each for each in parameters if option in each.opts), None)


def _shown(parameter: Any) -> str:  # noqa: ANN401 - typer's own
    """Return a parameter as it is typed: `ROUTINE`, or `--url URL`."""
    names = [*parameter.opts[-1:]] if parameter.param_type_name == "option" else []
    return " ".join([*names, parameter.metavar or parameter.name.upper()])


def _explained(parameter: Any) -> str:  # noqa: ANN401 - typer's own
    text = str(parameter.help or "see --help").rstrip(".")
    return text[0].lower() + text[1:]


def _bad_value(parameter: Any, typed: str, context: typer.Context) -> str:  # noqa: ANN401 - typer's own
    """Return what is wrong with a value, by the type and the limits that the command declares for it."""
    hints = get_type_hints(unwrap(context.command.callback), include_extras=True)  # type: ignore[arg-type]
    declared, info = get_args(hints[parameter.name])[:2]
    kind = next((each for each in _KINDS if each in (declared, *get_args(declared))), None)
    shown = parameter.opts[-1] if parameter.param_type_name == "option" else parameter.metavar
    if kind is None:
        return f"{shown}: '{typed}' cannot be used; it is {_explained(parameter)}"
    if re.fullmatch(r"[+-]?\d+", typed) and kind is not datetime:
        return f"{shown}: {typed} is out of range; write {_KINDS[kind]}{_limits(info)}"
    return f"{shown}: '{typed}' is not {_KINDS[kind]}; {_written(kind, typed, info)}"


def _limits(info: Any) -> str:  # noqa: ANN401 - typer's own
    if info.max is None:
        return "" if info.min is None else f" of {info.min} or more"
    return f" of {info.max} or less" if info.min is None else f" from {info.min} to {info.max}"


def _written(kind: type, typed: str, info: Any) -> str:  # noqa: ANN401 - typer's own
    """Return how a value is written, or which one was meant."""
    if kind is datetime:
        return f"write it as in {_EXAMPLE.strftime(info.formats[0])}"
    meant = re.match(r"\d+", typed)
    return f"did you mean '{meant[0]}'?" if meant else f"write one{_limits(info) or ' in digits'}"
