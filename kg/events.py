"""One happening told in many articles becomes one event; a standing relation keeps its reports together.

How claims become events:

1. Only asserted claims count. A relation has events or is standing, as `ontology/kg.ttl` says.
2. Claims can tell one event if they have the same relation and their ends fit: the same actors, or a state in one claim
   where another names its minister. Symmetric relations have no first end.
3. Their times must overlap: what the text dates or, for an undated claim, the report's day and the days of
   `kg:reportWindow` before it. Every claim that joins narrows the event's time. Claims without any date are one event
   only within one article.
4. Their places must fit: one is unknown, or names all words of the other.

Claims that name persons go first and dated ones before undated ones, so that the vaguer claim finds the clearer event.
Where several events fit, an undated report joins the latest of them, and a claim of a whole month or year stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.articles import Article
from kg.claims import claim_key
from kg.model import Actor, Claim
from kg.times import Bounds, bounds
from kg.vocabulary import Vocabulary

# A claim whose time is wider than this is not looked up day by day.
_MOST_DAYS = 10


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened once. `time` is what the dated claims have in common, None if no text dates it."""

    relation: str
    source: Actor
    target: Actor
    time: Bounds | None
    place: str | None
    claims: tuple[Claim[Actor], ...]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A standing relation between two actors and all claims that assert it."""

    relation: str
    source: Actor
    target: Actor
    claims: tuple[Claim[Actor], ...]


def find_events(claims: Iterable[Claim[Actor]], articles: Mapping[str, Article], vocabulary: Vocabulary) -> list[Event]:
    """The events that the asserted claims tell, in an order that depends on nothing but the claims."""
    groups: dict[tuple[str, str, str], list[_Report]] = defaultdict(list)
    for claim in claims:
        relation = vocabulary.relations[claim.relation]
        if claim.status == "asserted" and not relation.standing:
            report = _report(claim, articles, symmetric=relation.symmetric, window=vocabulary.report_window)
            groups[claim.relation, report.source.code, report.target.code].append(report)
    return [cluster.event() for key in sorted(groups) for cluster in _merge(groups[key])]


def find_relationships(claims: Iterable[Claim[Actor]], vocabulary: Vocabulary) -> list[Relationship]:
    """The standing relations that the asserted claims tell, sorted by relation and ends."""
    groups: dict[tuple[str, str, str], list[Claim[Actor]]] = defaultdict(list)
    for claim in claims:
        relation = vocabulary.relations[claim.relation]
        if claim.status == "asserted" and relation.standing:
            source, target = ends(claim, symmetric=relation.symmetric)
            groups[claim.relation, source.id, target.id].append(claim)
    found = []
    for key in sorted(groups):
        told = sorted(groups[key], key=claim_key)
        source, target = ends(told[0], symmetric=vocabulary.relations[key[0]].symmetric)
        found.append(Relationship(key[0], source, target, tuple(told)))
    return found


def ends(claim: Claim[Actor], *, symmetric: bool) -> tuple[Actor, Actor]:
    """Source and target; those of a symmetric relation in the order of their codes and ids."""
    source, target = claim.source, claim.target
    if symmetric and (target.code, target.id) < (source.code, source.id):
        return target, source
    return source, target


# --- merging -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Report:
    claim: Claim[Actor]
    source: Actor
    target: Actor
    told: Bounds | None  # what the text says
    window: Bounds | None  # when it can have happened
    days: tuple[str, ...]  # of a short window
    place: frozenset[str]

    @property
    def general(self) -> int:
        """How many ends are a state or organisation as such rather than somebody who acts for it."""
        return (self.source.id == self.source.code) + (self.target.id == self.target.code)


def _report(claim: Claim[Actor], articles: Mapping[str, Article], *, symmetric: bool, window: int) -> _Report:
    source, target = ends(claim, symmetric=symmetric)
    told = bounds(claim.when)
    place = frozenset(claim.place.casefold().split()) if claim.place else frozenset()
    possible = told or _window(articles[claim.doc].date, window)
    return _Report(claim, source, target, told, possible, _days(possible), place)


@lru_cache(maxsize=65536)
def _window(reported: str | None, days: int) -> Bounds | None:
    report = bounds(reported)
    if report is None:
        return None
    first = date.fromisoformat(report.earliest)
    earliest = first - timedelta(days) if (first - date.min).days >= days else first
    return Bounds(earliest.isoformat(), report.latest, report.precision)


class _Cluster:
    """An event while it grows."""

    def __init__(self, first: _Report) -> None:
        self.source, self.target = first.source, first.target
        self.window, self.told, self.place = first.window, first.told, first.place
        self.reports = [first]

    def fits(self, report: _Report) -> bool:
        if not (_fit(self.source, report.source) and _fit(self.target, report.target)):
            return False
        if self.place and report.place and not (self.place <= report.place or report.place <= self.place):
            return False
        if self.window is None or report.window is None:
            return self.window is report.window and self.reports[0].claim.doc == report.claim.doc
        return self.window.overlaps(report.window)

    def add(self, report: _Report) -> None:
        self.reports.append(report)
        self.place |= report.place
        if self.window and report.window:
            self.window = self.window.within(report.window)
        if report.told:
            self.told = self.told.within(report.told) if self.told else report.told

    def event(self) -> Event:
        claims = sorted((report.claim for report in self.reports), key=claim_key)
        places = sorted({claim.place for claim in claims if claim.place}, key=lambda place: (-len(place), place))
        return Event(
            claims[0].relation, self.source, self.target, self.told, places[0] if places else None, tuple(claims)
        )


def _fit(known: Actor, told: Actor) -> bool:
    """Whether `told` is the same actor, or the state or organisation that it acts for."""
    return told.id in (known.id, known.code)


def _merge(reports: list[_Report]) -> Iterator[_Cluster]:
    """Events of one relation between actors of two codes, each report put where it fits."""
    clusters: list[_Cluster] = []
    by_day: dict[str, list[_Cluster]] = defaultdict(list)
    by_document: dict[str, list[_Cluster]] = defaultdict(list)
    for report in sorted(reports, key=_clearest_first):
        if report.window is None:
            near = by_document[report.claim.doc]
        elif report.days:
            near = list(dict.fromkeys(cluster for day in report.days for cluster in by_day[day]))
        else:
            near = clusters
        fitting = [cluster for cluster in near if cluster.fits(report)]
        fitting = [cluster for cluster in fitting if _same_ends(cluster, report)] or fitting
        if len(fitting) == 1 or (fitting and report.days):
            max(fitting, key=lambda cluster: cluster.window.earliest if cluster.window else "").add(report)
            continue
        cluster = _Cluster(report)
        clusters.append(cluster)
        for day in report.days:
            by_day[day].append(cluster)
        if report.window is None:
            by_document[report.claim.doc].append(cluster)
    return iter(clusters)


def _same_ends(cluster: _Cluster, report: _Report) -> bool:
    return (cluster.source.id, cluster.target.id) == (report.source.id, report.target.id)


def _clearest_first(report: _Report) -> tuple[object, ...]:
    vague = 2 if report.window is None else 0 if report.told and report.days else 1
    earliest = report.window.earliest if report.window else ""
    return (report.general, vague, not report.days, earliest, claim_key(report.claim))


@lru_cache(maxsize=65536)
def _days(window: Bounds | None) -> tuple[str, ...]:
    """The days of a short time, none of a long one."""
    if window is None:
        return ()
    first, last = date.fromisoformat(window.earliest), date.fromisoformat(window.latest)
    count = (last - first).days + 1
    return tuple((first + timedelta(n)).isoformat() for n in range(count)) if count <= _MOST_DAYS else ()
