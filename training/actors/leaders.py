# ruff: noqa: E501, SIM905
"""Add leaders to data/actors/office_holders.csv: `python training/actors/leaders.py ../shared/reference > more.csv`.

One-off: the rows are edited by hand afterwards. Facts (name, office, dates) are taken from
REIGN (Bell, Besaw, Frank 2021: leaders since 1945, surnames mostly), the US State Department's list of visits by foreign
leaders (public domain: full names and dates) and the CIA World Factbook of May 2026 (public domain: leaders in office).
A row whose state and surname stand already in the table for that time is left out.
"""

import csv
import html
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from kg.nlp.gazetteer import covers, fold, load_gazetteer

# REIGN uses the Correlates of War's abbreviations where they differ from ISO 3166.
COW = dict(
    pair.split(":")
    for pair in """AAB:ATG ALG:DZA ANG:AGO AUL:AUS BAR:BRB BFO:BFA BHM:BHS BHU:BTN BNG:BGD BOS:BIH BOT:BWA BRU:BRN BUI:BDI
BUL:BGR CAM:KHM CAO:CMR CAP:CPV CDI:CIV CEN:CAF CHA:TCD CON:COG COS:CRI CRO:HRV CZE:CSK CZR:CZE DEN:DNK DRC:COD DRV:VNM
EQG:GNQ ETM:TLS FRN:FRA GAM:GMB GDR:DDR GFR:DEU GMY:DEU GRG:GEO GRN:GRD GUA:GTM GUI:GIN HAI:HTI HON:HND ICE:ISL INS:IDN
IRE:IRL KOS:XKX KUW:KWT KYR:KGZ KZK:KAZ LAT:LVA LEB:LBN LES:LSO LIB:LBY LIT:LTU MAA:MRT MAC:MKD MAD:MDV MAG:MDG MAL:MYS
MNG:MNE MAS:MUS MAW:MWI MLD:MDA MNC:MCO MON:MNG MOR:MAR MSI:MHL MYA:MMR MZM:MOZ NAU:NRU NEP:NPL NEW:NZL NIG:NGA NIR:NER NTH:NLD
OMA:OMN PAL:PLW PAR:PRY PHI:PHL POR:PRT ROK:KOR ROM:ROU RVN:VDR SAF:ZAF SAL:SLV SEY:SYC SIE:SLE SIN:SGP SKN:KNA SLO:SVK
SLU:LCA SLV:SVN SNM:SMR SOL:SLB SPN:ESP SRI:LKA SUD:SDN SVG:VCT SWA:SWZ SWD:SWE SWZ:CHE TAJ:TJK TAZ:TZA THI:THA TOG:TGO
TRI:TTO UAE:ARE UKG:GBR URU:URY VAN:VUT YAR:YEM YPR:YMD ZAM:ZMB ZIM:ZWE""".split()
)
OFFICES = (
    "Vice President|Deputy Prime Minister|President|Prime Minister|Chancellor|King|Queen|Emperor|Crown Prince|Amir|Emir|"
    "Sultan|Foreign Minister|Secretary of State|Secretary General|Taoiseach|Premier|Pope|Prince|Shah"
)
TITLE = re.compile(rf"^({OFFICES})\s+(.+)$")
MONTHS = "January February March April May June July August September October November December".split()
SINCE = re.compile(r"since (?:(\d{1,2}) )?(?:(\w+) )?(\d{4})")


def reign(path: Path):
    """Code, name, office, since, until of each leader of REIGN; "" where the table ends."""
    with open(path, encoding="utf-8", errors="replace") as rows:
        for row in csv.DictReader(rows):
            since = f"{int(row['syear']):04}-{int(row['smonth'] or 1):02}"
            until = f"{int(row['eyear']):04}-{int(row['emonth'] or 12):02}" if row["eyear"] else ""
            code = COW.get(row["stateabb"], row["stateabb"])
            if code == "YUG":  # one entry of REIGN for three states in turn
                code = "YUG" if since < "2003-02" else "SCG" if since < "2006-06" else "SRB"
            name = re.sub(r"\s*\(.*", "", row["leader"]).strip()
            if not until or until > "1945":
                yield code, name, "Leader", since, until


def visits(path: Path, codes):
    """Code, name, office and date of each visit to the United States since 1945 by someone with a title."""
    with open(path, encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found, code = TITLE.match(row["visitor"]), codes.get(fold(row["from"].split(",")[0]))
            if found and code and row["start"] >= "1945":
                yield code, re.sub(r"\s*\(.*", "", found[2]).strip(), found[1], row["start"]


def factbook(path: Path, codes):
    """Code, name, office and the date since when, of heads of state and of government."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for cell in (row["chief_of_state"], row["head_of_government"]):
            text = html.unescape(cell or "")
            found = re.match(rf"({OFFICES}) (?:\([^)]*\) )?(?:Gen\. |Col\. |Dr\. |Capt\. )?([^(;,]+?),? \(since", text)
            since, code = (
                SINCE.search(text),
                codes.get(fold(row["name"] or "")) or codes.get(fold(row["long_name"] or "")),
            )
            if found and since and code:
                name = re.sub(r"[^\W\d_]{3,}", lambda word: word[0].title() if word[0].isupper() else word[0], found[2])
                month = f"-{MONTHS.index(since[2]) + 1:02}" if since[2] in MONTHS else ""
                day = f"-{int(since[1]):02}" if since[1] and month else ""
                yield code, name, found[1], since[3] + month + day


def main(reference: Path) -> None:
    """Print the rows that the table lacks."""
    gazetteer = load_gazetteer()
    codes = {key: entries[0].code for key, entries in gazetteer.phrases.items() if entries[0].use == "name"}
    codes = {key: code for key, code in codes.items() if code in gazetteer.states}
    known = defaultdict(list)
    for holders in gazetteer.persons.values():
        for holder in holders:
            for word in fold(holder.name).split():
                known[holder.code, word].append((holder.since, holder.until))

    def is_known(code, name, since, until):
        spans = known[code, fold(name).split()[-1]]
        return any(
            covers(s[:4], u[:4], since[:4])
            or covers(since[:4], until[:4], s[:4])
            or bool(until and covers(s[:4], u[:4], until[:4]))
            for s, u in spans
        )

    seen = defaultdict(list)  # (code, full name) -> [(date, office)]
    for code, name, office, date in visits(reference / "us_visits_by_foreign_leaders.csv", codes):
        seen[code, name].append((date, office))
    rows = []
    today = list(factbook(reference / "factbook_extract.jsonl", codes))
    for code, name, office, since, until in reign(reference / "leaders_REIGN_2021-03.csv"):
        if (
            code not in gazetteer.states
            or is_known(code, name, since, until)
            or re.search(r"junta|council", name, re.I)
        ):
            continue
        if not until:
            until = (
                "" if any(c == code and fold(name).split()[-1] in fold(n).split() for c, n, _, _ in today) else "2021"
            )
        full = [
            n
            for (c, n), times in seen.items()
            if c == code
            and fold(n).split()[-1] == fold(name).split()[-1]
            and any(covers(since, until, date) for date, _ in times)
        ]
        rows.append([code, max(full, key=len) if full else name, office, since, until])
    for code, name, office, since in today:
        if not is_known(code, name, since, ""):
            rows.append([code, name, office, since, ""])
    for code, name, *_, since, until in rows:
        for word in fold(name).split():
            known[code, word].append((since, until))
    for (code, name), times in seen.items():
        dates = sorted(date[:4] for date, _ in times)
        if " " in name and not is_known(code, name, dates[0], dates[-1]):
            rows.append([code, name, times[-1][1], dates[0], dates[-1]])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for code, name, office, since, until in sorted(set(map(tuple, rows))):
        writer.writerow([code, name, "", "", office, since, until])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
