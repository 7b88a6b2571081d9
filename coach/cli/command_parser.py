"""The words of a command line → the parameters of a command: typer's parser, which refuses in coach's words."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coach.errors import UsageError

ROUTINE = "ROUTINE"
"""How an argument is shown that names a routine."""
_Refusal: type[Exception] = typer.BadParameter.__bases__[0]
"""The error of typer from which all are made that tell of wrong usage."""


@contextmanager
def _in_own_words(context: Any, arguments: Sequence[str] = ()) -> Iterator[None]:  # noqa: ANN401 - typer's own
    """Raise UsageError for what typer refuses meanwhile."""
    try:
        yield
    except _Refusal as refusal:
        from coach.cli.wrong_usage import own_error

        if own := own_error(refusal, context, arguments):
            raise own from refusal
        raise


def _too_much(context: Any, extra: str) -> UsageError:  # noqa: ANN401 - typer's own
    from coach.cli.wrong_usage import too_much

    return too_much(context, extra)


_TYPE = re.compile(r" <(?P<type>[^<>]+)>$")
_VALUES = {"str": "TEXT", "int": "NUMBER", "int range": "NUMBER", "path": "FILE"}
"""Type, as typer shows it → what a reader types there."""


def _in_words(name: str, told: str, *, is_argument: bool) -> tuple[str, str]:
    """Return a row of a help text without the names of Python's types, and with a range that can be read aloud.

    Example:
        >>> _in_words("--year <int range>", "Its year.  [default: (none); 1<=x<=9999]", is_argument=False)
        ('--year NUMBER', 'Its year.  [default: (none); 1 to 9999]')
    """
    shown = _TYPE.sub("" if is_argument else lambda found: f" {_VALUES.get(found['type'], 'VALUE')}", name)
    return shown, re.sub(r"(\d+)<=x<=(\d+)", r"\1 to \2", re.sub(r"x>=(\d+)", r"\1 or more", told))


class Command(TyperCommand):
    """A command of coach."""

    allow_extra_args = True  # they are refused here: typer's error does not keep them

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - typer's own: it cuts between any words
        """Return what the command does, for a list of all: its first clause."""
        return re.split(r"[;:,](?= )|\.(?= |$)", self.help or "", maxsplit=1)[0]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own
        """Write a row for each argument and each option."""
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            own = (each for each in self.get_params(ctx) if each.param_type_name == kind)
            records = (record for each in own if (record := each.get_help_record(ctx)))
            if rows := [_in_words(*record, is_argument=kind == "argument") for record in records]:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own
        """Set the parameters of the context; raises UsageError."""
        with _in_own_words(ctx, [*args]):
            extra = super().parse_args(ctx, args)
        if not ctx.resilient_parsing:
            self._find_routine(ctx, extra)
        return extra

    def _find_routine(self, ctx: Any, extra: list[str]) -> None:  # noqa: ANN401 - typer's own
        """Set a ROUTINE to the whole name of the one that is meant; raises UsageError.

        As the last argument, it may be several words, which are parts of its name; or the names of several, where a
        command takes these.
        """
        *_, last = [None, *(each for each in self.params if each.param_type_name == "argument")]
        routine = next((each for each in self.params if each.metavar == ROUTINE), None)
        typed = ctx.params.get(routine.name) if routine else None
        if routine is None or typed is None:
            if extra:
                raise _too_much(ctx, extra[0])
            return
        from coach.routine.name_search import is_named_exactly, routine_meant, routines_meant

        if not isinstance(typed, str):
            ctx.params[routine.name] = routines_meant(typed)
            return
        if extra and (routine is not last or is_named_exactly(typed)):
            raise _too_much(ctx, extra[0])
        ctx.params[routine.name] = routine_meant(" ".join([typed, *extra]))


class Commands(TyperGroup):
    """The commands of coach."""

    def every_command(self) -> Mapping[str, Any]:
        """Return all commands, also where only the one that was given is in use."""
        return self.commands

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own
        """Set the parameters that stand before the command; raises UsageError."""
        with _in_own_words(ctx, [*args]):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's own
        """Return the command that is named first; raises UsageError for none of coach's."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            from coach.cli.wrong_usage import no_such_command

            raise no_such_command(args[0], [*self.commands])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own
        """Run the command that is named; raises UsageError where none is."""
        with _in_own_words(ctx):
            return super().invoke(ctx)
