"""What a trained pipeline needs at run time, and nothing else: `python training/slim.py MODEL data/pipeline`.

`spacy train` writes every word that it met into `vocab/strings.json` and every score into `meta.json`. Only the strings
that the components name (labels, morphological features, pieces of a trained lemmatiser's edit trees, which the plain
pipeline has) are ever looked up from a hash again; the words of a new text bring their own strings.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import spacy
import srsly
from spacy.language import Language


def needed_strings(nlp: Language) -> list[str]:
    """The strings that the components of `nlp` may produce, sorted."""
    strings = nlp.vocab.strings
    needed = set(spacy.blank(nlp.lang).vocab.strings)
    for name, pipe in nlp.pipeline:
        for label in getattr(pipe, "labels", ()):
            needed.add(str(label))
            needed.update(part for feature in str(label).split("|") for part in feature.split("="))
            needed.update(str(label).split("|"))
        if name == "trainable_lemmatizer":
            for tree in srsly.msgpack_loads(pipe.trees.to_bytes())["trees"]:  # type: ignore[attr-defined]
                needed.update(strings[tree[key]] for key in ("orig", "subst") if tree.get(key))
    return sorted(needed - {""})


def write(nlp: Language, folder: Path, *, description: str = "", version: str = "0.1.0") -> None:
    """Write `nlp` into `folder` without the words and scores of its training."""
    nlp.meta.update(name="news", version=version, description=description, license="CC BY-SA 4.0", performance={})
    nlp.meta["spacy_version"] = ">=3.8,<3.9"
    nlp.config["paths"] = {key: None for key in nlp.config["paths"]}
    nlp.to_disk(folder)
    (folder / "vocab" / "strings.json").write_text(
        json.dumps(needed_strings(nlp), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    with (folder / "vocab" / "vectors").open("wb") as file:
        np.save(file, nlp.vocab.vectors.data.astype(np.float16))  # `load_pipeline` widens them again


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    write(spacy.load(source), target)
