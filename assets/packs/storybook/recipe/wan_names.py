"""The transformer's tensors under Wan's names and in Wan's layouts, as packs store them, and back."""
from .transformer import TEXT_SCALE, Shape


def to_wan(state, shape=Shape()):
    """State of a Transformer -> tensors with Wan's names and layouts, TEXT_SCALE folded in (f32)."""
    p, out = shape.patch, {}
    for name, v in state.items():
        if name.startswith("rope_"):
            continue
        if name == "patch_embedding.weight":                  # Conv3d
            v = v.view(shape.dim, shape.channels, 1, p, p)
        elif name == "text_embedding.0.weight":
            v = v * TEXT_SCALE
        elif name == "head.weight":                           # (channel, row, column) -> (row, column, channel)
            v = v.view(shape.channels, p, p, shape.dim).permute(1, 2, 0, 3).reshape(-1, shape.dim)
        elif name == "head.bias":
            v = v.view(shape.channels, p, p).permute(1, 2, 0).reshape(-1)
        name = {"head.weight": "head.head.weight", "head.bias": "head.head.bias", "head_modulation": "head.modulation"}.get(name, name)
        out[name] = v.contiguous()
    return out


def from_wan(tensors, shape=Shape()):
    """The inverse of to_wan."""
    p, out = shape.patch, {}
    for name, v in tensors.items():
        v = v.float()
        if name == "patch_embedding.weight":
            v = v.reshape(shape.dim, -1)
        elif name == "text_embedding.0.weight":
            v = v / TEXT_SCALE
        elif name == "head.head.weight":
            v = v.view(p, p, shape.channels, shape.dim).permute(2, 0, 1, 3).reshape(-1, shape.dim)
        elif name == "head.head.bias":
            v = v.view(p, p, shape.channels).permute(2, 0, 1).reshape(-1)
        name = {"head.head.weight": "head.weight", "head.head.bias": "head.bias", "head.modulation": "head_modulation"}.get(name, name)
        out[name] = v.contiguous()
    return out
