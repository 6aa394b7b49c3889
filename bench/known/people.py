#!/usr/bin/env python3
"""Makes records of known people or firms, by a seeded chance: truth by construction.

people.py KIND RECORDS.csv TRUTH.csv [--people N] [--seed S]

firms   sites of brands: legal forms, short forms, branches, shared buildings and switchboards, missing values
clean   people without ids, clusters to 5: typing errors, lost values, exchanged fields, other names or dates
dirty   people with up to 21 records: many values missing, several errors a record, nicknames, moves
names   names and birth dates alone, every tenth record a second one with an error or two
files   two lists of all people, one record each, without errors in the first
public  the truth alone of a public set, RECORDS.csv, which is only read

Columns are the canonical ones of a customers source, so that no mapping is needed.
"""
import argparse
import csv
import datetime
import random
import string

COLUMNS = ("record_id given_name middle_name family_name birth_date gender street ward district city postcode"
           " phone occupation company").split()
GIVEN_F = ("mary anna emma olivia sarah jessica emily hannah lucy grace chloe ella sophie amelia isabella charlotte"
           " georgia jasmine kate laura megan molly natalie nicole rachel rebecca ruby samantha sienna tara zoe alice"
           " amy bianca brianna caitlin catherine claire elizabeth erin eva holly imogen jade jennifer julia kayla"
           " lara lily madison margaret matilda mia mikayla paige phoebe rose susan tahlia victoria abigail").split()
GIVEN_M = ("john william james thomas jack joshua lachlan daniel matthew ethan benjamin samuel luke liam jake ryan"
           " jordan harrison dylan nicholas alexander adam aaron blake bailey cameron charles christopher connor cooper"
           " david edward flynn george hayden henry isaac jacob jayden joel joseph kyle lewis logan michael mitchell"
           " nathan noah oliver oscar patrick peter riley robert sebastian tyler zachary andrew anthony richard").split()
SHORT = dict(x.split("=") for x in (
    "william=bill thomas=tom james=jim robert=bob elizabeth=betty margaret=peggy catherine=kate edward=ted richard=dick"
    " benjamin=ben samuel=sam daniel=dan matthew=matt nicholas=nick alexander=alex joseph=joe michael=mike andrew=andy"
    " anthony=tony christopher=chris charles=charlie henry=harry susan=sue jennifer=jenny rebecca=becky jessica=jess"
    " victoria=vicky abigail=abby zachary=zac joshua=josh david=dave samantha=sam isabella=bella").split())
FAMILY = ("smith jones williams brown taylor wilson martin anderson thompson white clarke walker hall young allen king"
          " wright scott green baker adams nelson hill campbell mitchell roberts carter phillips evans turner parker"
          " collins edwards stewart morris rogers reed cook morgan bell murphy bailey cooper richardson cox howard ward"
          " webb ryan kelly nguyen white burns harris clark lewis robinson dixon simpson kennedy reid matthews").split()
STREETS = "street place road crescent avenue court close drive circuit parade terrace way".split()
ADJOINING = {c: n for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for c, n in zip(row, row[1:] + row[-2])}
JOBS = ("politician writer painter cricketer clergyman botanist engineer actor composer banker military-officer judge"
        " physician teacher merchant architect explorer singer photographer footballer farmer").split()
LINES = "trading services foods logistics academy pharmacy engineering consulting transport furniture bakery".split()
FORMS = [("Ltd", "Limited", "Co., Ltd.", "", "LTD"), ("Inc", "Inc.", "Incorporated", "Corp.", ""),
         ("Pty Ltd", "Pty. Ltd.", "Proprietary Limited", "", "P/L"), ("GmbH", "", "GmbH & Co. KG")]
SYLLABLES = "hoàng long phú gia thịnh đại việt minh tân quang hưng bảo kim sơn thiên đức nhật vĩnh phát hải".split()
FORMS_VN = ["Công ty TNHH", "Cty TNHH", "CÔNG TY TNHH MTV", "Công ty CP", "Công ty Cổ phần", ""]
LINES_VN = ["Thương mại", "TM", "Dịch vụ", "Xây dựng", "Xuất nhập khẩu", "XNK", "TMDV"]
SHORT_TYPES = {"street": "st", "road": "rd", "avenue": "ave", "drive": "dr", "place": "pl", "crescent": "cres"}


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.rows, self.truth = [], []

    def often_first(self, pool, power=2.5):
        return pool[int(len(pool) * self.r.random() ** power)]

    def word(self, syllables):
        r = self.r
        text = "".join(r.choice("b d g k l m n r s t v w br st ch th cl".split()) + r.choice("a e i o u ai ee ou".split())
                       for _ in range(syllables))
        return text + (r.choice(["n", "r", "s", "ll", "ng"]) if r.random() < .5 else "")

    def words(self, count, known=()):
        """A pool: the known words are its most frequent ones."""
        return list(known) + sorted({self.word(2 + self.r.randrange(2)) for _ in range(count)})

    def typo(self, text):
        if not text or len(text) < 3:
            return text
        r, at = self.r, 1 + self.r.randrange(len(text) - 2)
        kind = r.randrange(5)
        letter = ADJOINING.get(text[at], r.choice(string.ascii_lowercase))
        if text[at].isdigit():
            letter = str(r.randrange(10))
        return (text[:at] + letter + text[at:], text[:at] + text[at + 1:], text[:at] + letter + text[at + 1:],
                text[:at] + text[at + 1] + text[at] + text[at + 2:], text[:at] + text[at] + text[at:])[kind]

    def date(self, first=1920, last=2005):
        start = datetime.date(first, 1, 1)
        return (start + datetime.timedelta(self.r.randrange((datetime.date(last, 1, 1) - start).days))).isoformat()

    def date_error(self, date):
        r, d = self.r, datetime.date.fromisoformat(date)
        kind = r.randrange(5)
        day = min(d.day, 28)
        if kind == 0:
            return d.replace(day=1 + r.randrange(28)).isoformat()
        if kind == 1:
            return d.replace(day=day, month=1 + r.randrange(12)).isoformat()
        if kind == 2:
            return d.replace(day=day, year=d.year + r.choice([-10, -1, 1, 10])).isoformat()
        if kind == 3 and d.day <= 12:
            return d.replace(day=d.month, month=d.day).isoformat()
        return d.replace(day=day, year=d.year - d.year % 10 + r.randrange(10)).isoformat()

    def add(self, person, record):
        self.truth.append(person)
        self.rows.append({k: v for k, v in record.items() if v})

    def write(self, records, truth):
        order = list(range(len(self.rows)))
        self.r.shuffle(order)
        with open(records, "w", newline="", encoding="utf-8") as f, open(truth, "w", newline="") as t:
            columns = [c for c in COLUMNS if c == "record_id" or any(c in row for row in self.rows)]
            out, known = csv.DictWriter(f, columns), csv.writer(t)
            out.writeheader()
            known.writerow(["source", "record_id", "entity_id"])
            for number, at in enumerate(order):
                out.writerow({"record_id": f"r{number}", **self.rows[at]})
                known.writerow(["people", f"r{number}", self.truth[at]])

    # ---- people with an address

    def pools(self, people):
        self.given = self.words(350, [n for pair in zip(GIVEN_F, GIVEN_M) for n in pair])
        self.family = self.words(1800, FAMILY)
        self.street = self.words(3000)
        self.places = self.words(2500)
        self.districts = self.words(900)

    def person(self):
        r = self.r
        district = int(len(self.districts) * r.random() ** 1.5)
        return {
            "given_name": self.often_first(self.given), "family_name": self.often_first(self.family),
            "street": f"{1 + int(300 * r.random() ** 2)} {self.often_first(self.street, 1.7)} {self.often_first(STREETS, 2)}",
            "ward": None if r.random() < .3 else self.often_first(self.places, 1.5),
            "district": self.districts[district], "postcode": str(2000 + district * 5 + r.randrange(2)),
            "city": ["nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt"][int(8 * (district * 7919 % 97 / 97) ** 2)],
            "birth_date": None if r.random() < .08 else self.date(1900, 2000)}

    def changed(self, person):
        """FEBRL's kinds of errors (Christen 2005), at most two in one field."""
        r, record = self.r, dict(person)
        for _ in range(1 + r.randrange(5)):
            kind = r.random()
            column = r.choice(["given_name", "family_name", "street", "ward", "district", "postcode", "birth_date"])
            value = record.get(column)
            if kind < .55 and value:
                record[column] = self.date_error(value) if column == "birth_date" else self.typo(value)
            elif kind < .66:
                record[column] = None
            elif kind < .74:
                record["given_name"], record["family_name"] = record["family_name"], record["given_name"]
            elif kind < .86:
                record["street"], record["ward"] = record["ward"], record["street"]
            elif kind < .90 and value and " " in value:
                words = value.split(" ")
                r.shuffle(words)
                record[column] = " ".join(words)
            elif kind < .92 and value:
                record[column] = value.replace(" ", "")
            elif kind < .96:
                record["given_name"] = self.often_first(self.given)
            else:
                record["birth_date"] = self.date(1900, 2000)
        return record

    def clean(self, people):
        self.pools(people)
        for i in range(people):
            person = self.person()
            self.add(i, person)
            if self.r.random() < .12:
                for _ in range(1 + int(4 * self.r.random() ** 2.2)):
                    self.add(i, self.changed(person))

    def files(self, people):
        self.pools(people)
        for i in range(people):
            person = self.person()
            person["birth_date"] = person["birth_date"] or self.date(1900, 2000)
            self.add(i, person)
            self.add(i, self.changed(person) if self.r.random() < .8 else person)

    # ---- people of long ago, of whom many registers know a little

    def dirty(self, people):
        r = self.r
        family = self.words(2500, FAMILY)
        places = self.words(700)
        for i in range(people):
            woman = r.random() < .25
            given = self.often_first(GIVEN_F if woman else GIVEN_M, 1.8)
            middle = self.often_first(GIVEN_F if woman else GIVEN_M, 1.5) if r.random() < .45 else None
            year = 1700 + int(260 * r.random() ** .6)
            born = f"{year}-01-01" if r.random() < .15 else self.date(year, year + 1)
            place = self.often_first(places, 2)
            area = "".join(r.choice("abcdeglmnprstw") for _ in range(1 + r.randrange(2))) + str(1 + r.randrange(30))
            person = {"given_name": given, "middle_name": middle, "family_name": self.often_first(family, 2.2),
                      "birth_date": born, "gender": "female" if woman else "male", "city": place,
                      "postcode": f"{area} {r.randrange(10)}{r.choice('abdefgh')}{r.choice('abdefgh')}",
                      "occupation": self.often_first(JOBS, 1.5)}
            for _ in range(1 + int(20 * r.random() ** 1.1)):
                self.add(i, self.register(person))

    def register(self, person):
        r, record = self.r, dict(person)
        for column, lost in (("middle_name", .5), ("birth_date", .12), ("gender", .15), ("city", .25),
                             ("postcode", .25), ("occupation", .3), ("given_name", .03), ("family_name", .01)):
            if r.random() < lost:
                record[column] = None
        given = record["given_name"]
        if given and r.random() < .2:
            record["given_name"] = SHORT.get(given, given)
        elif given and r.random() < .06:
            record["given_name"] = given[0]
        elif record["middle_name"] and r.random() < .1:
            record["given_name"], record["middle_name"] = record["middle_name"], given
        for _ in range(int(3 * r.random() ** 1.5)):
            column = r.choice(["given_name", "family_name", "birth_date", "city", "postcode"])
            if record[column]:
                record[column] = self.date_error(record[column]) if column == "birth_date" else self.typo(record[column])
        if record["postcode"] and r.random() < .3:
            record["postcode"] = record["postcode"][:-2] + r.choice("abdefgh") + r.choice("abdefgh")
        if r.random() < .05:
            record["city"], record["postcode"] = record["city"] and self.word(2), None
        if record["birth_date"] and r.random() < .08:
            record["birth_date"] = record["birth_date"][:4] + "-01-01"
        if r.random() < .03 and record["given_name"]:
            record["given_name"], record["family_name"] = record["family_name"], record["given_name"]
        return record

    # ---- names and birth dates alone

    def names(self, people):
        r = self.r
        given = self.words(150, [n for pair in zip(GIVEN_F, GIVEN_M) for n in pair])
        family = self.words(2500, FAMILY)
        for i in range(people):
            person = {"given_name": self.often_first(given, 1.8), "family_name": self.often_first(family, 1.7),
                      "birth_date": self.date(1930, 2000)}
            if r.random() < .1:
                person["middle_name"] = self.often_first(given, 1.8)
            self.add(i, person)
            if i % 9 == 0:
                copy = dict(person)
                for _ in range(2 if r.random() < .1 else 1):
                    column = r.choice(["given_name", "family_name", "birth_date"])
                    copy[column] = self.date_error(copy[column]) if column == "birth_date" else self.typo(copy[column])
                self.add(i, copy)

    # ---- firms

    def firms(self, brands):
        r = self.r
        streets, last = self.words(400), None
        for i in range(brands):
            vietnamese = r.random() < .3
            name = (" ".join(r.choice(SYLLABLES).title() for _ in range(2 + r.randrange(2))) if vietnamese
                    else " ".join(self.word(2).title() for _ in range(1 + r.randrange(2))))
            line = r.choice(LINES_VN if vietnamese else LINES)
            forms, switchboard = r.choice(FORMS), self.phone()
            sites = 2 + r.randrange(4) if r.random() < .15 else 1
            for s in range(sites):
                kind = r.choice(STREETS[:6])
                place = last if last and r.random() < .06 else (1 + r.randrange(400), r.choice(streets), kind,
                                                               str(3000 + r.randrange(400)))
                last = place
                phone = switchboard if sites > 1 and r.random() < .3 else self.phone()
                suffix = f" {place[1].title()}" if sites > 1 and r.random() < .4 else ""
                for _ in range(1 + int(5 * r.random())):
                    self.add(f"{i}.{s}", self.site(vietnamese, name, line, forms, suffix, place, phone))

    def phone(self):
        return f"09{self.r.randrange(10 ** 7, 10 ** 8)}"

    def site(self, vietnamese, name, line, forms, suffix, place, phone):
        r = self.r
        called = self.typo(name) if r.random() < .12 else name
        business = line.title() if r.random() < .85 else ""
        text = (f"{r.choice(FORMS_VN)} {business} {called}" if vietnamese else f"{called} {business} {r.choice(forms)}")
        text = " ".join((text + (suffix if r.random() < .7 else "")).split())
        text = text.upper() if r.random() < .25 else text
        number, street, kind, postcode = place
        street = self.typo(street) if r.random() < .08 else street
        kind = SHORT_TYPES.get(kind, kind) if r.random() < .5 else kind
        unit = f"Unit {1 + r.randrange(20)}, " if r.random() < .08 else ""
        return {"company": text,
                "street": None if r.random() < .06 else f"{unit}{number} {street.title()} {kind.title()}",
                "postcode": None if r.random() < .12 else postcode,
                "phone": None if r.random() < .2 else
                         r.choice([phone, f"{phone[:4]} {phone[4:7]} {phone[7:]}", "+84" + phone[1:]])}


def truth_of(file, out):
    """The truth of a public set: FEBRL's rec-N-org, or a column cluster or group."""
    with open(file, newline="", encoding="utf-8") as f, open(out, "w", newline="") as t:
        known = csv.writer(t)
        known.writerow(["source", "record_id", "entity_id"])
        for row in csv.DictReader(f, skipinitialspace=True):
            record = row.get("rec_id") or row["unique_id"]
            known.writerow(["people", record, record.split("-")[1] if "rec_id" in row else row.get("cluster", row.get("group"))])


PEOPLE = {"firms": 1000, "clean": 20000, "dirty": 5000, "names": 9000, "files": 5000}
if __name__ == "__main__":
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("kind", choices=[*PEOPLE, "public"])
    args.add_argument("records")
    args.add_argument("truth")
    args.add_argument("--people", type=int)
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    if a.kind == "public":
        truth_of(a.records, a.truth)
    else:
        maker = Maker(a.seed)
        getattr(maker, a.kind)(a.people or PEOPLE[a.kind])
        maker.write(a.records, a.truth)
