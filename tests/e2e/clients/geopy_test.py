"""tests/e2e/clients: geopy's Nominatim class, unchanged, against the program."""
import json
import unittest

from geopy.geocoders import Nominatim

from support import Register, Served, sample_file

SAMPLES = 40  # doorplates asked for, spread over the register


class GeopyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(sample_file())
        cls.addClassCleanup(cls.server.stop)
        cls.register = Register(cls.server.path)
        cls.client = Nominatim(domain=f"localhost:{cls.server.port}", scheme="http", user_agent="diming-tests",
                               timeout=20, proxies={})

    def plates(self):
        # Where a facility stands at a plate, a position is the facility's as much as the plate's.
        taken = {plate for plate, in self.register.rows("SELECT doorplate_id FROM facility")}
        plates = [plate for plate in self.register.plates() if plate[0] not in taken]
        return plates[:: len(plates) // SAMPLES][:SAMPLES]

    def assert_at(self, found, lon, lat):
        self.assertAlmostEqual(found.longitude, lon, places=6)
        self.assertAlmostEqual(found.latitude, lat, places=6)

    def test_geocode_full_standard_address_finds_its_doorplate(self):
        for plate, number, road, division, lon, lat in self.plates():
            chain = self.register.chain(division)
            for address in ("".join(chain) + road + number, "".join(chain[:-1]) + road + number):
                found = self.client.geocode(address, addressdetails=True, namedetails=True, country_codes="cn")
                self.assertEqual(found.raw["place_id"], plate, address)
                self.assert_at(found, lon, lat)
                self.assertEqual(found.raw["address"]["road"], road)
                self.assertEqual(found.raw["address"]["house_number"], number)

    def test_geocode_division_finds_the_unit_of_that_name(self):
        units = self.register.rows("SELECT id, name, level FROM pub_division GROUP BY name HAVING count(*) = 1"
                                   " ORDER BY level, id")
        self.assertEqual({level for _, _, level in units}, {1, 2, 3, 4, 5})
        for unit, name, _ in units[:40]:
            found = self.client.geocode("".join(self.register.chain(unit)))
            self.assertEqual((found.raw["place_id"], found.raw["class"]), (unit, "boundary"), name)
            self.assertTrue(found.address.endswith(name))

    def test_geocode_road_finds_the_line_of_that_name(self):
        roads = self.register.rows("SELECT id, name FROM pub_road GROUP BY name HAVING count(*) = 1 ORDER BY id")
        for road, name in roads[:: len(roads) // 20]:
            found = self.client.geocode(name, geometry="geojson")
            self.assertEqual((found.raw["place_id"], found.raw["class"]), (road, "highway"), name)
            self.assertEqual(found.raw["geojson"]["type"], "LineString")
            south, north, west, east = map(float, found.raw["boundingbox"])
            self.assertTrue(south <= found.latitude <= north and west <= found.longitude <= east)

    def test_geocode_outside_of_a_bounded_viewbox_finds_nothing(self):
        _, number, road, division, lon, lat = self.plates()[0]
        address = "".join(self.register.chain(division)) + road + number
        beside = [(lat + 1, lon + 1), (lat + 2, lon + 2)]
        around = [(lat - 0.01, lon - 0.01), (lat + 0.01, lon + 0.01)]
        self.assertIsNone(self.client.geocode(address, viewbox=beside, bounded=True))
        self.assertIsNotNone(self.client.geocode(address, viewbox=around, bounded=True))
        self.assertIsNone(self.client.geocode(address, country_codes="fr"))

    def test_geocode_unknown_name_finds_nothing(self):
        self.assertIsNone(self.client.geocode("qzxv"))

    def test_structured_query_in_either_order_of_the_street_finds_the_doorplate(self):
        for plate, number, road, division, lon, lat in self.plates()[:10]:
            chain = self.register.chain(division)
            for street in (road + number, number + " " + road, number.rstrip("号") + " " + road):
                found = self.client.geocode({"state": chain[0], "city": chain[1], "county": chain[2], "street": street})
                self.assertEqual(found.raw["place_id"], plate, street)
                self.assert_at(found, lon, lat)

    def test_structured_query_of_a_county_finds_the_county(self):
        county, division = self.register.rows("SELECT id, id FROM pub_division WHERE level = 3")[0]
        chain = self.register.chain(division)
        found = self.client.geocode({"state": chain[0], "city": chain[1], "county": chain[2]})
        self.assertEqual(found.raw["place_id"], county)

    def test_reverse_at_a_doorplate_tells_its_address(self):
        for plate, number, road, division, lon, lat in self.plates():
            found = self.client.reverse((lat, lon), addressdetails=True)
            self.assertEqual(found.raw["place_id"], plate, found.address)
            self.assertTrue(found.address.endswith(road + number), found.address)
            names = set(found.raw["address"].values())
            self.assertLessEqual(set(self.register.chain(division)), names, json.dumps(found.raw, ensure_ascii=False))

    def test_reverse_by_zoom_tells_the_unit_of_the_level(self):
        _, _, _, division, lon, lat = self.plates()[3]
        chain = self.register.chain(division)
        for zoom, name in ((5, chain[0]), (10, chain[2])):
            self.assertTrue(self.client.reverse((lat, lon), zoom=zoom).address.endswith(name), zoom)

    def test_reverse_off_the_register_finds_nothing(self):
        self.assertIsNone(self.client.reverse((0.0, 0.0)))


if __name__ == "__main__":
    unittest.main()
