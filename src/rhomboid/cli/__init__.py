"""The command line: human words on a terminal, JSON for machines."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run `rhomboid`. Imported late, so that importing the package costs nothing."""
    from rhomboid.cli.root import run

    run()
