"""The `onrecord` command, in a module per group of subcommands.

What takes long to load is imported inside functions, so that a subcommand waits only for what it uses.
"""

from bot.cli.app import main

__all__ = ["main"]
