"""The `onrecord` command from its start."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command."""
    gc.disable()  # what a module brings stays: looking for garbage among it would take a quarter of the start
    from bot.cli import app

    gc.freeze()
    gc.enable()
    app.main()


if __name__ == "__main__":
    main()
