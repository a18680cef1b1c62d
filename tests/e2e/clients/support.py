"""tests/e2e/clients: the built program serving files of the tests' own, and the truth read from those files."""
import atexit
import contextlib
import functools
import json
import math
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("DIMING_PROGRAM", str(ROOT / "build" / "diming"))
READY_SECONDS = 120

# Proxies of the environment would carry the clients' requests off the loopback.
for proxy in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(proxy, None)
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "localhost,127.0.0.1,::1"


@functools.lru_cache(maxsize=None)
def scratch():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="diming-clients-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def new_path(ending):
    handle, name = tempfile.mkstemp(suffix=ending, dir=scratch())
    os.close(handle)
    os.unlink(name)
    return name


def run(*arguments, text=""):
    """The program's answer: return code, standard output, standard error."""
    return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True, timeout=600)


def made(*arguments):
    done = run(*arguments)
    if done.returncode != 0:
        raise AssertionError(f"{arguments}: {done.returncode} {done.stderr}")
    return done


@functools.lru_cache(maxsize=None)
def _sample():
    path = new_path(".sqlite")
    made("sample", "--db", path, "--small")
    return path


def sample_file():
    """A fresh copy of the small sample."""
    path = new_path(".sqlite")
    shutil.copyfile(_sample(), path)
    return path


def shared(name):
    """A file of real data beside the project; the test is skipped where it is missing."""
    for folder in (os.environ.get("DIMING_SHARED"), ROOT.parent / "shared"):
        if folder and (pathlib.Path(folder) / name).exists():
            return str(pathlib.Path(folder) / name)
    raise unittest.SkipTest(f"needs ../shared/{name}")


class Served:
    """The program serving a file on a free port."""

    def __init__(self, path, *options):
        self.path = path
        self._log = open(new_path(".log"), "w+", encoding="utf-8")
        self._process = subprocess.Popen([PROGRAM, "serve", "--db", path, "--port", "0", *options],
                                         stdout=subprocess.PIPE, stderr=self._log, text=True)
        self.url = self._process.stdout.readline().strip().rstrip("/")
        if not self.url:
            raise AssertionError(f"did not serve: {self._process.wait()} {self.log()}")
        self._wait_until_ready()

    def _wait_until_ready(self):
        end = time.monotonic() + READY_SECONDS
        while get(self.url + "/readyz").status != 200:
            if self._process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise AssertionError(f"never became ready: {self.log()}")
            time.sleep(0.05)

    @property
    def port(self):
        return urllib.parse.urlsplit(self.url).port

    def log(self):
        self._log.seek(0)
        return self._log.read()

    def stop(self):
        """The return code after SIGTERM."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(30)
        self._process.stdout.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self._log.close()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def get(url, **query):
    return _send(urllib.request.Request(_with(url, query)))


def post(url, members):
    body = json.dumps(members).encode()
    return _send(urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"}))


def _with(url, query):
    return url + ("?" + urllib.parse.urlencode(query) if query else "")


def _send(request):
    try:
        with _direct.open(request, timeout=60) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, refusal.headers, refusal.read())


def stream(url):
    return _direct.open(url, timeout=20)


class Register:
    """What the file says, by plain SQL."""

    def __init__(self, path):
        self._path = path

    def rows(self, sql, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()

    def chain(self, division):
        """Names from the province down to the division."""
        return [name for name, in self.rows(
            "SELECT n.name FROM pub_division_ancestor a JOIN division_name n ON n.division_id = a.ancestor_id"
            " WHERE a.division_id = ? ORDER BY a.level", division)]

    def plates(self):
        """(id, number as written, road, division, longitude, latitude) of each doorplate on the map."""
        return [(plate, label + "号", road, division, *position(blob)) for plate, label, road, division, blob in
                self.rows("SELECT id, label, road, division_id, geometry FROM pub_doorplate ORDER BY id")]


def position(blob):
    """Of a SpatiaLite point: the lower left corner of its rectangle."""
    return struct.unpack_from("<2d", blob, 6)


def tile_position(lon, lat, zoom):
    """In tiles from the upper left corner of the Mercator square."""
    side = 2 ** zoom
    return side * (lon + 180) / 360, side * (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2


def tile_of(lon, lat, zoom):
    x, y = tile_position(lon, lat, zoom)
    return int(x), int(y)


def messages(stderr):
    """The lines of standard error that are no progress."""
    return [line for line in stderr.splitlines() if line and not re.match(r"\[ *\d+%\] ", line)]
