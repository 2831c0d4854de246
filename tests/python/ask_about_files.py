"""Asks a .h5 or .tflite file about picture files, prepared as the README says.

ask_about_files.py MODEL SIDE ANSWERS PICTURE…
"""

import sys

import numpy
from PIL import Image, ImageOps

model_path, side, answers_path, *files = sys.argv[1:]
side = int(side)


def prepared(path):
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    return numpy.asarray(picture.resize((side, side), Image.Resampling.LANCZOS), dtype="float32")


pictures = numpy.stack([prepared(path) for path in files])
if model_path.endswith(".h5"):
    import keras

    answers = keras.models.load_model(model_path, compile=False).predict(pictures, verbose=0)
else:
    from tensorflow import lite

    interpreter = lite.Interpreter(model_path)
    into = interpreter.get_input_details()[0]["index"]
    interpreter.resize_tensor_input(into, pictures.shape)
    interpreter.allocate_tensors()
    interpreter.set_tensor(into, pictures / 127.5 - 1)
    interpreter.invoke()
    answers = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])
answers.astype("<f4").tofile(answers_path)
