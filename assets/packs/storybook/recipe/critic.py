"""Critics. `Critic`, of stage `decoder`: a small network that learns to tell true pictures from decoded ones, and so shows the
decoder what softness looks like (patch discriminator, Isola et al. 2017, with the hinge loss of Lim and Ye 2017). What it has
learnt to see serves as a perceptual distance too: true and decoded pictures should look alike to each of its layers
(feature matching, Wang et al. 2018).

Absolute error alone makes every edge soft whose place is not quite certain: the middle of two sharp guesses is a smear.

`LatentCritic`, of stage 3: the same for what the transformer makes of noise with its own past behind it, on latents, so that a few
steps do not end in the mean of all that the words allow (as self forcing does with its discriminator, arXiv 2506.08009).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
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


class LatentCritic(nn.Module):
    """Marks chunks of normalised latents [B, 3, 48, 10, 18] with the mean features of their prompt [B, 384]: for each latent frame and
    each token's place a mark [B, 3, 5, 9], high for true ones. It sees motion: a frame is judged beside the other two."""

    def __init__(self, channels=48, frames=3, text=384, width=96):
        super().__init__()
        self.frames = frames
        self.first = spectral_norm(nn.Conv2d(channels * frames, width, 3, 1, 1))
        self.second = spectral_norm(nn.Conv2d(width, width, 4, 2, 1))
        self.third = spectral_norm(nn.Conv2d(width, width, 3, 1, 1))
        self.told = spectral_norm(nn.Linear(text, width))
        self.mark = spectral_norm(nn.Conv2d(width, frames, 1))

    def forward(self, latents, text):
        x = F.leaky_relu(self.first(latents.flatten(1, 2)), .2)
        x = F.leaky_relu(self.second(x), .2)
        x = F.leaky_relu(self.third(x), .2)
        return self.mark(x + x * self.told(text)[:, :, None, None])


class LatentTeacher:
    """A latent critic and what trains it."""

    def __init__(self, device, state=None):
        self.critic = LatentCritic().to(device)
        self.optimiser = torch.optim.AdamW(self.critic.parameters(), 4e-4, betas=(.5, .9))
        if state:
            self.critic.load_state_dict(state["critic"])
            self.optimiser.load_state_dict(state["optimiser"])

    def state(self):
        return {"critic": self.critic.state_dict(), "optimiser": self.optimiser.state_dict()}

    def learn(self, true, made, text):
        """One step on chunks as they are and as they were made. Returns the hinge loss: 2 when it cannot tell them apart."""
        loss = (1 - self.critic(true, text)).relu().mean() + (1 + self.critic(made.detach(), text)).relu().mean()
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        return loss.item()

    def pull(self, made, text, error, answer, strength):
        """A loss whose gradient on `answer` (from which `made` was computed) is `strength` times as long as that of `error`."""
        against, = torch.autograd.grad(error, answer, retain_graph=True)
        away, = torch.autograd.grad(-self.critic(made, text).mean(), answer)
        pulled = (answer * away * (strength * against.norm() / (away.norm() + 1e-12))).sum()
        return pulled - pulled.detach()                        # its gradient is what counts: the critic may learn before it is used
