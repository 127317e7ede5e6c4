"""Rebuilds a film from its OpenTimelineIO file and the media beside it, as an editing program does, and prints what stands in
each of its frames as JSON: `conform.py FILE.otio`. Every picture carries 16 bits, two rows of eight squares; the first is the highest.

It trusts nothing but the two: a file's place in time is the timecode in the file."""
import json
import subprocess
import sys
from pathlib import Path

import opentimelineio as otio
from pymediainfo import MediaInfo

WIDTH, HEIGHT = 96, 64


def probe(path):
    told = json.loads(subprocess.check_output(
        ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", path]))["streams"]
    video = next(s for s in told if s["codec_type"] == "video")
    other = [s["codec_type"] for s in told if s["codec_type"] not in ("video", "data")]
    tape = next(s for s in told if s["codec_type"] == "data")
    keep = ("codec_name", "profile", "pix_fmt", "width", "height", "r_frame_rate", "avg_frame_rate", "color_range", "color_space",
            "color_primaries", "color_transfer")
    return {**{key: video.get(key) for key in keep}, "frames": int(video["nb_read_frames"]),
            "timecode": tape["tags"]["timecode"], "reel": tape["tags"].get("reel_name"), "other": other}


def mediainfo(path):
    """What MediaInfo tells of the picture and of the timecode beside it."""
    video, tape = (next(t.to_data() for t in MediaInfo.parse(path).tracks if t.track_type == kind) for kind in ("Video", "Other"))
    keep = ("format", "format_profile", "codec_id", "chroma_subsampling", "frame_rate", "frame_rate_mode", "frame_count", "scan_type",
            "color_primaries", "transfer_characteristics", "matrix_coefficients", "width", "height")
    return {**{key: video.get(key) for key in keep}, "timecode": tape.get("time_code_of_first_frame"), "reel": tape.get("title")}


def codes(path):
    """The number that each picture of a file carries."""
    raw = subprocess.check_output(["ffmpeg", "-v", "error", "-i", path, "-vsync", "passthrough",
                                   "-vf", f"scale={WIDTH}:{HEIGHT}:flags=area", "-f", "rawvideo", "-pix_fmt", "gray", "-"])
    size = WIDTH * HEIGHT
    return [code(raw[at:at + size]) for at in range(0, len(raw), size)]


def code(picture):
    bits = [picture[row * WIDTH + column] > 127 for row in (16, 48) for column in range(6, WIDTH, 12)]
    return sum(bit << (15 - place) for place, bit in enumerate(bits))


def main(path):
    folder = Path(path).parent
    line = otio.adapters.read_from_file(path)
    rate = line.global_start_time.rate
    media, frames, played = {}, {}, []
    for item in line.video_tracks()[0]:
        length = round(item.duration().value)
        if isinstance(item, otio.schema.Gap):
            played += [None] * length
            continue
        for each in item.media_references().values():
            if each.target_url not in media:
                file = folder / each.target_url
                media[each.target_url] = {**probe(file), "mediainfo": mediainfo(file)}
                frames[each.target_url] = codes(file)
        url = item.media_reference.target_url
        begins = otio.opentime.from_timecode(media[url]["timecode"], rate)
        first = round((item.source_range.start_time - begins).value)
        shown = frames[url][first:first + length]
        assert len(shown) == length, f"{url} lacks frames"
        played += shown
    json.dump({"film": played, "media": media, "files": frames}, sys.stdout)


main(sys.argv[1])
