"""The revisions of bot.sqlite: conversations, rights, subscriptions, outgoing messages."""
