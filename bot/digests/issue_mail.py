"""An issue of a digest as a mail: plain text and HTML, always the same for the same issue."""

from __future__ import annotations

import os
import re
import uuid
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from bot.digests.issue_page import html_page, issue_title, plain_page
from bot.digests.issues import Issue

_NOT_IN_HEADER = re.compile(r"[\s\ufffd]+")


def message_of(issue: Issue, sender: str, recipient: str) -> EmailMessage:
    """The mail.

    Args:
        issue: What it brings.
        sender: The address it comes from.
        recipient: The address it goes to; empty for none, as of a file.
    """
    edition = issue.edition
    message = EmailMessage(SMTP)
    message["Subject"] = _NOT_IN_HEADER.sub(" ", f"{issue.digest}: {issue_title(edition)}")
    message["From"] = sender
    if recipient:
        message["To"] = recipient
    message["Date"] = issue.at
    message["Message-ID"] = f"<{issue_uuid(issue)}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # so that nobody's absence is answered to it
    message.set_content(plain_page(edition), cte="quoted-printable")
    page = f'<!DOCTYPE html>\n<html lang="{edition.language}"><body>\n{html_page(edition)}\n</body></html>\n'
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{issue_uuid(issue).hex}")  # else each sending would draw another one
    return message


def issue_uuid(issue: Issue) -> uuid.UUID:
    """What an issue is known by, wherever and however often it is sent."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"onrecord:{issue.digest}:{issue.at.isoformat()}")


def write_file(folder: Path, message: EmailMessage, issue: Issue) -> Path:
    """Write a mail into a folder, whole or not at all; the same issue again is the same file.

    Args:
        folder: Made where it is missing.
        message: The mail.
        issue: Whose it is.

    Raises:
        OSError: It can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{issue.edition.day.isoformat()}-{issue.digest}.eml"
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(message.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return path
