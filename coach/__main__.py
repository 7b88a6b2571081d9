"""`python -m coach`, and the installed command."""

from coach.cli.app import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
