#!/usr/bin/env python3
"""Draws what is asked for from a database file, the same for the same file: tile addresses, addresses, positions.

usage: draw.py FILE FOLDER   writes FOLDER/{tiles-LAYER,search,reverse}.txt, counts of the file as rows on stdout
"""
import math
import random
import sqlite3
import struct
import sys
from collections import Counter, defaultdict
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote

TILES_A_LAYER = 2000
LOOKUPS = 5000
LAYERS = {"doorplate": (14, 14), "village": (10, 14), "county": (6, 10), "map": (6, 14)}
POINT_AT = 43  # bytes of a SpatiaLite point before its coordinates
POINT_BYTES = 60


def tile_of(lon, lat, z):
    side = 1 << z
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return int((lon + 180) / 360 * side), int(y * side)


def read_plates(db):
    rows = db.execute("SELECT geometry, division_id, road, label FROM pub_doorplate ORDER BY id")
    return [(*struct.unpack_from("<2d", geometry, POINT_AT), *rest) for geometry, *rest in rows]


class Divisions:
    def __init__(self, db):
        self.parent = dict(db.execute("SELECT division_id, parent_id FROM division_parent WHERE effective_to IS NULL"))
        self.row = {i: (level, name) for i, level, name in db.execute("SELECT id, level, name FROM pub_division")}

    def above(self, division, level):
        """The unit of the level that holds the division, or None."""
        while division is not None and self.row[division][0] > level:
            division = self.parent.get(division)
        return division if division is not None and self.row[division][0] == level else None

    def text(self, division):
        names = (self.above(division, level) for level in (2, 3))
        return "".join(self.row[i][1] for i in names if i is not None)


def draw_tiles(plates, divisions, layer, folder):
    """Towns by Zipf's law in the order of their doorplates; in a town any plate, in large scales up to a tile beside."""
    towns = defaultdict(list)
    for plate in plates:
        towns[divisions.above(plate[2], 4)].append(plate)
    ranked = sorted(towns.values(), key=len, reverse=True)
    weights = list(accumulate(1 / rank for rank in range(1, len(ranked) + 1)))
    dice = random.Random(layer)
    low, high = LAYERS[layer]
    with open(folder / f"tiles-{layer}.txt", "w") as out:
        for town in dice.choices(ranked, cum_weights=weights, k=TILES_A_LAYER):
            lon, lat = dice.choice(town)[:2]
            z = dice.randint(low, high)
            x, y = tile_of(lon, lat, z)
            reach = 1 if z >= 12 else 0
            print(f"/tiles/{layer}/{z}/{x + dice.randint(-reach, reach)}/{y + dice.randint(-reach, reach)}", file=out)


def draw_lookups(plates, divisions, folder):
    dice = random.Random(1)
    chosen = dice.sample(plates, min(LOOKUPS, len(plates)))
    with open(folder / "search.txt", "w") as out, open(folder / "search-at.txt", "w") as places:
        for lon, lat, division, road, label in chosen:
            print(f"/search?limit=1&q={quote(f'{divisions.text(division)}{road}{label}号')}", file=out)
            print(f"{lon:.7f} {lat:.7f}", file=places)
    metre = 1 / 111_000
    with open(folder / "reverse.txt", "w") as out:
        for lon, lat, *_ in chosen:
            print(f"/reverse?lat={lat + dice.uniform(-20, 20) * metre:.7f}&lon={lon + dice.uniform(-20, 20) * metre:.7f}",
                  file=out)


def count(db, plates):
    single = lambda sql: db.execute(sql).fetchone()[0]
    villages = single("SELECT count(*) FROM pub_village")
    in_village = sorted(Counter(plate[2] for plate in plates).values(), reverse=True)
    # The header and the end of a SpatiaLite line string are 48 bytes; a line between two areas is in two rings.
    sides = "(left_face_id IS NOT NULL) + (right_face_id IS NOT NULL)"
    vertices = single(f"SELECT sum((length(geometry) - 48) / 16 * ({sides})) FROM edge WHERE effective_to IS NULL")
    yield "villages", villages, ""
    yield "ring vertices", vertices, ""
    yield "roads", single("SELECT count(*) FROM pub_road"), ""
    yield "doorplates", len(plates), ""
    yield "most doorplates in a z14 tile", max(Counter(tile_of(*p[:2], 14) for p in plates).values()), ""
    yield "doorplates in the top tenth of villages", round(100 * sum(in_village[: villages // 10]) / len(plates), 1), "%"


def main():
    db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    folder = Path(sys.argv[2])
    plates = read_plates(db)
    assert db.execute("SELECT count(*) FROM doorplate WHERE length(geometry) <> ?", [POINT_BYTES]).fetchone()[0] == 0
    divisions = Divisions(db)
    for layer in LAYERS:
        draw_tiles(plates, divisions, layer, folder)
    draw_lookups(plates, divisions, folder)
    for name, value, unit in count(db, plates):
        print(name, value, unit, "", sep="\t")


main()
