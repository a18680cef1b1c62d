"""tests/e2e/clients: an approved name outlives the program's end, and the stopped file tells it by command."""
import unittest

from desk import Desk, Listener
from support import Served, made, run, sample_file

NAME = "枕溪望澜路"


class RestartTest(unittest.TestCase, Desk):
    def test_approved_name_is_there_after_an_end_and_a_start(self):
        path = sample_file()
        with Served(path) as server:
            self.sit_at(server)
            case = self.done(self.reviewed(NAME), "approve", **self.approval(1))
            self.assertEqual(server.stop(), 0)

        self.assertIn("完好", made("check", "--db", path).stdout)
        address = "".join(self.chain) + NAME
        text, lon, lat, found = made("geocode", "--db", path, address).stdout.rstrip("\n").split("\t")
        self.assertEqual(text, address)
        self.assertTrue(found.endswith(NAME), found)
        self.assertAlmostEqual(float(lon), self.lon, places=3)
        self.assertAlmostEqual(float(lat), self.lat, places=3)
        middle = f"{self.lat + 0.0001},{self.lon}"
        told = made("reverse", "--db", path, middle).stdout
        self.assertTrue(told.startswith(middle + "\t"), told)
        self.assertIn("".join(self.chain[:3]), told)
        self.assertEqual(run("geocode", "--db", path, text=address + "\n").stdout.count(NAME), 2)

        with Served(path) as server:
            self.sit_at(server)
            self.assertEqual(self.search(address)[0]["place_id"], case["place_id"])
            self.assertIn(NAME, self.roads_of_tile())
            self.assertEqual(server.stop(), 0)

    def test_open_event_stream_does_not_hold_up_the_end(self):
        with Served(sample_file()) as server:
            listener = Listener(server.url)
            self.assertEqual(server.stop(), 0)
            listener.join(10)
            self.assertFalse(listener.is_alive())


if __name__ == "__main__":
    unittest.main()
