# ruff: noqa: E501
"""Make data/actors/members.csv: `python training/actors/members.py ../shared/reference > members.csv`.

One-off: the table is edited by hand afterwards. Members in May 2026 from the CIA World Factbook (public domain); the
dates of those who joined or left since 1990 were added by hand.
"""

import csv
import json
import re
import sys
from pathlib import Path

from kg.nlp.gazetteer import fold, load_gazetteer

# The factbook's abbreviation of an organisation -> our code.
CODES = {
    "UN": "UN", "EU": "EU", "NATO": "NATO", "AU": "AU", "ASEAN": "ASEAN", "LAS": "ARAB LEAGUE", "OPEC": "OPEC", "IAEA": "IAEA",
    "IMF": "IMF", "IBRD": "WORLD BANK", "WTO": "WTO", "WHO": "WHO", "ICCt": "ICC", "SCO": "SCO", "BRICS": "BRICS", "G-7": "G7",
    "G-20": "G20", "GCC": "GCC", "ECOWAS": "ECOWAS", "OSCE": "OSCE", "OAS": "OAS", "CSTO": "CSTO", "CIS": "CIS", "APEC": "APEC",
    "IGAD": "IGAD", "SADC": "SADC", "Mercosur": "MERCOSUR", "OPCW": "OPCW", "Interpol": "INTERPOL", "C": "COMMONWEALTH",
    "OECD": "OECD", "FATF": "FATF", "OIC": "OIC", "EAEU": "EAEU", "Caricom": "CARICOM", "CE": "COE", "NAM": "NON-ALIGNED",
    "SAARC": "SAARC", "PIF": "PIF", "EAC": "EAC", "AIIB": "AIIB", "ADB": "ADB", "AfDB": "AFDB", "EBRD": "EBRD", "EFTA": "EFTA",
    "BIMSTEC": "BIMSTEC", "CELAC": "CELAC", "COMESA": "COMESA", "Benelux": "BENELUX", "IADB": "IDB", "NSG": "NSG",
    "PCA": "PCA", "IEA": "IEA", "IRENA": "IRENA", "SICA": "SICA", "CAN": "ANDEAN", "WAEMU": "UEMOA", "ALBA": "ALBA",
    "ECCAS": "ECCAS", "CEEAC": "ECCAS", "AMU": "AMU", "G-77": "G77", "D-8": "D-8", "NC": "NORDIC COUNCIL", "BIS": "BIS",
}  # fmt: skip


def main(reference: Path) -> None:
    """Print the table."""
    gazetteer = load_gazetteer()
    rows = set()
    for line in (reference / "factbook_extract.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names = [entry for entry in gazetteer.phrases.get(fold(row["name"] or ""), ()) if entry.use == "name"]
        names = names or [e for e in gazetteer.phrases.get(fold(row["long_name"] or ""), ()) if e.use == "name"]
        if names and names[0].code in gazetteer.states:
            for item in re.split(r",\s*(?![^(]*\))", row["intl_orgs"] or ""):
                if item.strip() in CODES:  # a note in brackets ("observer") is no membership
                    rows.add((CODES[item.strip()], names[0].code))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for organisation, state in sorted(rows):
        writer.writerow([organisation, state, "", ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
