"""tests/e2e/clients: a street's name from the application to the announcement, over HTTP alone."""
import datetime
import threading
import unittest

from desk import APPROVED_ON, TODAY, Desk, Listener
from support import Served, get, post, sample_file

DUE = str(APPROVED_ON + datetime.timedelta(days=15))
NAMES = ("枕溪映月路", "望澜听荷路", "晴岚拾光路", "云栖照水路", "松影含烟路", "竹露流辉路", "疏桐晓月路", "远黛横秋路")


class FilingTest(unittest.TestCase, Desk):
    @classmethod
    def setUpClass(cls):
        cls.server = Served(sample_file())
        cls.addClassCleanup(cls.server.stop)
        cls.names = iter(NAMES)
        cls.sit_at(cls.server)

    def refused(self, answer, status, code):
        self.assertEqual((answer.status, answer.json.get("code")), (status, code), answer.body.decode())
        self.assertEqual(answer.headers.get_content_type(), "application/problem+json")
        self.assertEqual(answer.json["status"], status)
        self.assertTrue(answer.json["detail"] and answer.json["title"] and answer.json["request_id"])

    def test_approved_name_is_found_drawn_fed_and_announced_at_once(self):
        name, listener = next(self.names), Listener(self.server.url)
        case = self.reviewed(name)
        self.assertNotIn(name, {hit["name"] for hit in self.search(name)})
        self.assertNotIn(name, self.roads_of_tile())
        before = get(self.server.url + "/api/status").json["position"]

        case = self.done(case, "approve", **self.approval(1))

        first = self.search("".join(self.chain) + name)[0]
        self.assertEqual((first["name"], first["place_id"], first["category"]), (name, case["place_id"], "highway"))
        self.assertIn(name, self.roads_of_tile())
        changes = get(self.server.url + "/api/changes", after=before).json
        place = [row for row in changes["changes"] if row["kind"] == "place"]
        self.assertEqual([(row["id"], row["action"]) for row in place], [(case["place_id"], "insert")])
        self.assertNotIn("naming_case", {row["kind"] for row in changes["changes"]})
        change = listener.wait_for(lambda event, data: event == "change" and data["id"] == case["place_id"])
        self.assertEqual(change, place[0])
        tiles = listener.wait_for(lambda event, data: event == "tiles" and data["position"] > before)
        self.assertIn("road", tiles["layers"])
        west, south, east, north = tiles["bounds"]
        self.assertTrue(west <= self.lon <= east and south <= self.lat <= north)

    def test_terms_are_fifteen_days_and_filing_and_announcement_go_their_own_ways(self):
        case = self.done(self.reviewed(next(self.names)), "approve", **self.approval(2))
        self.assertEqual((case["filing_due"], case["announcement_due"]), (DUE, DUE))
        self.assertEqual((case["filing_state"], case["announcement_state"]), ("pending", "pending"))
        case = self.done(case, "announce")
        self.assertEqual((case["filing_state"], case["announcement_state"]), ("pending", "announced"))
        case = self.done(self.done(case, "send_filing"), "confirm_filing")
        self.assertEqual((case["filing_state"], case["announcement_state"], case["actions"]), ("filed", "announced", []))
        self.assertEqual((case["filed_on"], case["announced_on"]), (str(TODAY), str(TODAY)))
        told = get(f"{self.server.url}/api/cases/{case['id']}").json
        self.assertEqual([event["action"] for event in told["events"]],
                         ["file", "submit", "accept", "start_review", "approve", "announce", "send_filing",
                          "confirm_filing"])

    def test_two_approvals_of_one_name_at_once_let_one_pass(self):
        for round_number in range(3):
            name = next(self.names)
            cases = [self.reviewed(name), self.reviewed(name)]
            start, answers = threading.Barrier(2), [None, None]

            def approve(i):
                start.wait()
                answers[i] = self.act(cases[i], "approve", **self.approval(10 + 2 * round_number + i))

            threads = [threading.Thread(target=approve, args=(i,)) for i in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(sorted(answer.status for answer in answers), [200, 409])
            loser = max(range(2), key=lambda i: answers[i].status)
            self.refused(answers[loser], 409, "case.duplicate_name")
            self.assertEqual([hit["name"] for hit in self.search(name)].count(name), 1)
            left = get(f"{self.server.url}/api/cases/{cases[loser]['id']}").json
            self.assertEqual((left["state"], left["version"]), ("reviewing", cases[loser]["version"]))

    def test_refusals_leave_the_case_as_it_was(self):
        case = self.file(next(self.names))
        self.refused(self.act({**case, "version": case["version"] + 1}, "submit"), 409, "case.version_conflict")
        self.refused(self.act(case, "approve", **self.approval(3)), 409, "case.wrong_state")
        self.refused(self.act(case, "frobnicate"), 422, "case.action_unknown")
        self.refused(post(f"{self.server.url}/api/cases/{case['id']}/submit", {"actor": "李强"}), 422,
                     "request.field_missing")
        self.refused(post(f"{self.server.url}/api/cases/999999999/submit", {"actor": "李强", "version": 1}), 404,
                     "case.not_found")
        told = get(f"{self.server.url}/api/cases/{case['id']}").json
        self.assertEqual((told["state"], told["version"]), ("draft", 1))

    def test_application_with_a_field_missing_or_wrong_is_refused_by_its_name(self):
        good = self.application("松风路")
        for field, code in (("name", "case.field_missing"), ("meaning", "case.field_missing"),
                            ("reason", "case.field_missing"), ("position_text", "case.field_missing"),
                            ("applicant", "case.field_missing"), ("actor", "request.field_missing"),
                            ("geometry", "request.field_missing")):
            answer = post(self.server.url + "/api/cases", {key: good[key] for key in good if key != field})
            self.refused(answer, 422, code)
            self.assertEqual(answer.json["field"], field)
        sea = {**good, "geometry": {"type": "LineString", "coordinates": [[0, 0], [0.001, 0]]}}
        self.refused(post(self.server.url + "/api/cases", sea), 422, "case.outside")

    def test_approval_with_a_field_missing_is_refused_by_its_name(self):
        case = self.reviewed(next(self.names))
        for field in ("approving_body", "approval_number", "approved_on"):
            answer = self.act(case, "approve", **{k: v for k, v in self.approval(4).items() if k != field})
            self.refused(answer, 422, "case.field_missing")
            self.assertEqual(answer.json["field"], field)
        late = {**self.approval(4), "approved_on": str(TODAY + datetime.timedelta(days=2))}
        self.refused(self.act(case, "approve", **late), 422, "case.field_invalid")


if __name__ == "__main__":
    unittest.main()
