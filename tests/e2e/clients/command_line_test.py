"""tests/e2e/clients: bad input on the command line: return code 2, one line that says why, and no file changed."""
import contextlib
import hashlib
import json
import pathlib
import shutil
import sqlite3
import unittest

from support import Served, made, messages, new_path, run, sample_file


def square(west, south, code, name):
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1], [west, south]]
    return {"type": "Feature", "properties": {"code": code, "name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}


def crossing(west, south, code, name):
    unit = square(west, south, code, name)
    ring = unit["geometry"]["coordinates"][0]
    ring[2], ring[1] = ring[1], ring[2]
    return unit


def geojson(*features):
    path = new_path(".geojson")
    pathlib.Path(path).write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def digests(folder):
    # The lock file beside a database has no content; SQLite's shared memory has nothing that lasts.
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())
            if path.suffix in (".sqlite", ".geojson", ".txt")}


class CommandLineTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(new_path(""))
        self.folder.mkdir()

    def place(self, path, name):
        return shutil.copyfile(path, self.folder / name)

    def database(self, name="a.sqlite"):
        path = str(self.folder / name)
        made("init", "--db", path)
        return path

    def filled(self):
        path = self.database()
        made("import", "divisions", geojson(square(120, 30, "330199", "甲区")), "--crs", "wgs84", "--db", path)
        return path

    def refused(self, code, *arguments):
        before = digests(self.folder)
        done = run(*map(str, arguments))
        self.assertEqual(done.returncode, 2, done.stderr)
        told = messages(done.stderr)
        self.assertEqual(len(told), 1, done.stderr)
        self.assertRegex(told[0], rf"^diming: .+ \[{code}\]$")
        self.assertEqual(done.stdout, "")
        self.assertEqual(digests(self.folder), before)
        return told[0]

    def refused_import(self, code, file, *options):
        return self.refused(code, "import", "divisions", file, "--db", self.database(), *options)

    # -- the file to import

    def test_import_with_an_unknown_crs_is_refused(self):
        told = self.refused_import("crs.unknown", geojson(square(120, 30, "330199", "甲区")), "--crs", "mars")
        self.assertIn("mars", told)

    def test_import_of_a_shape_without_crs_is_refused(self):
        self.refused_import("crs.unknown", geojson(square(120, 30, "330199", "甲区")))

    def test_import_of_broken_geojson_is_refused(self):
        path = pathlib.Path(geojson(square(120, 30, "330199", "甲区")))
        path.write_text(path.read_text(encoding="utf-8")[:150], encoding="utf-8")
        self.refused_import("file.broken", path, "--crs", "wgs84")

    def test_import_of_a_file_that_is_not_there_is_refused(self):
        told = self.refused_import("file.not_found", self.folder / "none.geojson", "--crs", "wgs84")
        self.assertIn("none.geojson", told)

    def test_import_of_a_polygon_that_crosses_itself_is_refused_with_the_place(self):
        told = self.refused_import("geometry.self_crossing", geojson(crossing(120, 30, "330199", "甲区")), "--crs", "wgs84")
        self.assertIn("甲区", told)
        self.assertIn("120.05", told)

    def test_import_of_a_code_twice_in_one_file_is_refused(self):
        file = geojson(square(120, 30, "330199", "甲区"), square(121, 30, "330199", "乙区"))
        told = self.refused_import("division.code_exists", file, "--crs", "wgs84")
        self.assertIn("甲区", told)
        self.assertIn("乙区", told)

    def test_import_of_overlapping_areas_is_refused(self):
        file = geojson(square(120, 30, "330199", "甲区"), square(120, 30, "330198", "乙区"))
        self.refused_import("geometry.overlap", file, "--crs", "wgs84")

    def test_import_refused_into_a_new_database_leaves_no_database(self):
        file = geojson(square(120, 30, "330199", "甲区"), square(120, 30, "330198", "乙区"))
        self.refused("geometry.overlap", "import", "divisions", file, "--crs", "wgs84", "--db", self.folder / "new.sqlite")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_import_of_the_same_file_twice_is_refused(self):
        path = self.filled()
        self.refused("division.code_exists", "import", "divisions", geojson(square(120, 30, "330199", "甲区")), "--crs",
                     "wgs84", "--db", path)

    def test_import_without_the_named_field_is_refused(self):
        told = self.refused_import("file.field_not_found", geojson(square(120, 30, "330199", "甲区")), "--crs", "wgs84",
                                   "--code-field", "adcode")
        self.assertIn("adcode", told)

    def test_import_with_a_day_that_does_not_exist_is_refused(self):
        self.refused_import("date.malformed", geojson(square(120, 30, "330199", "甲区")), "--crs", "wgs84",
                            "--effective-from", "2023-02-30")

    # -- the database

    def each_command(self, code, path):
        file = geojson(square(120, 30, "330199", "甲区"))
        for arguments in (["serve", "--port", "0"], ["check"], ["geocode", "甲"], ["reverse", "30,120"],
                          ["import", "divisions", file, "--crs", "wgs84"]):
            with self.subTest(arguments[0]):
                self.refused(code, *arguments, "--db", path)

    def test_database_of_a_newer_version_is_refused(self):
        path = self.filled()
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version = 9999")
        self.each_command("store.newer", path)

    def test_text_file_for_a_database_is_refused(self):
        path = self.folder / "text.sqlite"
        path.write_text("a text that is no database\n" * 40, encoding="utf-8")
        self.each_command("store.not_a_database", path)

    def test_sqlite_database_of_another_program_is_refused(self):
        path = self.folder / "foreign.sqlite"
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE note (text TEXT)")
            db.commit()
        self.each_command("store.not_diming", path)

    def test_database_that_is_not_there_is_refused(self):
        for arguments in (["serve", "--port", "0"], ["check"], ["geocode", "甲"], ["reverse", "30,120"]):
            with self.subTest(arguments[0]):
                self.refused("store.not_found", *arguments, "--db", self.folder / "none.sqlite")
        self.assertEqual([path.name for path in self.folder.iterdir() if path.suffix == ".sqlite"], [])

    def test_sample_and_init_onto_a_file_that_exists_are_refused(self):
        path = self.filled()
        self.refused("store.exists", "sample", "--small", "--db", path)
        self.refused("store.exists", "init", "--db", path)

    def test_file_that_is_being_served_is_refused_to_a_second_server_and_to_an_import(self):
        path = self.filled()
        with Served(path) as server:
            self.refused("store.locked", "serve", "--port", "0", "--db", path)
            self.refused("store.locked", "import", "divisions", geojson(square(121, 30, "330198", "乙区")), "--crs", "wgs84",
                         "--db", path)
            self.assertIn("甲区", made("geocode", "甲区", "--db", path).stdout)
            self.assertEqual(server.stop(), 0)

    # -- serving

    def test_port_in_use_is_refused(self):
        with Served(self.filled()) as server:
            told = self.refused("http.port_in_use", "serve", "--port", server.port, "--db", self.database("b.sqlite"))
            self.assertIn(str(server.port), told)

    def test_public_mode_refuses_sample_data(self):
        path = self.place(sample_file(), "sample.sqlite")
        self.refused("serve.sample_not_public", "serve", "--port", "0", "--public", "--review-number", "浙S(2026)1号", "--db",
                     path)

    def test_public_mode_without_review_number_is_refused(self):
        self.refused("serve.review_number_missing", "serve", "--port", "0", "--public", "--db", self.filled())

    def test_address_that_is_not_this_machine_is_refused(self):
        self.refused("http.address_unusable", "serve", "--port", "0", "--address", "192.0.2.1", "--db", self.filled())

    # -- arguments

    def test_unknown_subcommand_is_refused_by_its_name(self):
        self.assertIn("frobnicate", self.refused("arguments", "frobnicate"))

    def test_no_subcommand_is_refused(self):
        self.refused("arguments")

    def test_missing_argument_is_refused_by_its_name(self):
        self.assertIn("--db", self.refused("arguments", "geocode", "甲"))
        self.assertIn("file", self.refused("arguments", "import", "divisions", "--db", self.database()))

    def test_unknown_option_is_refused_by_its_name(self):
        self.assertIn("--colour", self.refused("arguments", "check", "--colour", "--db", self.database()))

    def test_port_out_of_range_is_refused(self):
        self.refused("arguments", "serve", "--port", "99999", "--db", self.database())

    def test_reverse_of_a_text_that_is_no_position_is_refused(self):
        self.assertIn("abc", self.refused("request.not_a_number", "reverse", "abc", "--db", self.filled()))


if __name__ == "__main__":
    unittest.main()
