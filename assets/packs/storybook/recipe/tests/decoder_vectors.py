"""Records test/vectors/decoder: a tiny decoder of the recipe's shape, with latents and what it draws of them.

    python -m recipe.tests.decoder_vectors PATH/TO/decoder.safetensors
"""
import json
import sys

import torch
from safetensors.torch import save_file

from .. import autoencoder

SHAPE = {"channels": 4, "height": 2, "width": 3, "framesPerLatent": 4, "hold": 2, "patchIn": 2, "patchOut": 2, "blocks": [2, 2, 2],
         "eps": 1e-6}


def main(path):
    autoencoder.LATENT, autoencoder.PATCH_OUT, autoencoder.NARROW, autoencoder.WIDTHS = 4, 2, 3, (8, 8, 8)
    torch.manual_seed(5)
    decoder = autoencoder.decoder().eval()
    for p in decoder.parameters():
        p.data = torch.randn_like(p) * .3
    latents = torch.randn(2, 4, 2, 3)
    with torch.no_grad():
        pictures = autoencoder.unfold(decoder(latents), 2)
    tensors = {f"decoder.{k}": v for k, v in decoder.state_dict().items()} | {"latents": latents, "pictures": pictures}
    save_file({k: v.contiguous() for k, v in tensors.items()}, path, metadata={"shape": json.dumps(SHAPE)})


if __name__ == "__main__":
    main(sys.argv[1])
