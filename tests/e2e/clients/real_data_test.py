"""tests/e2e/clients: real counties and registers, imported by command, served, read by GDAL and asked by position."""
import concurrent.futures
import json
import unittest

from osgeo import ogr

import vector_tile
from support import Register, Served, get, made, new_path, shared, tile_of

COUNTIES = 90
RIGHT = 1006  # of 1,008 places of Ningbo; the others stand on a line
REGISTERS = ("level1_province", "level2_prefecture", "level3_county", "level4_township", "level5_village")
UNITS = {1: 1, 2: 11, 3: 90, 4: 1387, 5: 25547}
POLYGONS = "data/polygons/zj_county_2021_gcj02.geojson"
PLACES = "data/osm_ningbo/ningbo_osm_areas_wgs84.geojson"
ZOOM = 7

ogr.UseExceptions()


def import_polygons(path):
    made("import", "divisions", shared(POLYGONS), "--crs", "gcj02", "--code-field", "adcode", "--name-field", "name", "--db",
         path)


def import_registers(path):
    for name in REGISTERS:
        made("import", "divisions", shared(f"data/divisions_zj/{name}.csv"), "--db", path)


def inner_point(geometry):
    point = ogr.CreateGeometryFromJson(json.dumps(geometry)).PointOnSurface()
    return point.GetX(), point.GetY()


class RealDataTest(unittest.TestCase):
    def check_register(self, path):
        register = Register(path)
        self.assertEqual(dict(register.rows("SELECT level, count(*) FROM pub_division GROUP BY level")), UNITS)
        orphans = register.rows("SELECT count(*) FROM pub_division d WHERE level > 1 AND NOT EXISTS (SELECT 1 FROM"
                                " division_parent p WHERE p.division_id = d.id AND p.effective_to IS NULL)")
        self.assertEqual(orphans, [(0,)])
        self.assertIn("完好", made("check", "--db", path).stdout)

    def check_tiles(self, server):
        west, south, east, north = get(server.url + "/tiles/county").json["bounds"]
        (x0, y0), (x1, y1) = tile_of(west, north, ZOOM), tile_of(east, south, ZOOM)
        names = set()
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                if get(f"{server.url}/tiles/county/{ZOOM}/{x}/{y}").status == 204:
                    continue
                # Cutting at the tile's frame, the driver drops areas whose simplified line touches itself.
                layer = vector_tile.read(f"MVT:{server.url}/tiles/county/{ZOOM}/{x}/{y}.pbf", "CLIP=NO")["county"]
                names |= {(told["code"][:6], told["name"]) for told, _ in layer["features"]}
        expected = {(code[:6], name) for code, name in
                    Register(server.path).rows("SELECT code, name FROM pub_division WHERE level = 3")}
        self.assertEqual(len(expected), COUNTIES)
        self.assertEqual(names, expected)

    def check_places(self, server):
        with open(shared(PLACES), encoding="utf-8") as file:
            places = json.load(file)["features"]
        self.assertEqual(len(places), 1008)

        def right(place):
            lon, lat = inner_point(place["geometry"])
            answer = get(server.url + "/reverse", lat=f"{lat:.7f}", lon=f"{lon:.7f}", format="jsonv2").json
            return place["properties"]["county"] in answer.get("address", {}).values()

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            self.assertGreaterEqual(sum(pool.map(right, places)), RIGHT)

    def test_polygons_before_registers_serve_every_county(self):
        path = new_path(".sqlite")
        import_polygons(path)
        import_registers(path)
        self.check_register(path)
        with Served(path) as server:
            self.check_tiles(server)
            self.check_places(server)

    def test_registers_before_polygons_serve_every_county(self):
        path = new_path(".sqlite")
        import_registers(path)
        import_polygons(path)
        self.check_register(path)
        with Served(path) as server:
            self.check_tiles(server)
            self.check_places(server)


if __name__ == "__main__":
    unittest.main()
