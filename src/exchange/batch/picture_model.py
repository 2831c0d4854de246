"""The model and how a picture is handed to it. Imported by the scripts beside this file."""

import csv
import json
import pathlib

import numpy
import onnxruntime
from PIL import Image, ImageOps

MODEL = pathlib.Path(__file__).with_name("model.onnx")
COLUMNS = ["file", "label", "confidence", "remark"]


class PictureModel:
    """Answers one picture at a time: a collection's pictures rarely share a size."""

    def __init__(self, threads=0):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        providers = onnxruntime.get_available_providers()
        self.session = onnxruntime.InferenceSession(str(MODEL), options, providers=providers)
        about = self.session.get_modelmeta().custom_metadata_map
        self.labels = json.loads(about["labels"])
        self.is_single = about["task"] == "single"
        self.floor = float(about["floor"])

    def probabilities(self, pixels):
        """Of each label, from a picture as an array height x width x 3 of bytes."""
        return self.session.run(None, {"pictures": pixels[None]})[0][0]

    def answer(self, pixels):
        """Label, confidence and remark, as the columns of the spreadsheet want them."""
        probabilities = self.probabilities(pixels)
        if self.is_single:
            best = int(probabilities.argmax())
            confidence = float(probabilities[best])
            remark = "not sure" if confidence < self.floor else ""
            return self.labels[best], f"{confidence:.4f}", remark
        found = [at for at in probabilities.argsort()[::-1] if probabilities[at] >= 0.5]
        names = [self.labels[at].replace("\\", "\\\\").replace("|", "\\|") for at in found]
        return "|".join(names), "|".join(f"{probabilities[at]:.4f}" for at in found), ""


def pixels_of(source):
    """A picture upright, on white where it is transparent: what the network was trained to see."""
    with Image.open(source) as picture:
        picture = ImageOps.exif_transpose(picture).convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return numpy.asarray(Image.alpha_composite(white, picture).convert("RGB"))


def on_white(pixels):
    """Bytes height x width x 4, laid on white."""
    colour, cover = pixels[..., :3].astype(numpy.uint16), pixels[..., 3:].astype(numpy.uint16)
    return ((colour * cover + 255 * (255 - cover) + 127) // 255).astype(numpy.uint8)


def cell(text):
    """A cell that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip("'")[:1] in tuple("=+-@\t\r\n＝＋－＠") else text


def write_row(writer, file, label, confidence, remark):
    writer.writerow([cell(file), cell(label), confidence, remark])


def open_spreadsheet(handle):
    return csv.writer(handle, lineterminator="\r\n")
