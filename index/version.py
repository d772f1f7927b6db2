"""Which release of On Record this is."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"  # there in a checkout only


def version(package: str = "on-record", project: Path = PROJECT) -> str:
    """The version of this release.

    Args:
        package: The installed package to ask.
        project: Where to look when it is not installed.

    Returns:
        The version, such as "0.2.0", or "unknown".
    """
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        pass
    try:
        declared = tomllib.loads(project.read_text("utf-8"))["project"]["version"]
    except (OSError, ValueError, KeyError):
        return "unknown"
    return str(declared)
