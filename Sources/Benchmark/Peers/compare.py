#!/usr/bin/env python3
"""Gives the same commands to Daybook, to the Python library `eventsourcing`, and to bare SQLite.

    swift build -c release --product daybook
    swift build -c release --product daybook-benchmark
    .build/release/daybook-benchmark --print-commands 20000 > commands.jsonl
    python3 -m venv peers && peers/bin/pip install eventsourcing
    peers/bin/python Sources/Benchmark/Peers/compare.py commands.jsonl

All three write to SQLite in WAL mode with synchronous=FULL, so that what is acknowledged is durable. They
do not do the same: bare SQLite inserts one row of JSON for each command, `eventsourcing` keeps aggregates
and an optimistic version of each, and Daybook decides each command against the history (unique
e-mails, references and order numbers, addresses, totals), parts personal data from the rest, and hashes.

PostgreSQL is no peer here: the functions of message-db are not to be had from Debian or PyPI, which have
clients only, and `eventsourcing` 9.5.6 with psycopg 3.3.9 was seen waiting for ever when it saves large groups.

Run by hand, not by CI. Each measurement is taken three times, in turn, and the median counts.
"""

import argparse
import json
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

GROUP = 1000
REPEATS = 3


class Bare:
    """One table, one insert a command, and nothing decided: what Python and SQLite cost by themselves."""

    name = f"bare SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}"

    def __init__(self, folder):
        self.connection = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        self.connection.executescript(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE events(
              position INTEGER PRIMARY KEY, type TEXT NOT NULL, recorded_at REAL NOT NULL,
              subject TEXT, data TEXT NOT NULL
            ) STRICT;
            CREATE INDEX events_by_subject ON events(subject, position);
            """
        )

    def perform(self, lines):
        """Makes all lines durable in one commit."""
        self.connection.execute("BEGIN IMMEDIATE")
        for line in lines:
            command = json.loads(line)
            subject = command.get("customer") or command.get("reference") or command.get("email")
            self.connection.execute(
                "INSERT INTO events(type, recorded_at, subject, data) VALUES (?, ?, ?, ?)",
                (command["command"], time.time(), subject, json.dumps(command)),
            )
        self.connection.execute("COMMIT")

    def replay(self):
        """Makes one table of orders and one of customers anew, in a database of its own."""
        target = sqlite3.connect(":memory:", isolation_level=None)
        make_tables(target)
        target.execute("BEGIN")
        for kind, data in self.connection.execute("SELECT type, data FROM events ORDER BY position"):
            command = json.loads(data)
            if kind == "order.place":
                take_order(target, command)
            elif kind == "customer.register":
                take_customer(target, command)
        target.execute("COMMIT")


def make_tables(target):
    target.executescript(
        """
        CREATE TABLE orders(number TEXT PRIMARY KEY, customer TEXT, currency TEXT, total INTEGER);
        CREATE TABLE order_lines(number TEXT, sku TEXT, title TEXT, quantity INTEGER, unit_price INTEGER);
        CREATE TABLE customers(reference TEXT PRIMARY KEY, email TEXT, first_name TEXT, last_name TEXT);
        """
    )


def take_order(target, order):
    lines = order["lines"]
    total = sum(line["quantity"] * line["unit_price"] for line in lines)
    owner = order.get("customer") or order.get("email")
    target.execute(
        "INSERT INTO orders VALUES (?, ?, ?, ?)", (order["number"], owner, order["currency"], total)
    )
    target.executemany(
        "INSERT INTO order_lines VALUES (:order, :sku, :title, :quantity, :unit_price)",
        [{"order": order["number"], **line} for line in lines],
    )


def take_customer(target, customer):
    target.execute(
        "INSERT INTO customers VALUES (:reference, :email, :first_name, :last_name)", customer
    )


def peer_application():
    """The same shop with `eventsourcing`; None when the library is not there."""
    try:
        import eventsourcing
        from eventsourcing.application import Application
        from eventsourcing.domain import Aggregate, event
    except ImportError:
        return None

    def identity(reference):
        return uuid.uuid5(uuid.NAMESPACE_URL, "/customers/" + reference)

    class Customer(Aggregate):
        @event("Registered")
        def __init__(self, reference, fields):
            self.reference = reference
            self.fields = fields
            self.profiles = {}

        @staticmethod
        def create_id(reference, fields):
            return identity(reference)

        @event("ProfileAdded")
        def add_profile(self, profile, address):
            self.profiles[profile] = address

        @event("ProfileEdited")
        def edit_profile(self, profile, address):
            self.profiles[profile] = {**self.profiles[profile], **address}

        @event("Edited")
        def edit(self, fields):
            self.fields = {**self.fields, **fields}

    class Order(Aggregate):
        @event("Placed")
        def __init__(self, number, fields):
            self.number = number
            self.fields = fields

        @staticmethod
        def create_id(number, fields):
            return uuid.uuid5(uuid.NAMESPACE_URL, "/orders/" + number)

    class Shop(Application):
        pass

    class Peer:
        name = f"eventsourcing {version_of('eventsourcing')}, Python {platform.python_version()}"

        def __init__(self, folder):
            self.shop = Shop(
                env={
                    "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                    "SQLITE_DBNAME": str(Path(folder) / "peer.db"),
                }
            )
            self.owners = {}

        def perform(self, lines):
            changed = {}

            def customer(reference):
                key = identity(reference)
                if key not in changed:
                    changed[key] = self.shop.repository.get(key)
                return changed[key]

            for line in lines:
                command = json.loads(line)
                kind = command.pop("command")
                reference = command.pop("reference", None)
                named = command.get("customer", "").removeprefix("ref:")
                if kind == "customer.register":
                    made = Customer(reference=reference, fields=command)
                    changed[made.id] = made
                elif kind == "profile.add":
                    self.owners[reference] = named
                    customer(named).add_profile(reference, command["address"])
                elif kind == "profile.edit":
                    profile = command["profile"].removeprefix("ref:")
                    customer(self.owners[profile]).edit_profile(profile, command["address"])
                elif kind == "customer.edit":
                    customer(named).edit(command)
                else:
                    made = Order(number=command["number"], fields=command)
                    changed[made.id] = made
            self.shop.save(*changed.values())

        def replay(self):
            target = sqlite3.connect(":memory:", isolation_level=None)
            make_tables(target)
            target.execute("BEGIN")
            start = 1
            while True:
                stored = self.shop.recorder.select_notifications(start=start, limit=GROUP)
                if not stored:
                    break
                for notification in stored:
                    happened = self.shop.mapper.to_domain_event(notification)
                    kind = type(happened).__qualname__.rsplit(".", 2)[-2:]
                    if kind == ["Order", "Placed"]:
                        take_order(target, happened.fields)
                    elif kind == ["Customer", "Registered"]:
                        take_customer(target, {"reference": happened.reference, **happened.fields})
                start = stored[-1].id + 1
            target.execute("COMMIT")

    return Peer


def version_of(package):
    from importlib.metadata import version

    return version(package)


class Daybook:
    """The program itself, its start included."""

    def __init__(self, folder, program):
        self.ledger = str(Path(folder) / "ledger.db")
        self.program = program
        self.folder = folder
        self.run("init")

    def run(self, *arguments, lines=None):
        result = subprocess.run(
            [self.program, "--ledger", self.ledger, "--no-progress", *arguments],
            input=None if lines is None else "".join(lines),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        if result.returncode != 0:
            sys.exit(f"daybook {' '.join(arguments)} failed: {result.stderr or result.stdout[-500:]}")

    def replay(self):
        self.run("projection", "rebuild")


def seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure_python(make, lines, single):
    folder = tempfile.mkdtemp(dir=".")
    try:
        store = make(folder)
        groups = [lines[start : start + GROUP] for start in range(0, len(lines), GROUP)]
        grouped = seconds(lambda: [store.perform(group) for group in groups])
        replayed = seconds(store.replay)
        one_by_one = seconds(lambda: [store.perform([line]) for line in single])
        return grouped, one_by_one, replayed
    finally:
        shutil.rmtree(folder)


def measure_daybook(program, lines, single):
    folder = tempfile.mkdtemp(dir=".")
    try:
        store = Daybook(folder, program)
        grouped = seconds(lambda: store.run("apply", "--batch", str(GROUP), "-", lines=lines))
        replayed = seconds(store.replay)
        one_by_one = seconds(lambda: store.run("apply", "--batch", "1", "-", lines=single))
        return grouped, one_by_one, replayed
    finally:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commands", help="JSON Lines of `daybook-benchmark --print-commands`")
    parser.add_argument("--daybook", default=".build/release/daybook", help="the program")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each result")
    options = parser.parse_args()
    with open(options.commands) as file:
        lines = file.readlines()
    # The last commands are kept back to be given one by one.
    cut = len(lines) * 9 // 10
    lines, single = lines[:cut], lines[cut:]
    program = os.path.abspath(options.daybook)
    contestants = [(Bare.name, lambda: measure_python(Bare, lines, single))]
    peer = peer_application()
    if peer:
        contestants.append((peer.name, lambda: measure_python(peer, lines, single)))
    else:
        print("`pip install eventsourcing` to compare with it as well.", file=sys.stderr)
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    contestants.append((version or "daybook", lambda: measure_daybook(program, lines, single)))

    results = {name: [] for name, _ in contestants}
    for _ in range(REPEATS):
        for name, measure in contestants:
            results[name].append(measure())
    if not options.json:
        print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
        print(f"{len(lines):,} commands, {GROUP:,} a commit; then {len(single):,} one by one\n")
        print(f"{'':44}{'grouped':>14}{'one by one':>14}{'replayed':>14}")
    for name, runs in results.items():
        grouped, one_by_one, replayed = (statistics.median(run[index] for run in runs) for index in range(3))
        rates = {
            "grouped_per_second": round(len(lines) / grouped),
            "one_by_one_per_second": round(len(single) / one_by_one),
            "replayed_per_second": round(len(lines) / replayed),
        }
        if options.json:
            print(json.dumps({"name": name, "commands": len(lines), **rates}))
        else:
            print(f"{name:44}" + "".join(f"{rate:>12,}/s" for rate in rates.values()))


if __name__ == "__main__":
    main()
