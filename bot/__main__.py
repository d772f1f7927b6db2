"""`python -m bot`: the `onrecord` command."""

from bot.cli import main

main()
