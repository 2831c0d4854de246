"""Asks a Keras file about pictures: ask_keras.py model.h5 pictures.f32 side answers.f32"""

import sys

import keras
import numpy

model_path, pictures_path, side, answers_path = sys.argv[1:]
pictures = numpy.fromfile(pictures_path, numpy.uint8).reshape(-1, int(side), int(side), 3)
model = keras.models.load_model(model_path, compile=False)
model.predict(pictures.astype(numpy.float32), verbose=0).astype("<f4").tofile(answers_path)
print("keras", keras.__version__, keras.backend.backend(), len(model.layers), "layers")
