"""`python -m coach`, and the installed command."""

from __future__ import annotations


def main() -> None:
    """Run coach; an interrupt is told properly from the very first imports on."""
    from coach.interrupts import end_at_once

    end_at_once()
    from coach.cli.app import run

    run()


if __name__ == "__main__":
    main()
