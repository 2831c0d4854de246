"""Labels for a collection of any size, on many machines: python classify_ray.py PLACE RESULTS

PLACE and RESULTS are folders, or addresses that Ray Data reads and writes (s3://…, gs://…). Run on one
machine it uses all its cores; submitted to a Ray cluster it uses the cluster.
"""

import argparse
import io

import ray

from picture_model import PictureModel, cell, on_white, pixels_of


class Answers:
    """One copy of the model in each worker process."""

    def __init__(self):
        self.model = PictureModel(threads=1)

    def __call__(self, batch):
        rows = {"file": [], "label": [], "confidence": [], "remark": []}
        pictures = batch["bytes"] if "bytes" in batch else batch["image"]
        for path, picture in zip(batch["path"], pictures):
            try:
                is_file = isinstance(picture, bytes)
                pixels = pixels_of(io.BytesIO(picture)) if is_file else on_white(picture)
                label, confidence, remark = self.model.answer(pixels)
            except Exception as error:
                label, confidence, remark = "", "", f"unreadable: {error}"
            rows["file"].append(cell(str(path)))
            rows["label"].append(cell(label))
            rows["confidence"].append(confidence)
            rows["remark"].append(remark)
        return rows


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("place")
    arguments.add_argument("results")
    arguments.add_argument("--workers", type=int, default=None, help="copies of the model; default: a core each")
    arguments.add_argument(
        "--upright",
        action="store_true",
        help="read files as bytes: heeds the orientation noted in photographs and survives broken files",
    )
    chosen = arguments.parse_args()

    ray.init(ignore_reinit_error=True)
    workers = chosen.workers or max(1, int(ray.cluster_resources().get("CPU", 1)) - 1)
    if chosen.upright:
        pictures = ray.data.read_binary_files(chosen.place, include_paths=True)
    else:
        pictures = ray.data.read_images(chosen.place, mode="RGBA", include_paths=True)
    answers = pictures.map_batches(Answers, batch_size=16, concurrency=workers)
    answers.write_csv(chosen.results)
    print("Written to", chosen.results)


if __name__ == "__main__":
    main()
