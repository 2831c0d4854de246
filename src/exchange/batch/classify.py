"""Labels for a folder of pictures, on this machine: python classify.py FOLDER labels.csv

Goes through the folder and all folders in it. Started again with the same spreadsheet, it goes on
where it stopped.
"""

import argparse
import csv
import os
import pathlib
import sys

from picture_model import COLUMNS, PictureModel, cell, open_spreadsheet, pixels_of, write_row

ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif"}


def pictures_in(folder):
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if pathlib.Path(name).suffix.lower() in ENDINGS:
                yield pathlib.Path(place, name)


def already_in(spreadsheet):
    if not spreadsheet.exists():
        return set()
    with spreadsheet.open(encoding="utf-8-sig", newline="") as handle:
        return {row["file"] for row in csv.DictReader(handle)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("spreadsheet", type=pathlib.Path)
    arguments.add_argument("--threads", type=int, default=0, help="0: as many as there are")
    chosen = arguments.parse_args()
    if not chosen.folder.is_dir():
        sys.exit(f"There is no folder {chosen.folder}.")

    done = already_in(chosen.spreadsheet)
    is_new = not chosen.spreadsheet.exists()
    model = PictureModel(chosen.threads)
    count = lost = 0
    with chosen.spreadsheet.open("a", encoding="utf-8-sig" if is_new else "utf-8", newline="") as handle:
        writer = open_spreadsheet(handle)
        if is_new:
            writer.writerow(COLUMNS)
        for path in pictures_in(chosen.folder):
            name = path.relative_to(chosen.folder).as_posix()
            if cell(name) in done:
                continue
            try:
                write_row(writer, name, *model.answer(pixels_of(path)))
            except Exception as error:
                # One broken file must not end a night's work: its row says what was wrong.
                write_row(writer, name, "", "", f"unreadable: {error}")
                lost += 1
            handle.flush()
            count += 1
            if count % 100 == 0:
                print(f"{count} pictures", flush=True)
    print(f"{count} pictures, {lost} of them unreadable, {len(done)} were there already")


if __name__ == "__main__":
    main()
