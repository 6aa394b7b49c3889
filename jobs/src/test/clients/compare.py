"""Our table of thirty people beside the pinned client libraries of Google and Meta.

    compare.py FOLDER

prints each difference with its reason, and fails on one without.
"""

import json
import pathlib
import sys
import unicodedata

from facebook_business.adobjects.serverside.normalize import Normalize
from google.ads.datamanager_util import Formatter

# Why a field of ours may differ from the library's, and for which of its values.
EXPLAINED = {
    "google_country": (
        "Google's function takes any text of two letters and nothing else; we read names and codes of three,"
        " and leave out what is no country",
        lambda raw, ours, theirs: not is_code(raw) and len(ours or "XX") == 2,
    ),
    "google_zip": (
        "Google's function leaves the text of the code; the file may not have other signs",
        lambda raw, ours, theirs: not ours,
    ),
    "google_first": (
        "we compose accents first, so that two spellings of one name hash alike",
        lambda raw, ours, theirs: unicodedata.normalize("NFC", theirs) == ours,
    ),
    "meta_fn": (
        "Meta's function keeps blanks, punctuation and accents that are not composed; its guide has neither",
        lambda raw, ours, theirs: letters(theirs) == ours,
    ),
    "meta_ln": (
        "as of given names",
        lambda raw, ours, theirs: letters(theirs) == ours,
    ),
    "meta_ct": (
        "the word for the city's kind is none of its name",
        lambda raw, ours, theirs: letters(theirs).endswith(ours or ""),
    ),
    "meta_zip": (
        "Meta's function keeps other punctuation, and cuts any code at its hyphen: of a Japanese one three"
        " digits are left, of ours all seven",
        lambda raw, ours, theirs: letters(raw) == (ours or ""),
    ),
    "meta_country": (
        "Meta's function takes codes of two letters alone",
        lambda raw, ours, theirs: not is_code(raw),
    ),
    "meta_dob": ("", lambda raw, ours, theirs: False),
    "meta_gen": (
        "Meta's function does not shorten the words, whose hash is not that of f and m",
        lambda raw, ours, theirs: ours == {"female": "f", "male": "m"}.get(raw),
    ),
}


def is_code(text):
    return len(text) == 2 and text.isascii()


def letters(text):
    composed = unicodedata.normalize("NFC", text or "").strip().lower()
    return "".join(c for c in composed if unicodedata.category(c)[0] in "LMN")


def asked(function, *values):
    """What a library says, or that it refuses."""
    try:
        return function(*values)
    except Exception as refusal:  # Each library has its own kinds.
        return f"refused ({type(refusal).__name__})"


def meta(field, value):
    return Normalize.normalize_field_skip_hashing(field, value)


def pairs(person, expected):
    """Of each field our values and the library's, for the same raw ones."""
    google = Formatter()
    emails = list(dict.fromkeys(person.get("emails", [])))
    phones = list(dict.fromkeys(person.get("phones", [])))
    yield from lists("google_emails", emails, expected, google.format_email_address)
    yield from lists("google_phones", phones, expected, google.format_phone_number)
    yield from lists("meta_emails", emails, expected, lambda v: meta("em", v))
    yield from lists("meta_phones", phones, expected, lambda v: meta("ph", v))
    birth = person.get("birth_date", "").replace("-", "") or None
    for field, raw, function in (
        ("google_first", person.get("given_name"), google.format_given_name),
        ("google_last", person.get("family_name"), google.format_family_name),
        ("google_country", person.get("country"), google.format_region_code),
        ("google_zip", person.get("postcode"), google.format_postal_code),
        ("meta_fn", person.get("given_name"), lambda v: meta("fn", v)),
        ("meta_ln", person.get("family_name"), lambda v: meta("ln", v)),
        ("meta_ct", person.get("city"), lambda v: meta("ct", v)),
        ("meta_zip", person.get("postcode"), lambda v: meta("zp", v)),
        ("meta_country", person.get("country"), lambda v: meta("country", v)),
        ("meta_dob", birth, lambda v: meta("db", v)),
        ("meta_gen", person.get("gender"), lambda v: meta("ge", v)),
    ):
        if raw:
            yield field, raw, expected.get(field), asked(function, raw)


def lists(field, raws, expected, function):
    theirs = list(dict.fromkeys(asked(function, raw) for raw in raws))
    ours = expected.get(field, [])
    usable = [t for t in theirs if t and not t.startswith("refused")][:3]
    yield field, ", ".join(raws), ", ".join(ours), ", ".join(usable)


def main():
    folder = pathlib.Path(sys.argv[1])
    people = read(folder / "thirty-people.jsonl")
    expected = {p["customer_id"]: p for p in read(folder / "thirty-people-expected.jsonl")}
    same, explained, open_ = 0, 0, []
    for person in people:
        for field, raw, ours, theirs in pairs(person, expected[person["customer_id"]]):
            if (ours or "") == (theirs or ""):
                same += 1
                continue
            reason, holds = EXPLAINED.get(field, ("", lambda *_: False))
            line = f"{person['customer_id']} {field}: {raw!r} is {ours!r} with us, {theirs!r} there"
            if holds(raw, ours, theirs):
                explained += 1
                print(f"{line}: {reason}")
            else:
                open_.append(line)
    print(f"{same} values are the same, {explained} differ for a reason, {len(open_)} without one")
    for line in open_:
        print("NOT EXPLAINED", line)
    sys.exit(1 if open_ else 0)


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
