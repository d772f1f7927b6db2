"""Documents that somebody sends: downloaded from Telegram and read."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

from telegram import Document
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest

from bot.handlers.replies import with_retries
from bot.handlers.services import Services
from bot.messages.phrases import phrase
from index.errors import SourceError, SourceProblem
from index.extract.documents import from_upload
from index.extract.formats import LISTED_UPLOADS, MAY_BE_TEXT, UPLOADS, refuse
from index.model import Draft


async def read_document(
    document: Document, largest: int, services: Services, language: str
) -> list[Draft | SourceError]:
    """Read a document, and what is attached to it.

    Args:
        document: As Telegram has it.
        largest: Bytes it may have.
        services: Give a worker thread.
        language: Code of the language of a name for one without.

    Returns:
        The text of each, or why there is none.
    """
    name = document.file_name or phrase(language, "unnamed document")
    largest = min(largest, FileSizeLimit.FILESIZE_DOWNLOAD)
    too_large = SourceError(name, SourceProblem.TOO_LARGE, most=round(largest / 1e6))
    if refused := refused_by_name(document):
        return [refused]
    if (document.file_size or 0) > largest:
        return [too_large]
    try:
        file = await with_retries(document.get_file)
        data = bytes(await with_retries(file.download_as_bytearray))
    except BadRequest:
        return [SourceError(name, SourceProblem.UPLOAD_EXPIRED)]
    if len(data) > largest:
        return [too_large]
    return await services.workers.run(partial(parsed, data, name, suffix_of(document)))


def refused_by_name(document: Document) -> SourceError | None:
    """Why a document is not even downloaded: of what its name promises nothing can be read."""
    suffix = suffix_of(document)
    if not suffix or suffix in UPLOADS | MAY_BE_TEXT:
        return None
    return refuse(document.file_name or suffix, suffix, LISTED_UPLOADS)


def parsed(data: bytes, name: str, suffix: str) -> list[Draft | SourceError]:
    """The drafts of a document and of what is attached to it, or why there is none."""
    try:
        return list(from_upload(data, name, suffix))
    except SourceError as error:
        return [error]


def suffix_of(document: Document) -> str:
    """The suffix of a document's name, in small letters; "" where it has none."""
    return PurePath(document.file_name or "").suffix.lower()
