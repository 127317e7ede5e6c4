"""The critic of stage `decoder`: a small network that learns to tell true pictures from decoded ones, and so shows the
decoder what softness looks like (patch discriminator, Isola et al. 2017, with the hinge loss of Lim and Ye 2017). What it has
learnt to see serves as a perceptual distance too: true and decoded pictures should look alike to each of its layers
(feature matching, Wang et al. 2018).

Absolute error alone makes every edge soft whose place is not quite certain: the middle of two sharp guesses is a smear.
"""
import torch
import torch.nn as nn
from torch.nn.utils.parametrizations import spectral_norm

PULL = .7                           # how strong the critic is, in parts of the error's own pull on the same pixels
ALIKE = 2.0                         # how much of it is the distance of what its layers see, against its mark


class Critic(nn.Module):
    """[B, 3, H, W] in [-1, 1] -> a mark for each patch of about 46 pixels [B, 1, H/8, W/8]: high for true, low for decoded."""

    def __init__(self):
        super().__init__()
        channels, self.layers = 3, nn.ModuleList()
        for wider in (32, 64, 96):
            self.layers.append(nn.Sequential(spectral_norm(nn.Conv2d(channels, wider, 4, 2, 1)), nn.LeakyReLU(.2)))
            channels = wider
        self.mark = spectral_norm(nn.Conv2d(channels, 1, 3, 1, 1))

    def seen(self, pictures):
        """What each layer sees."""
        out = []
        for layer in self.layers:
            pictures = layer(pictures)
            out.append(pictures)
        return out

    def forward(self, pictures):
        return self.mark(self.seen(pictures)[-1])

    def own_loss(self, true, made):
        """What the critic is trained on."""
        return (1 - self(true)).relu().mean() + (1 + self(made.detach())).relu().mean()

    def displeasure(self, made, true):
        """What the decoder is to make small: unlike to every layer, and a low mark."""
        with torch.no_grad():
            wanted = self.seen(true)
        got = self.seen(made)
        unlike = sum((a - b).abs().mean() / (b.abs().mean() + 1e-6) for a, b in zip(got, wanted))
        return ALIKE * unlike - self.mark(got[-1]).mean()


def pulled(made, true, error, critic, region, waking=1.0):
    """The gradient with which `made` is to be moved: that of `error`, and the critic's on what it looks at, brought to PULL of its size
    there (times `waking`). made and true [B, P, 3, H, W]; `region` indexes them, leaving [B, 3, h, w]."""
    towards_truth, = torch.autograd.grad(error, made, retain_graph=True)
    seen = made.detach()[region].requires_grad_()
    away, = torch.autograd.grad(critic.displeasure(seen, true[region]), seen)
    size = towards_truth[region].norm() / (away.norm() + 1e-12)
    gradient = towards_truth.clone()
    gradient[region] += waking * PULL * size * away
    return gradient
