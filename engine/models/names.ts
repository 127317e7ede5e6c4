/** Maps tensor names of other layouts to Wan's own, part by part. Wan's own names stay. */

/** Patterns with replacements, tried in order on the whole name. */
type Rules = readonly (readonly [RegExp, string | ((...found: string[]) => string)])[]

const apply = (rules: Rules, name: string): string =>
  rules.reduce((text, [pattern, to]) => text.replace(pattern, to as string), name)

const fromDiffusersTransformer: Rules = [
  [/^condition_embedder\.text_embedder\.linear_1\./, 'text_embedding.0.'],
  [/^condition_embedder\.text_embedder\.linear_2\./, 'text_embedding.2.'],
  [/^condition_embedder\.time_embedder\.linear_1\./, 'time_embedding.0.'],
  [/^condition_embedder\.time_embedder\.linear_2\./, 'time_embedding.2.'],
  [/^condition_embedder\.time_proj\./, 'time_projection.1.'],
  [/^proj_out\./, 'head.head.'],
  [/^scale_shift_table$/, 'head.modulation'],
  [/^(blocks\.\d+)\.scale_shift_table$/, '$1.modulation'],
  [/^(blocks\.\d+)\.attn1\./, '$1.self_attn.'],
  [/^(blocks\.\d+)\.attn2\./, '$1.cross_attn.'],
  [/^(blocks\.\d+\.(?:self|cross)_attn)\.to_([qkv])\./, '$1.$2.'],
  [/^(blocks\.\d+\.(?:self|cross)_attn)\.to_out\.0\./, '$1.o.'],
  [/^(blocks\.\d+)\.ffn\.net\.0\.proj\./, '$1.ffn.0.'],
  [/^(blocks\.\d+)\.ffn\.net\.2\./, '$1.ffn.2.'],
  [/^(blocks\.\d+)\.norm2\./, '$1.norm3.']
]

/** Blocks of a Diffusers decoder: three residual blocks and, except in the last, an upsampling one. */
const upsample = (block: string, layer: string): string => `decoder.upsamples.${4 * Number(block) + Number(layer)}.`

const fromDiffusersDecoder: Rules = [
  [/^quant_conv\./, 'conv1.'],
  [/^post_quant_conv\./, 'conv2.'],
  [/^decoder\.conv_in\./, 'decoder.conv1.'],
  [/^decoder\.mid_block\.resnets\.0\./, 'decoder.middle.0.'],
  [/^decoder\.mid_block\.attentions\.0\./, 'decoder.middle.1.'],
  [/^decoder\.mid_block\.resnets\.1\./, 'decoder.middle.2.'],
  [/^decoder\.up_blocks\.(\d+)\.resnets\.(\d+)\./, (_, block, layer) => upsample(block!, layer!)],
  [/^decoder\.up_blocks\.(\d+)\.upsamplers\.0\./, (_, block) => upsample(block!, '3')],
  [/^(decoder\.(?:middle|upsamples)\.\d+)\.norm1\./, '$1.residual.0.'],
  [/^(decoder\.(?:middle|upsamples)\.\d+)\.conv1\./, '$1.residual.2.'],
  [/^(decoder\.(?:middle|upsamples)\.\d+)\.norm2\./, '$1.residual.3.'],
  [/^(decoder\.(?:middle|upsamples)\.\d+)\.conv2\./, '$1.residual.6.'],
  [/^(decoder\.upsamples\.\d+)\.conv_shortcut\./, '$1.shortcut.'],
  [/^decoder\.norm_out\./, 'decoder.head.0.'],
  [/^decoder\.conv_out\./, 'decoder.head.2.']
]

const fromHuggingFaceText: Rules = [
  [/^(?:shared|encoder\.embed_tokens)\./, 'token_embedding.'],
  [/^encoder\.block\.(\d+)\.layer\.0\.SelfAttention\.relative_attention_bias\./, 'blocks.$1.pos_embedding.embedding.'],
  [/^encoder\.block\.(\d+)\.layer\.0\.SelfAttention\./, 'blocks.$1.attn.'],
  [/^encoder\.block\.(\d+)\.layer\.0\.layer_norm\./, 'blocks.$1.norm1.'],
  [/^encoder\.block\.(\d+)\.layer\.1\.layer_norm\./, 'blocks.$1.norm2.'],
  [/^encoder\.block\.(\d+)\.layer\.1\.DenseReluDense\.wi_0\./, 'blocks.$1.ffn.gate.0.'],
  [/^encoder\.block\.(\d+)\.layer\.1\.DenseReluDense\.wi_1\./, 'blocks.$1.ffn.fc1.'],
  [/^encoder\.block\.(\d+)\.layer\.1\.DenseReluDense\.wo\./, 'blocks.$1.ffn.fc2.'],
  [/^encoder\.final_layer_norm\./, 'norm.']
]

/** Of the transformer, Diffusers' layout. */
export const transformerName = (name: string): string => apply(fromDiffusersTransformer, name)
/** Of the picture decoder, Diffusers' layout. */
export const decoderName = (name: string): string => apply(fromDiffusersDecoder, name)
/** Of the text model, the layout of Hugging Face and ComfyUI. */
export const textName = (name: string): string => apply(fromHuggingFaceText, name)
