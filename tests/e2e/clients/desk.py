"""tests/e2e/clients: a naming case at the desk over HTTP, and the events that an open map hears."""
import datetime
import json
import threading
import time

import vector_tile
from support import Register, get, new_path, post, stream, tile_of

ZOOM = 14
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
APPROVED_ON = TODAY - datetime.timedelta(days=3)


class Listener(threading.Thread):
    """Collects the events of the server, each as (event, data)."""

    def __init__(self, url):
        super().__init__(daemon=True)
        self._stream = stream(url + "/events")
        self._seen, self._changed = [], threading.Condition()
        self.start()

    def run(self):
        event = ""
        try:
            for line in self._stream:
                key, _, value = line.decode().rstrip("\n").partition(": ")
                if key == "event":
                    event = value
                elif key == "data":
                    with self._changed:
                        self._seen.append((event, json.loads(value)))
                        self._changed.notify_all()
        except (OSError, ValueError, AttributeError):
            pass  # the server ended the stream

    def wait_for(self, wanted, seconds=10):
        """The first event that `wanted` says yes to, or None."""
        end = time.monotonic() + seconds
        with self._changed:
            while True:
                for event, data in self._seen:
                    if wanted(event, data):
                        return data
                if time.monotonic() >= end or not self._changed.wait(end - time.monotonic()):
                    return None


class Desk:
    """Steps of a case in a village of the served sample; mixed into a test case."""

    @classmethod
    def sit_at(cls, server):
        cls.server = server
        register = Register(server.path)
        _, _, _, village, cls.lon, cls.lat = register.plates()[0]
        cls.chain = register.chain(village)

    def application(self, name):
        line = [[self.lon - 0.0004, self.lat], [self.lon, self.lat + 0.0001], [self.lon + 0.0004, self.lat]]
        return {"actor": "王芳", "class": "street", "name": name, "meaning": "取自当地水景", "reason": "新建道路需要命名",
                "position_text": "东起甲路，西至乙路", "applicant": "某街道办事处",
                "geometry": {"type": "LineString", "coordinates": line}}

    def file(self, name):
        answer = post(self.server.url + "/api/cases", self.application(name))
        self.assertEqual(answer.status, 201, answer.body.decode())
        case = answer.json
        self.assertEqual(answer.headers["Location"], f"/api/cases/{case['id']}")
        self.assertEqual((case["state"], case["version"], case["name"]), ("draft", 1, name))
        return case

    def act(self, case, action, **members):
        body = {"actor": "李强", "version": case["version"], **members}
        return post(f"{self.server.url}/api/cases/{case['id']}/{action}", body)

    def done(self, case, action, **members):
        answer = self.act(case, action, **members)
        self.assertEqual(answer.status, 200, (action, answer.body.decode()))
        self.assertTrue(answer.json["applied"])
        self.assertEqual(answer.json["version"], case["version"] + 1)
        return answer.json

    def approval(self, number):
        return {"approver_kind": "civil_affairs", "approving_body": "某市民政局", "approval_number": f"民地〔2026〕{number}号",
                "approved_on": str(APPROVED_ON)}

    def reviewed(self, name):
        case = self.file(name)
        for action in ("submit", "accept", "start_review"):
            case = self.done(case, action)
        return case

    def search(self, name):
        return get(self.server.url + "/search", q=name, format="jsonv2").json

    def roads_of_tile(self):
        x, y = tile_of(self.lon, self.lat, ZOOM)
        answer = get(f"{self.server.url}/tiles/road/{ZOOM}/{x}/{y}")
        path = new_path(".mvt")
        with open(path, "wb") as file:
            file.write(answer.body)
        return {told["name"] for told, _ in vector_tile.read("MVT:" + path)["road"]["features"]}
