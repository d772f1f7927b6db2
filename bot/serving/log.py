"""The log of a process that serves, on standard error: as lines for people, or as a JSON object a line.

Whichever it is, secrets are replaced and no line can be made by others: see `bot.transport.redaction`.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Literal

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def write_log(level: str, form: Literal["text", "json"]) -> None:
    """Begin to write the log.

    Args:
        level: The least that On Record writes, in small letters; of other libraries, warnings and what is worse.
        form: How a record is written.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonLines() if form == "json" else logging.Formatter(TEXT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    least = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(max(least, logging.WARNING))
    logging.getLogger("onrecord").setLevel(least)


class _JsonLines(logging.Formatter):
    """A record as a JSON object on a line."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        fields |= {name: text for name in ("exc_text", "stack_info") if (text := getattr(record, name))}
        if "exc_text" in fields:
            fields["traceback"] = fields.pop("exc_text")
        return json.dumps(fields)
