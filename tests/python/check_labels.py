"""Opens what the label writers wrote with the packages people use, and says what it found as JSON.

Arguments: a folder as labels-in-python.test.ts lays it out.
"""

import contextlib
import csv
import io
import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
folder = sys.argv[1]
os.environ["HF_HOME"] = os.path.join(folder, "cache")

import datasets
import rdflib
import yaml
from pycocotools.coco import COCO

datasets.disable_progress_bars()


def at(*names):
    return os.path.join(folder, *names)


def rows_of(opened, column):
    return {
        split: {
            "labels": part[column],
            "names": getattr(part.features[column], "names", None),
            "sizes": [None if image is None else list(image.size) for image in part["image"]],
            "notes": part["note"][:],
        }
        for split, part in opened.items()
    }


found = {}
for task, column in (("single", "label"), ("tags", "labels")):
    images = at(f"folder-{task}")
    found[task] = {
        "parquet": rows_of(datasets.load_dataset(at(f"parquet-{task}")), column),
        "folder": rows_of(datasets.load_dataset(images), column),
        "imagefolder": rows_of(datasets.load_dataset("imagefolder", data_dir=images), column),
    }
    for part in found[task].values():
        for split in part.values():
            split["labels"] = list(split["labels"])

with contextlib.redirect_stdout(io.StringIO()):
    coco = COCO(at("coco.json"))
found["coco"] = [category["name"] for category in coco.loadCats(coco.getCatIds())]
found["boxes"] = [annotation["bbox"] for annotation in coco.loadAnns(coco.getAnnIds())]

skos = rdflib.Graph().parse(at("vocabulary.ttl"))
label = rdflib.URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
found["skos"] = sorted(str(name) for name in skos.objects(None, label))
found["prov"] = len(rdflib.Graph().parse(at("provenance.ttl")))
found["cff"] = yaml.safe_load(open(at("CITATION.cff"), encoding="utf-8"))["authors"]
card = open(at("MODEL_CARD.md"), encoding="utf-8").read().split("---\n")[1]
found["card"] = yaml.safe_load(card)["license"]

croissant = rdflib.Graph().parse(at("croissant.json"), format="json-ld", publicID="https://example.org/")
column = rdflib.URIRef("http://mlcommons.org/croissant/column")
found["croissant"] = sorted(str(name) for name in croissant.objects(None, column))
with open(at("labels.csv"), encoding="utf-8-sig", newline="") as file:
    found["csv"] = [row["sha256"] for row in csv.DictReader(file)]

json.dump(found, sys.stdout)
