"""Make data/actors/cities.csv from GeoNames: `python training/actors/cities.py ../shared/reference > cities.csv`.

One-off: the table is edited by hand afterwards. GeoNames lists 34,000 towns without their size, so a town is taken when
the news of `../shared/news` names it (capitalised, after a word of place such as "in" or "near"): a seat of a province
once, others twice, towns of English-speaking states four times. Towns whose name stands already in another table, or in
two states, are left out; those that are words or given names were then struck by hand, and some fifty added.
"""

import csv
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from kg.nlp.gazetteer import fold, load_gazetteer

ALIASES = {"Democratic Republic of the Congo": "COD", "Republic of the Congo": "COG", "Ivory Coast": "CIV"}
ENGLISH = {"USA", "GBR", "CAN", "AUS", "NZL", "ZAF", "IRL"}
WORD = r"[A-Z][\w'’-]+"
PLACE = re.compile(
    rf"\b(?:in|near|at|from|to|of|outside|around|towards?) ({WORD}(?: (?:de|del|la|al|el|di|do|da|{WORD})){{0,3}})"
)


def mentions(news: Path) -> Counter[str]:
    """How often the news names each place-like phrase (and each of its beginnings), by folded key."""
    counts: Counter[str] = Counter()
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            for phrase in PLACE.findall(json.loads(line)["text"]):
                words = phrase.split()
                for end in range(1, len(words) + 1):
                    counts[fold(" ".join(words[:end]))] += 1
    return counts


def main(reference: Path) -> None:
    """Print the table."""
    gazetteer = load_gazetteer()
    codes = {state.name: code for code, state in gazetteer.states.items()}
    counts = mentions(reference.parent / "news" / "current_events.jsonl.xz")
    seats: set[str] = set()
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    with open(reference / "world-cities_geonames.csv", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found = [e for e in gazetteer.lookup(row["country"]) if e.use in ("name", "territory")]
            code = ALIASES.get(row["country"]) or codes.get(row["country"]) or (found[0].code if found else None)
            if code:
                key = fold(row["name"])
                places[key].add((row["name"], code.lstrip("~")))
                if fold(row["subcountry"]).startswith(key):
                    seats.add(key)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for key, found in sorted(places.items()):
        name, code = min(found)
        least = 4 if code in ENGLISH else 1 if key in seats else 2
        if counts[key] >= least and len({code for _, code in found}) == 1 and key not in gazetteer.phrases:
            writer.writerow([code, name, ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
