"""Measures the mention finder against ../shared/gold, as issue 4 asks.

    python bench/actors.py ends FILE       share of the gold claims' ends whose code is found in the text, represents F1
    python bench/actors.py links           wikilinks_dev: our code at links to states, organisations, leaders, bodies
    python bench/actors.py time            actors' share of the language pipeline's time
    ... -v N                               also the errors, with N characters of each text

Which links count (`links`): the linked article's title is mapped to a code by the gazetteer and four title rules
(`code_of_title`); links that it does not map (persons without office, cities that are no capital, events, topics) are
left out, and so are armed movements with the name of an army ("National Liberation Army (Colombia)"), which act for no
state, and the currency "US$". The mention at a link is the smallest that covers the link, else the one that overlaps it
most; where the mention is larger than the link ("[Russian] tourists", "former [president]"), the guarded code `~RUS`
counts as right for `RUS`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from kg.model import Document
from kg.nlp.actors import find_mentions
from kg.nlp.gazetteer import fold, load_gazetteer
from kg.nlp.pipeline import load_pipeline, parse
from kg.resources import DATA

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
FOLDER = Path(os.environ.get("ACTORS", DATA / "actors"))


def records(name):
    """The lines of a gold file."""
    path = GOLD / name
    with lzma.open(path, "rt") if path.suffix == ".xz" else open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def documents(rows):
    """The documents of gold lines."""
    return [Document(id=r["id"], text=r["text"], date=r.get("date"), story=r.get("story")) for r in rows]


def codes_of(mentions):
    """All codes, those of members too."""
    for mention in mentions:
        yield mention.code
        yield from (member.code for member in mention.members)


def last_name(name):
    """The last word of a name, as the scorer compares names."""
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return tuple(re.sub(r"[^a-z0-9 ]", " ", re.sub(r"^(the|mr|mrs|ms|dr) ", "", name)).split()[-1:] or [name])


def ends(name, show=0):
    """Print the share of ends whose code is found, and represents F1."""
    rows = records(name)
    gazetteer = load_gazetteer(FOLDER)
    hit = total = tp = fp = fn = 0
    missed, examples = Counter(), defaultdict(list)
    for row, (document, doc) in zip(rows, parse(documents(rows), load_pipeline()), strict=True):
        mentions = find_mentions(doc, document, gazetteer)
        codes = set(codes_of(mentions))
        for claim in row["claims"]:
            if claim["relation"] == "represents":
                continue
            for side in ("source", "target"):
                total += 1
                code = claim[side]["code"]
                if code in codes:
                    hit += 1
                else:
                    missed[code] += 1
                    examples[code].append((claim[side]["name"], row["text"], sorted(codes)))
        gold = {
            (last_name(c["source"]["name"]), c["target"]["code"])
            for c in row["claims"]
            if c["relation"] == "represents"
        }
        mine = {(last_name(m.name), m.code) for m in mentions if m.office and not m.code.startswith(("~", "?"))}
        tp, fp, fn = tp + len(gold & mine), fp + len(mine - gold), fn + len(gold - mine)
        if show and mine ^ gold:
            print("REPRESENTS extra", sorted(mine - gold), "missing", sorted(gold - mine), end=" | ")
            print(row["date"], row.get("story"), "|", row["text"][:show])
    print(f"{name}: ends found {hit}/{total} = {hit / total:.3f}")
    p, r, f1 = tp / max(1, tp + fp), tp / max(1, tp + fn), 2 * tp / max(1, 2 * tp + fp + fn)
    print(f"{name}: represents P {p:.3f} R {r:.3f} F1 {f1:.3f}")
    if show:
        for code, count in missed.most_common(60):
            print(code, count)
            for end, text, codes in examples[code][:3]:
                print("     ", end, "|", text[:show], "|", codes)


def code_of_title(title, gazetteer, date):
    """The code that a Wikipedia article stands for, None if it is out of scope.

    1. a name of the gazetteer: state, organisation, capital, seat, body (with a qualifier: "Georgia (country)")
    2. a person in national office at the date: the table of office-holders
    3. office or body "of" a state, or with the state in brackets: "President of Ukraine", "Ministry of Defence (Iran)"
    4. a state or its adjective before a body: "Syrian Armed Forces", "United States Air Force"
    """
    plain, _, qualifier = title.partition(" (")
    qualifier = qualifier.rstrip(")")
    movements = [entry for entry in gazetteer.lookup(plain, date) if entry.kind == "movement"]
    if "$" in title or any(entry.code.startswith("~") for entry in movements):
        return None
    entries = [e for e in gazetteer.lookup(plain, date) if not e.code.startswith("~") and e.code in known(gazetteer)]
    whole = [e for e in entries if e.use in ("name", "capital", "seat", "body")]
    if (
        whole
        and (not qualifier or qualifier == "country")
        and (not whole[0].ambiguous or whole[0].use in ("name", "capital"))
    ):
        return whole[0].code
    if not qualifier:
        for holder in gazetteer.holders(plain, date):
            if fold(holder.name) == fold(plain) or fold(plain) in gazetteer.persons:
                return holder.code if not holder.code.startswith("~") else None
    state = state_named(qualifier, gazetteer, date)
    if state and acts(plain, gazetteer):
        return state
    head, _, owner = plain.partition(" of the ") if " of the " in plain else plain.rpartition(" of ")
    state = state_named(owner, gazetteer, date)
    if state and head and acts(head, gazetteer):
        return state
    words = plain.split()
    for cut in range(len(words) - 1, 0, -1):
        state = state_named(" ".join(words[:cut]), gazetteer, date)
        if state and acts(" ".join(words[cut:]), gazetteer):
            return state
    return None


def known(gazetteer):
    """All codes of states and organisations."""
    return gazetteer.states.keys() | gazetteer.organisations.keys()


def state_named(name, gazetteer, date):
    """The code of a state's name or adjective."""
    entries = gazetteer.lookup(name, date) if name else ()
    found = [e for e in entries if e.kind == "state" and e.use in ("name", "adjective") and e.code in gazetteer.states]
    return found[0].code if found else None


def acts(words, gazetteer):
    """Whether an office or body acts for its state."""
    key = fold(words)
    title, head = gazetteer.titles.get(key), gazetteer.heads.get(key)
    if title:
        return title.represents
    if head is None:
        head = gazetteer.heads.get(key.rsplit(" ", 1)[-1]) or gazetteer.heads.get(
            key.split(" of ")[0].rsplit(" ", 1)[-1]
        )
    return head is not None and head.acts_for_state and head.group not in ("deed", "materiel")


def links(show=0):
    """Print how many links we read right, wrong, not at all."""
    rows = records("wikilinks_dev.jsonl.xz")
    gazetteer = load_gazetteer(FOLDER)
    counts, errors = Counter(), Counter()
    examples = defaultdict(list)
    for row, (document, doc) in zip(rows, parse(documents(rows), load_pipeline()), strict=True):
        mentions = find_mentions(doc, document, gazetteer)
        for start, end, title in row["wikilinks"]:
            gold = code_of_title(title, gazetteer, row["date"])
            if gold is None:
                continue
            found = mention_at(mentions, start, end)
            mine = found.code if found else None
            if found and mine == f"~{gold}" and found.end - found.start > end - start:
                mine = gold  # "Russian" in "Russian tourists": the state is read right, and the guard is the guide's
            verdict = "unlinked" if mine in (None, "?") else "right" if mine == gold else "wrong"
            counts[verdict] += 1
            if verdict != "right":
                key = (title, gold, mine, found.how if found else None)
                errors[key] += 1
                examples[key].append(
                    row["text"][max(0, start - 60) : start]
                    + "["
                    + row["text"][start:end]
                    + "]"
                    + row["text"][end : end + 60]
                )
    total = sum(counts.values())
    shares = ", ".join(
        f"{verdict} {counts[verdict]} = {counts[verdict] / total:.3f}" for verdict in ("right", "wrong", "unlinked")
    )
    print(f"wikilinks_dev: {total} links: {shares}")
    for key, count in errors.most_common(200 if show else 0):
        print(count, key, "|", examples[key][0])


def mention_at(mentions, start, end):
    """The smallest mention that covers the link, else the one that overlaps it most."""
    mentions = [member for m in mentions for member in (m.members if m.members and m.how != "pronoun" else (m,))]
    covering = [m for m in mentions if m.start <= start and m.end >= end]
    if covering:
        return min(covering, key=lambda m: m.end - m.start)
    overlapping = [m for m in mentions if m.start < end and m.end > start]
    return max(overlapping, key=lambda m: min(m.end, end) - max(m.start, start), default=None)


def clock():
    """Print the processor time of the pipeline and of actors, in one run."""
    rows = records("items_train.jsonl") + records("documents_dev.jsonl")
    gazetteer, nlp = load_gazetteer(FOLDER), load_pipeline()
    docs = documents(rows)
    parsed = list(parse(docs[:50], nlp))
    for document, doc in parsed:
        find_mentions(doc, document, gazetteer)
    began = time.process_time()
    parsed = list(parse(docs, nlp))
    middle = time.process_time()
    for document, doc in parsed:
        find_mentions(doc, document, gazetteer)
    ended = time.process_time()
    words = sum(len(doc) for _, doc in parsed)
    language, actors = middle - began, ended - middle
    print(f"{words} tokens: language pipeline {language:.1f} s, actors and coreference {actors:.2f} s", end=" ")
    print(f"= {actors / language:.3f} of it, {actors / words * 1e6:.0f} microseconds a token")


def main():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ends", "links", "time"))
    parser.add_argument("file", nargs="?", default="items_dev.jsonl")
    parser.add_argument("-v", "--show", type=int, default=0)
    args = parser.parse_args()
    if args.what == "ends":
        ends(args.file, args.show)
    elif args.what == "links":
        links(args.show)
    else:
        clock()


if __name__ == "__main__":
    main()
