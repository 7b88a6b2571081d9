"""`python -m coach`, and the installed command."""

from __future__ import annotations

import gc
import os

_OBJECTS = 150_000
"""New objects after which the collector of reference cycles looks for any: imports make many, and all of them stay."""


def settle() -> None:
    """Set what is set for a whole process, before numpy is imported."""
    # The threads of numpy's BLAS would start with it and spin for a while; coach multiplies only small matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # No plugin of pydantic's is of use to coach: to look for one reads the entry points of all installed packages.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(_OBJECTS)


def main() -> None:
    """Run coach; an interrupt is told properly from the very first imports on."""
    settle()
    from coach.interrupts import end_at_once

    end_at_once()
    from coach.cli.app import run

    run()


if __name__ == "__main__":
    main()
