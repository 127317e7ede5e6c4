"""Edits a cut as an artist does in an editing program, with OpenTimelineIO alone: `edit.py FILE OUT USES [RATE]`.

USES is JSON: for each clip of the new cut its place among those of FILE, and the frames to leave out at its head and tail.
Written as OUT says by its extension; an EDL by OpenTimelineIO's own adapter, at RATE.
"""
import json
import sys
from copy import deepcopy

import opentimelineio as otio

source, target, uses, *rate = sys.argv[1:]
line = otio.adapters.read_from_file(source)
track = line.video_tracks()[0]
items = [deepcopy(item) for item in track]
del track[:]
for place, head, tail in json.loads(uses):
    item = deepcopy(items[place])
    shown = item.source_range
    frame = shown.duration.rate
    item.source_range = otio.opentime.TimeRange(shown.start_time + otio.opentime.RationalTime(head, frame),
                                                shown.duration - otio.opentime.RationalTime(head + tail, frame))
    track.append(item)
if target.endswith(".edl"):
    otio.adapters.write_to_file(line, target, "cmx_3600", rate=float(rate[0]))
else:
    otio.adapters.write_to_file(line, target)
json.dump(len(track), sys.stdout)
