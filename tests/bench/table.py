#!/usr/bin/env python3
"""Figures as a table and as JSON.

usage: table.py ROWS.tsv RESULTS.json      rows are name, value, unit, name of the row that the ratio is to
       table.py --in-process FILE.json     rows of what Google Benchmark wrote
"""
import json
import sys


def rows_of_benchmark(path):
    with open(path) as file:
        for run in json.load(file)["benchmarks"]:
            name = "in process: " + run["name"].split("/iterations")[0]
            if "items_per_second" in run:
                yield name, run["items_per_second"], "/s", ""
            else:
                yield name, run["real_time"], run["time_unit"], ""


def shown(value):
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:,.4g}"


def read_rows(path):
    with open(path) as file:
        for line in file:
            name, value, unit, base = line.rstrip("\n").split("\t")
            yield {"name": name, "value": float(value), "unit": unit, "base": base}


def print_table(rows):
    names = max(len(row["name"]) for row in rows)
    for row in rows:
        ratio = f"{row['ratio']:.4f} of {row['base']}" if "ratio" in row else ""
        print(f"{row['name']:<{names}}  {shown(row['value']):>13} {row['unit']:<7} {ratio}".rstrip())


def main():
    if sys.argv[1] == "--in-process":
        for row in rows_of_benchmark(sys.argv[2]):
            print(*row, sep="\t")
        return
    rows = list(read_rows(sys.argv[1]))
    values = {row["name"]: row["value"] for row in rows}
    for row in rows:
        if row["base"]:
            row["ratio"] = row["value"] / values[row["base"]]
    print_table(rows)
    with open(sys.argv[2], "w") as out:
        json.dump(rows, out, ensure_ascii=False, indent=1)


main()
