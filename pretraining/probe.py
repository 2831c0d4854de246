"""What a student's vectors are worth while it is still being trained: ridge probes on folders of labelled folders.

    python pretraining probe student.pt ~/collections/museum-objects

Quick, and near what the app sees; the table of the model card is made by `npm run probe` with the app's own code.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from network import load_student


def labelled_pictures(folder, side):
    """Pictures squeezed to a square in [-1, 1], as the app squeezes them, and the number of each one's label."""
    kinds = sorted(path for path in Path(folder).iterdir() if path.is_dir())
    pictures, labels = [], []
    for label, kind in enumerate(kinds):
        for path in sorted(kind.iterdir()):
            picture = Image.open(path).convert('RGB').resize((side, side), Image.Resampling.BILINEAR)
            pictures.append(np.asarray(picture))
            labels.append(label)
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2), np.array(labels)


@torch.inference_mode()
def embedded(student, pictures):
    return torch.cat([student.embed(part.float() / 127.5 - 1) for part in pictures.split(32)]).double().numpy()


def ridge_accuracy(vectors, labels, per_class, seed):
    """Of a ridge classifier on standardised vectors, on all pictures that it has not learned from."""
    random = np.random.default_rng(seed)
    kinds = labels.max() + 1
    learned = np.concatenate([random.permutation(np.flatnonzero(labels == kind))[:per_class] for kind in range(kinds)])
    held_out = np.setdiff1d(np.arange(len(labels)), learned)
    mean, deviation = vectors[learned].mean(0), vectors[learned].std(0) + 1e-6
    known, unknown = ((vectors[part] - mean) / deviation for part in (learned, held_out))
    gram = known @ known.T
    ridge = 0.1 * np.trace(gram) / len(learned)
    targets = np.eye(kinds)[labels[learned]] - 1 / kinds
    weights = np.linalg.solve(gram + ridge * np.eye(len(learned)), targets)
    return ((unknown @ known.T @ weights).argmax(1) == labels[held_out]).mean()


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('student')
    parser.add_argument('folders', nargs='+')
    parser.add_argument('--seeds', type=int, default=5)
    parser.add_argument('--side', type=int)
    wanted = parser.parse_args()
    student, trained_for = load_student(wanted.student)
    for folder in wanted.folders:
        pictures, labels = labelled_pictures(folder, wanted.side or trained_for)
        vectors = embedded(student, pictures)
        for per_class in (5, 10, 20):
            scores = [ridge_accuracy(vectors, labels, per_class, seed) for seed in range(wanted.seeds)]
            print(f'{Path(folder).name} {per_class} a class: {np.mean(scores):.3f}, from {min(scores):.3f} to {max(scores):.3f}')
