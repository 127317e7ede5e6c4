"""The autoencoder: 4 frames of 288x160 RGB <-> one latent frame [48, 10, 18]. Fully convolutional, so it trains on crops;
every latent frame is coded alone, so decoding streams."""
import torch
import torch.nn as nn
import torch.nn.functional as F

FRAMES = 4                       # pictures in a latent frame
LATENT = 48                      # its channels
PATCH_IN, PATCH_OUT = 8, 4       # pixels folded into channels at the input and unfolded at the output


def fold(video, patch):
    """[B, T, 3, H, W] -> [B, T*3*patch*patch, H/patch, W/patch]; channels in the order frame, rgb, row, column."""
    b, t, c, h, w = video.shape
    x = video.reshape(b, t * c, h // patch, patch, w // patch, patch)
    return x.permute(0, 1, 3, 5, 2, 4).reshape(b, t * c * patch * patch, h // patch, w // patch)


def unfold(x, patch, frames=FRAMES, colours=3):
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
    """x + conv(SiLU(norm(conv(SiLU(norm(x))))))"""

    def __init__(self, channels):
        super().__init__()
        self.na, self.nb = Norm(channels), Norm(channels)
        self.a = nn.Conv2d(channels, channels, 3, padding=1)
        self.b = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.b.weight)
        nn.init.zeros_(self.b.bias)

    def forward(self, x):
        return x + self.b(F.silu(self.nb(self.a(F.silu(self.na(x))))))


class Autoencoder(nn.Module):
    """encode: [B, 4, 3, H, W] in [-1, 1] -> [B, 48, H/16, W/16]; decode: back."""

    def __init__(self):
        super().__init__()
        colours_in, colours_out = FRAMES * 3 * PATCH_IN ** 2, FRAMES * 3 * PATCH_OUT ** 2
        self.encoder = nn.Sequential(
            nn.Conv2d(colours_in, 160, 1), Res(160),
            nn.Conv2d(160, 192, 4, 2, 1), Res(192), Norm(192), nn.SiLU(),
            nn.Conv2d(192, LATENT, 3, padding=1))
        self.decoder = nn.Sequential(
            nn.Conv2d(LATENT, 192, 3, padding=1), Res(192), Res(192),
            nn.Conv2d(192, 128 * 4, 3, padding=1), nn.PixelShuffle(2), Res(128), Res(128),
            nn.Conv2d(128, 96 * 4, 3, padding=1), nn.PixelShuffle(2), Res(96), Norm(96), nn.SiLU(),
            nn.Conv2d(96, colours_out, 1))

    def encode(self, video):
        return self.encoder(fold(video, PATCH_IN))

    def decode(self, latent):
        return unfold(self.decoder(latent), PATCH_OUT)


def to_video(frames):
    """uint8 [12n or 4n, H, W, 3] -> float [n*3 or n, 4, 3, H, W] in [-1, 1]."""
    x = torch.as_tensor(frames).reshape(-1, FRAMES, *frames.shape[1:])
    return x.permute(0, 1, 4, 2, 3).float() / 127.5 - 1


def to_frames(video):
    """float [n, 4, 3, H, W] -> uint8 numpy [4n, H, W, 3]."""
    x = ((video.float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
    return x.permute(0, 1, 3, 4, 2).reshape(-1, *x.shape[-2:], 3).cpu().numpy()
