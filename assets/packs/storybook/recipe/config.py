"""How much of everything. `small` fits two CPU cores and an afternoon, `large` a GPU and some hours, `smoke` a few minutes.

All budgets are steps, not minutes, so that a run with the same seed makes the same pack wherever it was interrupted. Only
`quarter` is measured in minutes (quarter.py): of a borrowed GPU.
"""
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Budget:
    autoencoder_steps: int
    autoencoder_batch: int         # crops of 80x144
    scenes: int                    # single chunks for stage 1
    stories: int                   # of story_chunks chunks, for stage 2
    story_chunks: int
    shard: int                     # chunks a shard
    stage1_steps: int
    stage1_batch: int              # chunks
    stage1_places: int             # of the 45 positions of a latent frame, how many stage 1 computes
    stage2_steps: int
    stage2_batch: int              # stories
    stage2_places: int             # of the 45 positions, how many of a noisy chunk stages 2 and 3 compute
    stage2_singles: int            # chunks without a past mixed into every step, so that words are not forgotten
    stage3_steps: int
    decoder_steps: int             # 0 = leave it out
    decoder_batch: int             # scenes, of which each shows three windows of half a picture
    classifier_steps: int
    classifier_batch: int
    latent_pull: float = .2        # of the critic on latents in stage 3, in parts of the error's own pull; 0 = no critic
    muon_rate: float = 5e-3
    adam_rate: float = 2e-3


SMALL = Budget(autoencoder_steps=6_800, autoencoder_batch=16, scenes=16_384, stories=1_000, story_chunks=10, shard=512,
               stage1_steps=1_700, stage1_batch=64, stage1_places=20, stage2_steps=500, stage2_batch=2, stage2_places=24, stage2_singles=32, stage3_steps=720,
               decoder_steps=2_500, decoder_batch=3, classifier_steps=1_600, classifier_batch=64)
LARGE = replace(SMALL, autoencoder_steps=60_000, autoencoder_batch=128, scenes=400_000, stories=30_000, shard=4_000,
                stage1_steps=30_000, stage1_batch=512, stage2_steps=20_000, stage2_batch=32, stage2_singles=256,
                stage3_steps=4_000, decoder_steps=20_000, decoder_batch=32, classifier_steps=6_000, classifier_batch=256)
SMOKE = replace(SMALL, autoencoder_steps=30, autoencoder_batch=4, scenes=32, stories=4, story_chunks=4, shard=16,
                stage1_steps=6, stage1_batch=8, stage2_steps=3, stage2_batch=1, stage2_singles=4, stage3_steps=2,
                decoder_steps=2, decoder_batch=1, classifier_steps=10, classifier_batch=16)

QUARTER = replace(LARGE, stage2_batch=16, stage2_singles=128, decoder_batch=12, muon_rate=2.5e-3, adam_rate=1e-3)

# The noise levels of sampling are the only ones trained on; how often each is drawn.
SIGMAS = (1.0, .9, .7, .35)
SIGMA_ODDS = (.26, .26, .26, .22)
ACTOR_WEIGHT = 3.0                 # added to the loss where actors are
CORNER = 3                         # positions at the upper left, in every latent frame, whose noise tells a new place's layout
TURNS = 3                          # how much more often a chunk is denoised that begins a prompt
CONTEXT_NOISE = .25                # memory frames get up to this much noise in training
OWN = .7                           # of the remembered chunks that stage 3 made itself, how many stand for the true ones


@dataclass
class Run:
    """One run of the recipe: where it works, on what, with which budget and seed."""
    work: "Path"
    device: str = "cpu"
    budget: Budget = SMALL
    seed: int = 1
    compile: bool = True
    threads: int = 0
    live: bool = False                 # data made as it is used instead of shards
    seconds: dict = field(default_factory=dict)        # stages that get so many seconds instead of steps (quarter.py)

    def path(self, name):
        self.work.mkdir(parents=True, exist_ok=True)
        return self.work / name
