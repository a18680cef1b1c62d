"""tests/e2e/clients: GDAL's vector tile driver reads over HTTP what the file holds."""
import collections
import os
import subprocess
import unittest

import vector_tile
from support import Register, Served, new_path, sample_file, tile_of, tile_position

ZOOM = 14
EXTENT = 4096
BUFFER = 64
HALF_WORLD = 20037508.342789244  # metres of the Mercator square
TILE_METRES = 2 * HALF_WORLD / 2 ** ZOOM


def within_tile(plate, x, y):
    """Whether the doorplate lies in the tile or in its margin; None where rounding decides."""
    fx, fy = tile_position(plate[4], plate[5], ZOOM)
    beyond = max(abs((f - t) * EXTENT - EXTENT / 2) for f, t in ((fx, x), (fy, y))) - (EXTENT / 2 + BUFFER)
    return None if abs(beyond) <= 1 else beyond < 0


class GdalTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(sample_file())
        cls.addClassCleanup(cls.server.stop)
        cls.metadata = f"METADATA_FILE={cls.server.url}/tiles/map"
        cls.plates = Register(cls.server.path).plates()
        cells = collections.Counter(tile_of(plate[4], plate[5], ZOOM) for plate in cls.plates)
        cls.fullest = cells.most_common(1)[0][0]
        cls.tiles = sorted(cells)

    def read(self, path):
        # Without CLIP=NO the driver drops what lies in the margin.
        return vector_tile.read(f"MVT:{self.server.url}/tiles/map/{path}", self.metadata, "CLIP=NO")

    def doorplates(self, path):
        return [((told["label"] + "号", told["road"]), shape) for told, shape in self.read(path)["doorplate"]["features"]]

    def test_tile_holds_the_doorplates_of_the_file_with_its_margin(self):
        for x, y in self.tiles[:6] + [self.fullest]:
            told = collections.Counter(name for name, _ in self.doorplates(f"{ZOOM}/{x}/{y}.pbf"))
            inside = [within_tile(plate, x, y) for plate in self.plates]
            sure = collections.Counter(plate[1:3] for plate, at in zip(self.plates, inside) if at)
            possible = collections.Counter(plate[1:3] for plate, at in zip(self.plates, inside) if at is not False)
            self.assertFalse(sure - told, (x, y))
            self.assertFalse(told - possible, (x, y))

    def test_tile_puts_each_doorplate_where_the_file_has_it(self):
        x, y = self.fullest
        spots = collections.defaultdict(list)
        for name, point in self.doorplates(f"{ZOOM}/{x}/{y}.pbf"):
            spots[name].append((point.GetX(), point.GetY()))
        for plate in self.plates:
            if not within_tile(plate, x, y):
                continue
            fx, fy = tile_position(plate[4], plate[5], ZOOM)
            east, north = fx * TILE_METRES - HALF_WORLD, HALF_WORLD - fy * TILE_METRES
            away = min(max(abs(east - px), abs(north - py)) for px, py in spots[plate[1:3]])
            self.assertLessEqual(away, 1.01 * TILE_METRES / EXTENT, plate)

    def test_level_read_by_tile_template_holds_every_doorplate(self):
        told = collections.Counter(name for name, _ in self.doorplates(str(ZOOM)))
        self.assertFalse(collections.Counter(plate[1:3] for plate in self.plates) - told)

    def test_ogrinfo_names_every_layer_of_the_tilejson(self):
        x, y = self.fullest
        done = subprocess.run(["ogrinfo", "-ro", "-so", "-al", f"MVT:{self.server.url}/tiles/map/{ZOOM}/{x}/{y}.pbf",
                               "-oo", self.metadata], capture_output=True, text=True, env=os.environ, timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for name in ("province", "village", "boundary", "road", "doorplate", "place", "division_label"):
            self.assertIn(f"Layer name: {name}\n", done.stdout)

    def test_ogr2ogr_export_of_a_tile_has_the_same_features_and_valid_areas(self):
        x, y = self.fullest
        source = f"MVT:{self.server.url}/tiles/map/{ZOOM}/{x}/{y}.pbf"
        target = new_path(".gpkg")
        done = subprocess.run(["ogr2ogr", "-f", "GPKG", target, source, "-oo", self.metadata, "-oo",
                               "CLIP=NO"], capture_output=True, text=True, env=os.environ, timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        read, written = self.read(f"{ZOOM}/{x}/{y}.pbf"), vector_tile.read(target)
        self.assertEqual(set(written), set(read))
        for name, layer in written.items():
            self.assertEqual(len(layer["features"]), len(read[name]["features"]), name)
            for told, shape in layer["features"]:
                self.assertTrue(not shape.IsEmpty() and shape.IsValid(), (name, told))


if __name__ == "__main__":
    unittest.main()
