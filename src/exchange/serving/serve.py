"""Answers over HTTP, by the Open Inference Protocol (version 2), and for pictures sent as they are.

    GET  /v2/health/live, /v2/health/ready, /v2/models/NAME
    POST /v2/models/NAME/infer      tensors as JSON
    POST /v2/models/NAME/classify   a picture file as the body
"""

import http.server
import io
import json
import os
import pathlib

import numpy
import onnxruntime
from PIL import Image, ImageOps

FOLDER = next(pathlib.Path(__file__).with_name("models").iterdir())
NAME = FOLDER.name
LARGEST = int(os.environ.get("LARGEST_REQUEST", 64 * 1024 * 1024))

session = onnxruntime.InferenceSession(
    str(FOLDER / "1" / "model.onnx"), providers=onnxruntime.get_available_providers()
)
labels = json.loads(session.get_modelmeta().custom_metadata_map["labels"])

ABOUT = {
    "name": NAME,
    "versions": ["1"],
    "platform": "onnxruntime_onnx",
    "inputs": [{"name": "pictures", "datatype": "UINT8", "shape": [-1, -1, -1, 3]}],
    "outputs": [{"name": "probabilities", "datatype": "FP32", "shape": [-1, len(labels)]}],
}


class Refused(Exception):
    """What was asked cannot be answered; the words go back to who asked."""


def infer(request):
    given = next((each for each in request.get("inputs", []) if each.get("name") == "pictures"), None)
    if given is None or given.get("datatype") != "UINT8":
        raise Refused("One input is needed: pictures, UINT8.")
    shape = given.get("shape", [])
    if len(shape) != 4 or shape[3] != 3:
        raise Refused("The shape must be [n, height, width, 3].")
    pixels = numpy.asarray(given.get("data", []), dtype=numpy.uint8)
    if pixels.size != numpy.prod(shape):
        raise Refused("There are not as many bytes as the shape says.")
    answers = session.run(None, {"pictures": pixels.reshape(shape)})[0]
    output = {
        "name": "probabilities",
        "datatype": "FP32",
        "shape": list(answers.shape),
        "data": answers.ravel().tolist(),
    }
    reply = {"model_name": NAME, "model_version": "1", "outputs": [output]}
    return reply | ({"id": request["id"]} if "id" in request else {})


def classify(body):
    try:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(body))).convert("RGBA")
    except Exception as error:
        raise Refused(f"This is no picture: {error}") from error
    white = Image.new("RGBA", picture.size, "white")
    pixels = numpy.asarray(Image.alpha_composite(white, picture).convert("RGB"))
    answers = session.run(None, {"pictures": pixels[None]})[0][0]
    order = answers.argsort()[::-1]
    return [{"label": labels[at], "probability": float(answers[at])} for at in order]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        known = {
            "/v2": {"name": "vitrine", "version": "1", "extensions": []},
            "/v2/health/live": {"live": True},
            "/v2/health/ready": {"ready": True},
            f"/v2/models/{NAME}": ABOUT,
            f"/v2/models/{NAME}/ready": {"name": NAME, "ready": True},
        }
        found = known.get(self.path)
        self.reply(200 if found else 404, found or {"error": "There is nothing here."})

    def do_POST(self):
        length = int(self.headers.get("content-length", 0))
        if length > LARGEST:
            self.close_connection = True
            return self.reply(413, {"error": f"More than {LARGEST} bytes."})
        body = self.rfile.read(length)
        try:
            if self.path == f"/v2/models/{NAME}/infer":
                self.reply(200, infer(json.loads(body)))
            elif self.path == f"/v2/models/{NAME}/classify":
                self.reply(200, classify(body))
            else:
                self.reply(404, {"error": "There is nothing here."})
        except (Refused, ValueError, AttributeError) as error:
            self.reply(400, {"error": str(error)})

    def reply(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    address = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", 8080))
    server = http.server.ThreadingHTTPServer(address, Handler)
    print(f"{NAME} answers at http://{address[0]}:{server.server_address[1]}/v2", flush=True)
    server.serve_forever()
