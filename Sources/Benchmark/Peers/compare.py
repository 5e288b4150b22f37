#!/usr/bin/env python3
"""Gives the same commands to Daybook, to three peers: `eventsourcing`, message-db, and bare SQLite.

    swift build -c release --product daybook
    swift build -c release --product daybook-benchmark
    .build/release/daybook-benchmark --print-commands 10000 > commands.jsonl
    python3 -m venv peers && peers/bin/pip install eventsourcing 'psycopg[binary]'
    git clone -b v1.3.0 https://github.com/message-db/message-db
    peers/bin/python Sources/Benchmark/Peers/compare.py commands.jsonl --message-db message-db/database

All write so that what is acknowledged is durable: SQLite in WAL mode with synchronous=FULL, PostgreSQL with
fsync and synchronous_commit, as it is by itself. They do not do the same: bare SQLite inserts one row of
JSON for each command, `eventsourcing` keeps aggregates and an optimistic version of each, message-db
numbers the messages of each stream, and Daybook decides each command against the history (unique
e-mails, references and order numbers, addresses, totals), parts personal data from the rest, and hashes.

`eventsourcing` is on SQLite only: 9.5.6 with psycopg 3.3.9 on PostgreSQL was seen waiting for ever when it saves
large groups.

Run by hand, not by CI. All warm up once; then each measurement is taken three times, in turn, and the
median counts.
"""

import argparse
import json
import os
import platform
import pwd
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


def message_store(functions):
    """message-db in a PostgreSQL of its own, made of the SQL files of a checkout.

    Returns what makes one, or a sentence that says what is missing.
    """
    try:
        import psycopg
    except ImportError:
        return "`pip install 'psycopg[binary]'` to compare with message-db as well."
    programs = next(
        (
            folder
            for folder in [*map(Path, os.get_exec_path()), *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]
            if (folder / "initdb").exists() and (folder / "pg_ctl").exists()
        ),
        None,
    )
    if programs is None:
        return "Install PostgreSQL (on Debian `postgresql`) to compare with message-db as well."
    if functions is None or not (Path(functions) / "functions" / "write-message.sql").exists():
        return "`--message-db FOLDER` must be `database` of a message-db checkout to compare with it as well."
    # PostgreSQL refuses to run as root.
    user = None
    if os.getuid() == 0:
        names = [entry.pw_name for entry in pwd.getpwall()]
        user = "postgres" if "postgres" in names else "nobody"

    class MessageStore:
        name = "message-db"

        def __init__(self, folder):
            os.chmod(folder, 0o755)
            self.cluster = Path(folder).resolve() / "cluster"
            self.cluster.mkdir(mode=0o700)
            if user:
                shutil.chown(self.cluster, user)
            self.run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C")
            options = f"-c listen_addresses= -c unix_socket_directories={self.cluster}"
            self.run("pg_ctl", "-w", "-l", str(self.cluster / "log"), "-o", options, "start")
            try:
                self.connection = psycopg.connect(
                    host=str(self.cluster), user="postgres", dbname="postgres", autocommit=True
                )
                self.install()
            except BaseException:
                self.run("pg_ctl", "-w", "-m", "immediate", "stop")
                raise

        def install(self):
            self.connection.execute("SET search_path TO message_store, public")
            for part in ["roles", "schema", "extensions", "types", "tables", "functions", "indexes"]:
                for file in sorted((Path(functions) / part).glob("*.sql")):
                    self.connection.execute(file.read_text())
            for setting in ["fsync", "synchronous_commit"]:
                if self.setting(setting) != "on":
                    sys.exit(f"PostgreSQL has {setting} off, so that nothing would be durable.")
            version = self.connection.execute("SELECT message_store_version()").fetchone()[0]
            MessageStore.name = (
                f"message-db {version}, PostgreSQL {self.setting('server_version').split()[0]}"
            )

        def run(self, program, *arguments):
            result = subprocess.run(
                [programs / program, "-D", self.cluster, *arguments],
                user=user,
                group=pwd.getpwnam(user).pw_gid if user else None,
                extra_groups=[] if user else None,
                cwd="/",
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            if result.returncode != 0:
                sys.exit(f"{program} failed: {result.stderr}")

        def setting(self, name):
            return self.connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0]

        def close(self):
            self.connection.close()
            self.run("pg_ctl", "-w", "-m", "fast", "stop")

        def perform(self, lines):
            """Writes a message for each line; all of them are durable with one commit."""
            calls = [self.call(json.loads(line)) for line in lines]
            write = "SELECT write_message(%s, %s, %s, %s::jsonb)"
            if len(calls) == 1:
                self.connection.execute(write, calls[0])
                return
            with self.connection.transaction():
                self.connection.cursor().executemany(write, calls)

        @staticmethod
        def call(command):
            kind = command["command"]
            if kind == "order.place":
                stream = "order-" + command["number"]
            else:
                named = command.get("profile") or command.get("customer") or command["reference"]
                category = "profile" if kind == "profile.edit" else "customer"
                stream = f"{category}-{named.removeprefix('ref:')}"
            return str(uuid.uuid4()), stream, kind, json.dumps(command)

        def replay(self):
            target = sqlite3.connect(":memory:", isolation_level=None)
            make_tables(target)
            target.execute("BEGIN")
            with self.connection.transaction(), self.connection.cursor("messages") as messages:
                messages.itersize = GROUP
                messages.execute("SELECT type, data FROM messages ORDER BY global_position")
                for kind, command in messages:
                    if kind == "order.place":
                        take_order(target, command)
                    elif kind == "customer.register":
                        take_customer(target, command)
            target.execute("COMMIT")

    return MessageStore


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
    store = None
    try:
        store = make(folder)
        groups = [lines[start : start + GROUP] for start in range(0, len(lines), GROUP)]
        grouped = seconds(lambda: [store.perform(group) for group in groups])
        replayed = seconds(store.replay)
        one_by_one = seconds(lambda: [store.perform([line]) for line in single])
        return grouped, one_by_one, replayed
    finally:
        if hasattr(store, "close"):
            store.close()
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


def processor():
    """Its name as Linux tells it, and elsewhere its kind."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commands", help="JSON Lines of `daybook-benchmark --print-commands`")
    parser.add_argument("--daybook", default=".build/release/daybook", help="the program")
    parser.add_argument("--message-db", help="the folder `database` of a checkout of message-db")
    parser.add_argument("--json", action="store_true", help="one line of JSON for each result")
    options = parser.parse_args()
    with open(options.commands) as file:
        lines = file.readlines()
    # The last commands are kept back to be given one by one.
    cut = len(lines) * 9 // 10
    lines, single = lines[:cut], lines[cut:]
    program = os.path.abspath(options.daybook)
    contestants = [(lambda: Bare.name, lambda: measure_python(Bare, lines, single))]
    peer = peer_application()
    if peer:
        contestants.append((lambda: peer.name, lambda: measure_python(peer, lines, single)))
    else:
        print("`pip install eventsourcing` to compare with it as well.", file=sys.stderr)
    store = message_store(options.message_db)
    if isinstance(store, str):
        print(store, file=sys.stderr)
    else:
        contestants.append((lambda: store.name, lambda: measure_python(store, lines, single)))
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()
    contestants.append((lambda: version or "daybook", lambda: measure_daybook(program, lines, single)))

    for _, measure in contestants:
        measure()
    results = {name(): [] for name, _ in contestants}
    for _ in range(REPEATS):
        for name, measure in contestants:
            results[name()].append(measure())
    if not options.json:
        print(f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
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
