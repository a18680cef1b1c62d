#!/usr/bin/env python3
"""Makes the table of character readings from the Unihan files of Debian's unicode-data.

One line a character, sorted: code point, level of 通用规范汉字表 (1 to 3, 0 outside), readings with the usual one first.
Readings of listed characters are those of the 2013 table's dictionary (kTGHZ2013), others their kMandarin.
"""
import bz2
import sys

folder, out = sys.argv[1], sys.argv[2]


def values(file, key):
    with bz2.open(f"{folder}/{file}", "rt", encoding="utf-8") as lines:
        for line in lines:
            if f"\t{key}\t" in line:
                code, _, value = line.rstrip("\n").split("\t")
                yield int(code[2:], 16), value


def level(index):  # the table's three levels end at 3500, 6500 and 8105
    return 1 if index <= 3500 else 2 if index <= 6500 else 3


levels = {code: level(int(value.split(":")[1])) for code, value in values("Unihan_OtherMappings.txt.bz2", "kTGH")}
usual = {code: value.split(" ")[0] for code, value in values("Unihan_Readings.txt.bz2", "kMandarin")}
listed = {}
for code, value in values("Unihan_Readings.txt.bz2", "kTGHZ2013"):
    listed[code] = [part.split(":")[1] for part in value.split(" ")]

with open(out, "w", encoding="utf-8") as table:
    for code in sorted(usual.keys() | listed.keys()):
        readings = list(dict.fromkeys(listed.get(code, [usual.get(code)])))
        first = usual.get(code)
        if first in readings:
            readings.remove(first)
            readings.insert(0, first)
        table.write(f"{code:X},{levels.get(code, 0)},{' '.join(readings)}\n")
