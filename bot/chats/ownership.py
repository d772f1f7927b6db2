"""How whoever runs the bot becomes its first admin: by a one-time code that only this machine shows."""

from __future__ import annotations

import hmac
import re
import secrets

import sqlalchemy as sql
from sqlalchemy import Column, String, Table

from bot.chats.access import Access, Role, write_role
from bot.chats.database import Database, metadata

owner_code_ = Table("owner_code", metadata, Column("code", String, primary_key=True))

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
LENGTH = 10
_CODE = re.compile(rf"(?:/start(?:@\w+)?\s+)?([{LETTERS}]{{5}}[- ]?[{LETTERS}]{{5}})", re.IGNORECASE)


class Ownership:
    """The code, for as long as the bot has no admin."""

    def __init__(self, database: Database, access: Access) -> None:
        """Look after a bot's first admin.

        Args:
            database: Where the code is kept, so that several processes, and the next one, show the same.
            access: Tells whether there is an admin, and makes one.
        """
        self._database = database
        self._access = access

    def code(self) -> str | None:
        """The code to show, like K7QFX-2MWPD; None where there is an admin."""
        if self._access.admins:
            return None
        with self._database.writing() as connection:
            code = connection.execute(sql.select(owner_code_.c.code)).scalar()
            if code is None:
                code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
                connection.execute(owner_code_.insert().values(code=code))
        return f"{code[:5]}-{code[5:]}"

    def claim(self, text: str, person: int) -> bool:
        """Make whoever wrote the code, alone or after /start, the first admin; the code then holds no longer.

        Args:
            text: What was written in a private chat.
            person: Who wrote it.

        Returns:
            Whether it was the code.
        """
        given = _CODE.fullmatch(text.strip())
        if given is None:
            return False
        letters = re.sub("[- ]", "", given[1]).upper()
        with self._database.writing() as connection:
            code = connection.execute(sql.select(owner_code_.c.code)).scalar()
            if code is None or not hmac.compare_digest(code, letters) or self._access.admins:
                return False
            connection.execute(owner_code_.delete())
            write_role(connection, person, Role.ADMIN, by=0)
        return True
