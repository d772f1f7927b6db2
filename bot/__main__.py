"""The `onrecord` command from its start."""

from __future__ import annotations

from typing import NoReturn

from bot.serving.process import collection_paused


def main() -> NoReturn:
    """Run the command."""
    with collection_paused():
        from bot.cli import app
    app.main()


if __name__ == "__main__":
    main()
