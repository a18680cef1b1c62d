"""tests/e2e/clients: what the TileJSON and the style promise, and whether the tiles keep it."""
import json
import shutil
import subprocess
import unittest

import vector_tile
from support import ROOT, Register, Served, get, new_path, sample_file, tile_of

VALIDATOR = ROOT / "api" / "web" / "node_modules" / ".bin" / "gl-style-validate"
TYPES = {"String": {"String"}, "Number": {"Integer", "Integer64", "Real"}, "Boolean": {"Integer"}}


class TileJsonTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(sample_file())
        cls.addClassCleanup(cls.server.stop)
        cls.plate = Register(cls.server.path).plates()[0]

    def tilejson(self, name="map"):
        return get(f"{self.server.url}/tiles/{name}").json

    def test_required_members_of_3_0_0_are_there(self):
        for name in ("map", "division", "care", "road", "county"):
            told = self.tilejson(name)
            self.assertEqual(told["tilejson"], "3.0.0")
            self.assertTrue(told["tiles"])
            for template in told["tiles"]:
                self.assertRegex(template, r"^http://.*\{z\}.*\{x\}.*\{y\}")
            self.assertTrue(told["vector_layers"])
            for layer in told["vector_layers"]:
                self.assertIsInstance(layer["id"], str)
                self.assertTrue(all(isinstance(text, str) for text in layer["fields"].values()))

    def test_optional_members_are_in_range(self):
        told = self.tilejson()
        self.assertEqual(told["scheme"], "xyz")
        self.assertTrue(0 <= told["minzoom"] <= told["maxzoom"] <= 30)
        west, south, east, north = told["bounds"]
        self.assertTrue(-180 <= west < east <= 180 and -85.06 <= south < north <= 85.06)
        self.assertTrue(west <= self.plate[4] <= east and south <= self.plate[5] <= north)
        self.assertTrue(told["attribution"])
        for layer in told["vector_layers"]:
            self.assertTrue(told["minzoom"] <= layer["minzoom"] <= layer["maxzoom"] <= told["maxzoom"], layer["id"])

    def test_unknown_tileset_is_not_found(self):
        self.assertEqual(get(self.server.url + "/tiles/none").status, 404)

    def test_tiles_hold_only_what_is_declared(self):
        told = self.tilejson()
        declared = {layer["id"]: layer for layer in told["vector_layers"]}
        seen = set()
        for zoom in range(told["minzoom"], told["maxzoom"] + 1):
            x, y = tile_of(self.plate[4], self.plate[5], zoom)
            answer = get(told["tiles"][0].format(z=zoom, x=x, y=y))
            self.assertEqual((answer.status, answer.headers.get_content_type()),
                             (200, "application/vnd.mapbox-vector-tile"))
            path = new_path(".mvt")
            with open(path, "wb") as file:
                file.write(answer.body)
            for name, layer in vector_tile.read("MVT:" + path).items():
                seen.add(name)
                self.assertTrue(declared[name]["minzoom"] <= zoom <= declared[name]["maxzoom"], (name, zoom))
                for field in set(layer["fields"]) - {"mvt_id"}:
                    self.assertIn(layer["fields"][field], TYPES[declared[name]["fields"][field]], (name, field))
        self.assertLessEqual({"province", "county", "village", "road", "doorplate"}, seen)

    def test_style_is_valid_and_draws_only_declared_layers(self):
        if not VALIDATOR.exists() or not shutil.which("node"):
            self.skipTest("needs api/web/node_modules (npm ci) and node")
        text = get(self.server.url + "/styles/day.json").body
        path = new_path(".json")
        with open(path, "wb") as file:
            file.write(text)
        done = subprocess.run([str(VALIDATOR), path], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))
        style = json.loads(text)
        sources = {name: source for name, source in style["sources"].items() if source["type"] == "vector"}
        self.assertTrue(sources)
        for source in sources.values():
            self.assertTrue(source["url"].startswith(self.server.url + "/tiles/"), source)
            self.assertEqual(get(source["url"]).status, 200)
        layers = {name: {layer["id"] for layer in get(source["url"]).json["vector_layers"]}
                  for name, source in sources.items()}
        for layer in style["layers"]:
            if layer.get("source") in sources:
                self.assertIn(layer["source-layer"], layers[layer["source"]], layer["id"])


if __name__ == "__main__":
    unittest.main()
