#!/usr/bin/env python3
"""Share of drawn addresses whose first answer lies within a metre of the doorplate: check_search.py URL FOLDER"""
import http.client
import json
import sys
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

ASKED = 500
METRE = 1 / 90_000  # degrees, a little more than a metre


def main():
    server = http.client.HTTPConnection(urlsplit(sys.argv[1]).netloc)
    folder = Path(sys.argv[2])
    asked = right = 0
    with open(folder / "search.txt") as paths, open(folder / "search-at.txt") as places:
        for path, place in islice(zip(paths, places), ASKED):
            server.request("GET", path.strip())
            found = json.load(server.getresponse())
            lon, lat = map(float, place.split())
            asked += 1
            right += bool(found) and abs(float(found[0]["lon"]) - lon) < METRE and abs(float(found[0]["lat"]) - lat) < METRE
    print(round(100 * right / asked, 1))


main()
