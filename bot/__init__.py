"""On Record in Telegram and in the terminal: the bot and the `onrecord` command around `index`."""
