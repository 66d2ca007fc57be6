"""The command line: it parses and calls. What a command does stands in the function that it calls."""

from __future__ import annotations

import json
import sys
import webbrowser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any, Literal, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from kg.errors import GraphError, KgError
from kg.model import Document, Problem, claim_to_json

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Reads news and builds a knowledge graph of the dealings between states, with the sentence behind every edge.",
)
frames_app = typer.Typer(no_args_is_help=True, help="The frames: which words express which relation.")
app.add_typer(frames_app, name="frames")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

Paths = Annotated[
    list[str],
    typer.Argument(help="Files or folders: .txt .md .html .jsonl .csv, each also .gz or .xz; - for standard input."),
]
Dir = Annotated[Path, typer.Argument(help="A folder that `kg build` made.")]
Pipeline = Annotated[
    str | None, typer.Option(help="Another installed spaCy English pipeline, such as en_core_web_trf.")
]
Extractor = Annotated[
    Literal["frames", "learned", "both"], typer.Option(help="What reads the claims: frames, classifier, or both.")
]
Workers = Annotated[int, typer.Option(min=1, help="Number of processes that read.")]
Output = Annotated[str, typer.Option("-o", "--output", help="File to write; - is standard output.")]


# --- reading ---------------------------------------------------------------------------------------------------------


@app.command()
def build(
    paths: Paths,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder to write.")] = Path("build"),
    pipeline: Pipeline = None,
    extractor: Extractor = "both",
    workers: Workers = 1,
    infer: Annotated[bool, typer.Option("--infer", help="Add inverse and broader relations.")] = False,
    store: Annotated[str | None, typer.Option(help="Also put the graph on a SPARQL 1.1 server: http://…")] = None,
) -> None:
    """Read articles and build their graph: graph.ttl, graph.html, claims.jsonl and a SPARQL store.

    On an existing folder only new and changed documents are read.

    kg build data/articles -o build

    kg build news.jsonl.xz more/ -o build --workers 2
    """
    from kg.build import build as build_graph
    from kg.folder import Folder
    from kg.rdf.remote import publish

    with reading() as (watch, problems):
        try:
            graph = build_graph(
                paths,
                output,
                pipeline=pipeline,
                extractor=extractor,
                workers=workers,
                infer=infer,
                on_problem=problems.append,
                watch=watch,
            )
        except KeyboardInterrupt:
            err.print("Stopped. What was read is kept; the same command goes on.")
            raise typer.Exit(130) from None
        edges = graph.to_networkx()
        err.print(
            f"{len(graph.documents)} documents, {len(graph.claims)} claims: {edges.number_of_edges()} relations stand "
            f"between {edges.number_of_nodes()} actors -> {output}"
        )
        if store is not None:
            publish(Folder(output).turtle, store)


@app.command()
def extract(
    paths: Paths,
    output: Output = "-",
    pipeline: Pipeline = None,
    extractor: Extractor = "both",
    workers: Workers = 1,
) -> None:
    """Write the claims of articles as JSON lines, without building a graph.

    kg extract article.txt

    kg extract news.jsonl -o claims.jsonl
    """
    from kg.build import read_claims
    from kg.claims import in_order
    from kg.documents import read_documents

    with reading() as (watch, problems), writing(output) as file:
        documents = watch(read_documents(paths, problems.append))
        read = read_claims(
            documents, pipeline=pipeline, extractor=extractor, workers=workers, on_problem=problems.append
        )
        for _, claims in read:
            write_lines(file, map(claim_to_json, in_order(claims)))


@app.command()
def actors(paths: Paths, output: Output = "-", pipeline: Pipeline = None, workers: Workers = 1) -> None:
    """Write every mention of an actor as JSON lines: doc, start, end, text, name, code, kind, how it was decided.

    kg actors article.txt
    """
    from kg.documents import read_documents
    from kg.nlp.actors import find_mentions, mention_lines
    from kg.nlp.gazetteer import load_gazetteer
    from kg.nlp.pipeline import load_pipeline, parse

    with reading() as (watch, problems), writing(output) as file:
        documents = watch(read_documents(paths, problems.append))
        for document, doc in parse(documents, load_pipeline(pipeline), workers=workers):
            write_lines(file, mention_lines(document, find_mentions(doc, document, load_gazetteer())))


@app.command()
def classify(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="Lines with id, text, source and target offsets.")],
    output: Output = "-",
    pipeline: Pipeline = None,
) -> None:
    """Say what each text says that a marked source does to a marked target: how event coders check records.

    A line is {"id": …, "text": …, "source": [start, end], "target": [start, end]}.

    kg classify pairs.jsonl -o answers.jsonl
    """
    from kg.extract.classify import classify as classify_records
    from kg.extract.classify import read_records
    from kg.extract.learned import load_model
    from kg.nlp.pipeline import load_pipeline

    with writing(output) as file:
        write_lines(file, classify_records(read_records(source), load_pipeline(pipeline), load_model()))


@contextmanager
def reading() -> Iterator[tuple[Any, list[Problem]]]:
    """Progress while documents are read; at the end the report of those that could not be, and exit code 1 if any."""
    problems: list[Problem] = []
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, disable=not err.is_terminal, transient=True) as progress:
        task = progress.add_task("Reading", total=None)

        def watch(documents: Iterable[Document]) -> Iterator[Document]:
            for document in documents:
                yield document
                progress.advance(task)

        yield watch, problems
    for problem in problems:
        err.print(
            f"[yellow]not read[/] {escape(problem.where)}: {escape(problem.reason)} {escape(problem.hint)}".rstrip()
        )
    if problems:
        err.print(f"{len(problems)} could not be read; all others were.")
        raise typer.Exit(1)


@contextmanager
def writing(output: str) -> Iterator[IO[str]]:
    """The file to write, or standard output for `-`."""
    if output == "-":
        yield sys.stdout
    else:
        with open(output, "w", encoding="utf-8", newline="\n") as file:
            yield file


def write_lines(file: IO[str], lines: Iterable[dict[str, Any]]) -> None:
    """Write JSON lines."""
    for line in lines:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


# --- asking ----------------------------------------------------------------------------------------------------------


@app.command()
def query(
    folder: Dir,
    sparql: Annotated[
        str | None, typer.Argument(help="A SPARQL query; the prefixes kg:, actor: and others are known.")
    ] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Read the query from a file.")] = None,
    named: Annotated[str | None, typer.Option(help="A question that comes with kg; see `kg queries`.")] = None,
    value: Annotated[list[str] | None, typer.Option("--set", help="A parameter of a named query: source=IND.")] = None,
    form: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help="How to show the answer.")
    ] = "table",
    timeout: Annotated[float, typer.Option(help="Seconds after which a query is stopped.")] = 30.0,
    limit: Annotated[int, typer.Option(help="Rows at most.")] = 10_000,
    allow: Annotated[list[str] | None, typer.Option(help="Allow what is refused: service, from.")] = None,
) -> None:
    """Ask the graph in SPARQL.

    kg query build 'SELECT ?buyer ?seller { ?buyer kg:buysOilFrom ?seller }'

    kg query build --named arms-suppliers --format csv

    kg query build --named dealings --set a=IND --set b=RUS
    """
    from kg.folder import Folder
    from kg.query.run import run_query

    text = chosen_query(sparql, file, named, value or [])
    result = run_query(Folder(folder).store, text, timeout=timeout, limit=limit, allow=allow or ())
    if form == "table":
        table = Table(*result.columns)
        for row in result.rows:
            table.add_row(*(escape(str(cell)) if cell is not None else "" for cell in row))
        out.print(table)
        if result.more:
            err.print(f"There are more than these {limit} rows: --limit shows more.")
    else:
        sys.stdout.write(result.to_json() if form == "json" else result.to_csv())


def chosen_query(sparql: str | None, file: Path | None, named: str | None, values: list[str]) -> str:
    """The one query that was given: as words, in a file, or by its name."""
    from kg.query.named import named_query

    if sum(given is not None for given in (sparql, file, named)) != 1:
        raise typer.BadParameter("Give one query: as an argument, with -f FILE, or with --named NAME.")
    if named is not None:
        if wrong := [value for value in values if "=" not in value]:
            raise typer.BadParameter(f"--set takes NAME=VALUE, not {wrong[0]!r}.")
        return named_query(named).with_values(dict(value.split("=", 1) for value in values))
    return file.read_text(encoding="utf-8") if file is not None else str(sparql)


@app.command()
def queries() -> None:
    """List the questions that come with kg, for `kg query DIR --named NAME`.

    kg queries
    """
    from kg.query.named import named_queries

    table = Table("Name", "Question", "Parameters")
    for name, each in named_queries().items():
        table.add_row(name, each.question, ", ".join(f"{p.name}={p.default}" for p in each.parameters))
    out.print(table)


@app.command()
def explain(
    folder: Dir,
    first: Annotated[str, typer.Argument(help="A code, an actor's id or a name: IND, India, IND.narendra-modi.")],
    second: Annotated[str, typer.Argument(help="The other one.")],
) -> None:
    """Show every claim between two actors, either way round, each with its sentence.

    kg explain build IND RUS
    """
    from kg.explain import between, find_actor
    from kg.folder import Folder
    from kg.vocabulary import load_vocabulary

    opened, relations = Folder(folder), load_vocabulary().relations
    claims, articles = opened.claims(), {article.id: article for article in opened.articles()}
    found = between(claims, find_actor(first, claims), find_actor(second, claims))
    for claim in found:
        before, quote, after = claim.evidence.parts()
        article = articles[claim.doc]
        told = " · ".join(str(part) for part in (article.title or claim.doc, article.publisher, article.date) if part)
        facts = " · ".join(str(part) for part in (claim.status, claim.when, claim.place, claim.amount) if part)
        label = relations[claim.relation].label
        out.print(
            f"[bold]{escape(claim.source.name)}[/] {label} [bold]{escape(claim.target.name)}[/]  {escape(facts)}",
            soft_wrap=True,
        )
        out.print(f"    {escape(before)}[reverse]{escape(quote)}[/]{escape(after)}", soft_wrap=True)
        out.print(
            f"    [dim]{escape(told)} · confidence {claim.confidence:.2f} · {escape(claim.rule)}[/]", soft_wrap=True
        )
    if not found:
        raise GraphError(f"There is no claim between {first} and {second} in {folder}.")


@app.command()
def show(folder: Dir) -> None:
    """Open the graph in the browser.

    kg show build
    """
    from kg.folder import Folder

    if not Folder(folder).exists:
        raise GraphError(f"{folder} holds no graph. `kg build PATH -o {folder}` makes one.")
    page = (folder / "graph.html").absolute()
    out.print(f"{page.as_uri()}", soft_wrap=True)
    webbrowser.open(page.as_uri())


@app.command()
def remove(folder: Dir, documents: Annotated[list[str], typer.Argument(help="Ids of documents.")]) -> None:
    """Take documents out: what stays is what building the others gives.

    kg remove build india-russia-defence
    """
    from kg.export.page import write_page
    from kg.folder import Folder

    Folder(folder).remove(documents, page=write_page)


@app.command()
def validate(folder: Dir) -> None:
    """Check the graph against its shapes and rules; exit code 1 if a node breaks one.

    kg validate build
    """
    from kg.folder import Folder
    from kg.validate import validate as find_faults

    findings = find_faults(Folder(folder).turtle)
    for finding in findings:
        out.print(escape(str(finding)), soft_wrap=True)
    violations = sum(finding.severity == "violation" for finding in findings)
    out.print(f"{violations} violations, {len(findings) - violations} warnings.")
    if violations:
        raise typer.Exit(1)


@app.command()
def stats(folder: Dir) -> None:
    """Numbers of the graph: claims by status and relation, who stands in the middle, who belongs together.

    kg stats build
    """
    from kg.graph import KnowledgeGraph
    from kg.statistics import statistics

    out.print(escape(statistics(KnowledgeGraph.open(folder)).to_text()), soft_wrap=True)


@app.command()
def export(
    folder: Dir,
    file: Annotated[Path, typer.Argument(help="The suffix says the format: .ttl .nt .jsonld .graphml .gexf .csv …")],
) -> None:
    """Write the graph in another format.

    kg export build graph.graphml

    kg export build claims.csv
    """
    from kg.graph import KnowledgeGraph

    KnowledgeGraph.open(folder).export(file)


# --- frames ----------------------------------------------------------------------------------------------------------


@frames_app.command()
def check(pipeline: Pipeline = None) -> None:
    """Run every example of every frame; exit code 1 if one does not give what it must.

    kg frames check
    """
    from kg.extract import load_knowledge
    from kg.extract.examples import failures
    from kg.nlp.pipeline import load_pipeline

    knowledge = load_knowledge()
    failed = 0
    for example, fault in failures(knowledge, load_pipeline(pipeline)):
        failed += 1
        out.print(f"[red]{example.frame.name}[/] {escape(example.text)}\n    {escape(fault)}", soft_wrap=True)
    examples = sum(len(frame.match) + len(frame.miss) for frame in knowledge.frames.frames)
    out.print(f"{len(knowledge.frames.frames)} frames, {examples} examples, {failed} wrong.")
    if failed:
        raise typer.Exit(1)


@frames_app.command(name="try")
def try_(sentence: Annotated[str, typer.Argument(help="A sentence of yours.")], pipeline: Pipeline = None) -> None:
    """Show, for a sentence, which frame fires and why the others do not.

    kg frames try "Russia supplied India with missiles."
    """
    from kg.extract import load_knowledge
    from kg.extract.examples import try_sentence
    from kg.nlp.pipeline import load_pipeline

    mentions, trials, claims = try_sentence(sentence, load_knowledge(), load_pipeline(pipeline))
    for mention in mentions:
        out.print(f"[cyan]{escape(mention.text)}[/] {mention.code} {mention.kind}, {mention.how}")
    table = Table("Word", "Read as", "Frame", "Outcome")
    for trial in trials:
        table.add_row(trial.word, f"{trial.kind}: {escape(trial.roles)}", trial.frame, escape(trial.outcome))
    out.print(table)
    for claim in claims:
        told = f"[green]{claim.source.code} {claim.relation} {claim.target.code}[/] {claim.status}"
        out.print(f"{told}: {escape(claim.evidence.quote)}")


def main() -> None:
    """Run the command line; what goes wrong is told in words, without a traceback."""
    try:
        app(standalone_mode=True)
    except KgError as error:
        _fail(str(error))
    except OSError as error:  # a file to read or to write that the user named
        _fail(f"{error.filename}: {error.strerror}." if error.filename else str(error))


def _fail(message: str) -> NoReturn:
    err.print(f"[red]Error[/] {escape(message)}", soft_wrap=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
