"""The critic of stage `decoder`: a small network that learns to tell true pictures from decoded ones, and so shows the
decoder what softness looks like (patch discriminator, Isola et al. 2017, with the hinge loss of Lim and Ye 2017).

Absolute error alone makes every edge soft whose place is not quite certain: the middle of two sharp guesses is a smear.
"""
import torch
import torch.nn as nn
from torch.nn.utils.parametrizations import spectral_norm

PULL = .7                           # how strong the critic is, in parts of the error's own pull on the same pixels


class Critic(nn.Module):
    """[B, 3, H, W] in [-1, 1] -> a mark for each patch of about 46 pixels [B, 1, H/8, W/8]: high for true, low for decoded."""

    def __init__(self):
        super().__init__()
        layers, channels = [], 3
        for wider in (32, 64, 96):
            layers += [spectral_norm(nn.Conv2d(channels, wider, 4, 2, 1)), nn.LeakyReLU(.2)]
            channels = wider
        self.layers = nn.Sequential(*layers, spectral_norm(nn.Conv2d(channels, 1, 3, 1, 1)))

    def forward(self, pictures):
        return self.layers(pictures)

    def own_loss(self, true, made):
        """What the critic is trained on."""
        return (1 - self(true)).relu().mean() + (1 + self(made.detach())).relu().mean()


def pulled(made, error, critic, chosen):
    """The gradient with which `made` is to be moved: that of `error`, and the critic's on the chosen pictures, brought to
    PULL of its size. made [B, 4, 3, H, W], chosen long [B]: which of the four pictures the critic looks at."""
    towards_truth, = torch.autograd.grad(error, made, retain_graph=True)
    rows = torch.arange(len(made), device=made.device)
    seen = made.detach()[rows, chosen].requires_grad_()
    away, = torch.autograd.grad(-critic(seen).mean(), seen)
    size = towards_truth[rows, chosen].norm() / (away.norm() + 1e-12)
    gradient = towards_truth.clone()
    gradient[rows, chosen] += PULL * size * away
    return gradient
