"""`coach completion`: what makes a shell complete commands, options, and the names that coach knows.

The scripts ask coach at each key, by the protocol that typer has for Bash: the words so far in `COMP_WORDS`, the
number of the one to complete in `COMP_CWORD`, and a line for each value in answer.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coach.cli import completion_values as values
from coach.cli.completion_values import VARIABLE
from coach.errors import UsageError
from coach.suggestion import suggest

_BASH = """\
_coach_complete() {
    local IFS=$'\\n'
    COMPREPLY=($(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" ASK 2>/dev/null))
}
complete -o default -F _coach_complete coach
"""
_ZSH = """\
#compdef coach
_coach() {
    local -a found
    found=(${(f)"$(env COMP_WORDS="${(F)words[1,CURRENT]}" COMP_CWORD="$((CURRENT - 1))" ASK 2>/dev/null)"})
    if (( $#found )); then compadd -- $found; else _files; fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _coach coach
"""
_FISH = """\
function __coach_complete
    set -l typed (commandline -opc)
    set -l now (commandline -ct)
    set -l words (string join \\n -- $typed $now | string collect)
    set -l found (env COMP_WORDS=$words COMP_CWORD=(count $typed) ASK 2>/dev/null)
    if test -n "$found"
        string join \\n -- $found
    else
        __fish_complete_path $now
    end
end
complete -c coach -f -a '(__coach_complete)'
"""
SHELLS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""Shell → its script, in which ASK stands for the command that answers."""


def completion(
    shell: Annotated[
        str,
        typer.Argument(
            metavar="SHELL",
            help="Bash, zsh or fish.",
            autocompletion=values.offered(lambda: [*SHELLS]),
        ),
    ],
) -> None:
    """Print what makes your shell complete names: eval "$(coach completion bash)" (fish: | source)."""
    if (name := shell.lower()) not in SHELLS:
        raise UsageError(f"there is no completion for '{shell}'; {suggest(name, SHELLS, f'there are {_all()}')}")
    import shlex

    # The Python that runs here, so that it answers also where `coach` is an alias.
    ask = shlex.join([f"{VARIABLE}=complete_bash", sys.executable, "-P", "-m", "coach"])
    typer.echo(SHELLS[name].replace("ASK", ask), nl=False)


def _all() -> str:
    return ", ".join(SHELLS)
