"""The autoencoder: 4 frames of 288x160 RGB -> one latent frame [48, 10, 18] -> 2 pictures of 576x320, each shown for two frames.
Fully convolutional, so it trains on crops; every latent frame is coded alone, so decoding streams."""
import torch
import torch.nn as nn
import torch.nn.functional as F

FRAMES = 4                       # display frames in a latent frame
HOLD = 2                         # for how many of them a decoded picture is shown
PICTURES = FRAMES // HOLD        # pictures that the decoder draws of a latent frame
LATENT = 48                      # channels of a latent
PATCH_IN, PATCH_OUT = 8, 8       # pixels folded into channels at the input and unfolded at the output
LARGER = 2                       # decoded pictures have so many times the rows and columns of coded ones
WIDTHS = (192, 128, 96)          # of the decoder at each of its sizes; from each to the next rows and columns double
BLOCKS = (2, 2, 2)               # residual blocks at each size
NARROW = 64                      # the last doubling is a convolution in two factors with so many channels between them


def fold(video, patch):
    """[B, T, 3, H, W] -> [B, T*3*patch*patch, H/patch, W/patch]; channels in the order frame, rgb, row, column."""
    b, t, c, h, w = video.shape
    x = video.reshape(b, t * c, h // patch, patch, w // patch, patch)
    return x.permute(0, 1, 3, 5, 2, 4).reshape(b, t * c * patch * patch, h // patch, w // patch)


def unfold(x, patch, frames=PICTURES, colours=3):
    """The inverse of fold."""
    b, _, h, w = x.shape
    x = x.reshape(b, frames * colours, patch, patch, h, w).permute(0, 1, 4, 2, 5, 3)
    return x.reshape(b, frames, colours, h * patch, w * patch)


class Norm(nn.Module):
    """RMS over the channels at each position, as in Wan's autoencoder."""

    def __init__(self, channels):
        super().__init__()
        self.g = nn.Parameter(torch.ones(channels, 1, 1))

    def forward(self, x):
        y = x.float()
        y = y * torch.rsqrt(y.pow(2).mean(1, keepdim=True) + 1e-6)
        return y.to(x.dtype) * self.g.to(x.dtype)


class Res(nn.Module):
    """x + conv(SiLU(norm(conv(SiLU(norm(x)))))); `kernel`: side of the second convolution's."""

    def __init__(self, channels, kernel=3):
        super().__init__()
        self.na, self.nb = Norm(channels), Norm(channels)
        self.a = nn.Conv2d(channels, channels, 3, padding=1)
        self.b = nn.Conv2d(channels, channels, kernel, padding=kernel // 2)
        nn.init.zeros_(self.b.weight)
        nn.init.zeros_(self.b.bias)

    def forward(self, x):
        return x + self.b(F.silu(self.nb(self.a(F.silu(self.na(x))))))


def decoder():
    """Latents -> channels to unfold. Half of the work is done at a quarter of the picture's cells; the last doubling is cut in two
    factors and the last block's second convolution is 1x1, because at that size every convolution costs as much as four before it."""
    small, middle, wide = WIDTHS
    last = nn.Sequential(nn.Conv2d(middle, NARROW, 3, padding=1), nn.Conv2d(NARROW, wide * 4, 1))
    return nn.Sequential(
        nn.Conv2d(LATENT, small, 3, padding=1), Res(small), Res(small),
        nn.Conv2d(small, middle * 4, 3, padding=1), nn.PixelShuffle(2), Res(middle), Res(middle),
        last, nn.PixelShuffle(2), Res(wide), Res(wide, 1), Norm(wide), nn.SiLU(),
        nn.Conv2d(wide, PICTURES * 3 * PATCH_OUT ** 2, 1))


class Autoencoder(nn.Module):
    """encode: [B, 4, 3, H, W] in [-1, 1] -> [B, 48, H/16, W/16]; decode: -> [B, 2, 3, 2H, 2W]."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(FRAMES * 3 * PATCH_IN ** 2, 160, 1), Res(160),
            nn.Conv2d(160, 192, 4, 2, 1), Res(192), Norm(192), nn.SiLU(),
            nn.Conv2d(192, LATENT, 3, padding=1))
        self.decoder = decoder()

    def encode(self, video):
        return self.encoder(fold(video, PATCH_IN))

    def decode(self, latent):
        return unfold(self.decoder(latent), PATCH_OUT)


def grown(state):
    """The state of an autoencoder as packs had it up to v3, whose decoder drew 4 pictures of half the size, as one of this shape that
    draws nearly the same: the last doubling in its two best factors, the new block silent, every pixel a square of four, two pictures the mean of four.
    Other states are returned as they are."""
    if "decoder.12.weight" not in state or "decoder.7.weight" not in state:
        return state
    out = {k: v.float() for k, v in state.items() if not k.startswith(("decoder.7.", "decoder.10.", "decoder.12."))}
    weight = state["decoder.7.weight"].float()
    left, size, right = torch.linalg.svd(weight.flatten(1), full_matrices=False)
    root = size[:NARROW].sqrt()
    out["decoder.7.0.weight"] = (root[:, None] * right[:NARROW]).view(NARROW, *weight.shape[1:])
    out["decoder.7.0.bias"] = weight.new_zeros(NARROW)
    out["decoder.7.1.weight"] = (left[:, :NARROW] * root)[..., None, None]
    out["decoder.7.1.bias"] = state["decoder.7.bias"].float()
    out |= {f"decoder.10.{k}": v for k, v in Res(WIDTHS[-1], 1).state_dict().items()}
    out["decoder.11.g"] = state["decoder.10.g"].float()
    for kind in ("weight", "bias"):
        old = state[f"decoder.12.{kind}"].float()
        side = PATCH_OUT // LARGER
        tiles = old.view(PICTURES, HOLD, 3, side, side, -1).mean(1).repeat_interleave(LARGER, 2).repeat_interleave(LARGER, 3)
        out[f"decoder.13.{kind}"] = tiles.reshape(-1, *old.shape[1:])
    return out


def to_video(frames):
    """uint8 [12n or 4n, H, W, 3] -> float [n*3 or n, 4, 3, H, W] in [-1, 1]."""
    x = torch.as_tensor(frames).reshape(-1, FRAMES, *frames.shape[1:])
    return x.permute(0, 1, 4, 2, 3).float() / 127.5 - 1


def to_frames(pictures):
    """Decoded pictures float [n, 2, 3, H, W] -> display frames uint8 numpy [4n, H, W, 3], each picture held."""
    x = ((pictures.float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
    x = x.permute(0, 1, 3, 4, 2).reshape(-1, *x.shape[-2:], 3).cpu().numpy()
    return x.repeat(HOLD, 0)
