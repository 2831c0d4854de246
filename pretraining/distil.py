"""The loss: how far the student's view of a picture is from the teacher's."""

import torch
import torch.nn.functional as F
from torch import nn


class Likeness(nn.Module):
    """Two linear maps from the student's vector to the teacher's features and logits, and the loss they are learned by.

    Three terms: the teacher's pooled features, standardised (Romero et al. 2015, FitNets); its softened answers (Hinton et
    al. 2015); and which pictures of the batch are like which (Tung and Mori 2019), which alone speaks about the vector
    itself: it is the geometry that a linear classifier on few examples lives on.
    """

    def __init__(self, features, teacher_features, teacher_logits):
        super().__init__()
        self.features = nn.Linear(features, teacher_features)
        self.logits = nn.Linear(features, teacher_logits)
        self.register_buffer('mean', torch.zeros(teacher_features))
        self.register_buffer('deviation', torch.ones(teacher_features))

    def measure(self, teacher_features):
        """Takes the mean and deviation of the teacher's features from a sample of its answers."""
        self.mean.copy_(teacher_features.mean(0))
        self.deviation.copy_(teacher_features.std(0) + 1e-3)

    def forward(self, vectors, teacher_features, teacher_logits, temperature=2.0):
        wanted = (teacher_features - self.mean) / self.deviation
        feature_loss = F.smooth_l1_loss(self.features(vectors), wanted)
        said = F.log_softmax(self.logits(vectors) / temperature, 1)
        answer_loss = F.kl_div(said, F.softmax(teacher_logits / temperature, 1), reduction='batchmean')
        relation_loss = relations(standardised(vectors), wanted)
        return 2 * feature_loss + answer_loss + 20 * relation_loss, (feature_loss, answer_loss, relation_loss)


def standardised(vectors):
    return (vectors - vectors.mean(0)) / (vectors.std(0) + 1e-3)


def relations(ours, theirs):
    """Mean squared difference of the cosine similarities within the batch, each picture's with itself left out."""
    ours, theirs = F.normalize(ours, dim=1), F.normalize(theirs.clamp(-4, 4), dim=1)
    difference = ours @ ours.T - theirs @ theirs.T
    n = len(ours)
    return difference.square().sum() / (n * (n - 1))


def hint_loss(ours, theirs, variance):
    """Between two maps at the same place of student and teacher (Romero et al. 2015): the share of variance that is missed."""
    return ((ours.float() - theirs.float()).square().mean((0, 2, 3)) / variance).mean()
