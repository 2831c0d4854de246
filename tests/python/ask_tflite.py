"""Asks a TensorFlow Lite file about pictures: ask_tflite.py model.tflite pictures side answers"""

import sys
import zipfile

import numpy

try:
    from ai_edge_litert.interpreter import Interpreter
except ImportError:
    from tensorflow import lite

    Interpreter = lite.Interpreter

model_path, pictures_path, side, answers_path = sys.argv[1:]
pictures = numpy.fromfile(pictures_path, numpy.uint8).reshape(-1, int(side), int(side), 3)
interpreter = Interpreter(model_path)
into = interpreter.get_input_details()[0]["index"]
interpreter.resize_tensor_input(into, pictures.shape)
interpreter.allocate_tensors()
interpreter.set_tensor(into, pictures.astype(numpy.float32) / 127.5 - 1)
interpreter.invoke()
answers = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])
answers.astype("<f4").tofile(answers_path)
print(zipfile.ZipFile(model_path).read("labels.txt").decode())
