"""What other programs' libraries see in the files of a hand-off, as JSON: `read.py KIND FILE [RATE]`."""
import csv
import json
import sys
from pathlib import Path


def frames(time):
    return round(time.value)


def otio_markers(item):
    return [{"at": frames(m.marked_range.start_time - item.source_range.start_time), "text": m.name, "colour": m.color}
            for m in item.markers]


def timeline(line):
    """Clips and gaps of the first video track of an OpenTimelineIO timeline, with their places in it."""
    import opentimelineio as otio
    events = []
    for item in line.video_tracks()[0]:
        place = item.range_in_parent()
        event = {"start": frames(place.start_time), "length": frames(place.duration), "name": item.name,
                 "markers": otio_markers(item), "gap": isinstance(item, otio.schema.Gap)}
        if isinstance(item, otio.schema.Clip):
            own = item.media_reference
            event["in"] = frames(item.source_range.start_time)
            event["missing"] = own.is_missing_reference
            event["comments"] = list(item.metadata.get("cmx_3600", {}).get("comments", []))
            event["reel"] = item.metadata.get("cmx_3600", {}).get("reel")
        events.append(event)
    start = line.global_start_time
    return {"name": line.name, "start": frames(start) if start else None, "rate": start.rate if start else None,
            "length": frames(line.duration()), "events": events}


def read_otio(path, _rate):
    import opentimelineio as otio
    line = otio.adapters.read_from_file(path)
    told = timeline(line)
    for event, item in zip(told["events"], line.video_tracks()[0]):
        event["throughline"] = json.loads(otio.adapters.write_to_string(item, "otio_json"))["metadata"]["throughline"]
        if event["gap"]:
            continue
        event["media"] = {key: {"url": each.target_url, "first": frames(each.available_range.start_time),
                                "length": frames(each.available_range.duration), "reel": each.metadata["throughline"]["reel"],
                                "from": each.metadata["throughline"]["from"], "rate": each.available_range.duration.rate}
                          for key, each in item.media_references().items()}
        has, shows = item.available_range(), item.source_range
        event["trimmed"] = has.start_time <= shows.start_time and shows.end_time_exclusive() <= has.end_time_exclusive()
    return told


def read_edl(path, rate):
    import opentimelineio as otio
    return timeline(otio.adapters.read_from_file(path, "cmx_3600", rate=float(rate)))


def read_xmeml(path, _rate):
    import opentimelineio as otio
    line = otio.adapters.read_from_file(path, "fcp_xml")
    told = timeline(line)
    for event, item in zip(told["events"], line.video_tracks()[0]):
        if event["gap"]:
            continue
        own, raw = item.media_reference, item.metadata.get("fcp_xml", {})
        event["url"] = own.target_url
        event["has"] = [frames(own.available_range.start_time), frames(own.available_range.duration)]
        event["logged"] = {key: raw.get("logginginfo", {}).get(key) for key in ("scene", "shottake", "description", "lognote")}
        event["comments"] = [raw.get("comments", {}).get(f"mastercomment{each}") for each in (1, 2, 3)]
        event["label"] = raw.get("labels", {}).get("label2")
    told["markers"] = [{"at": frames(m.marked_range.start_time), "length": frames(m.marked_range.duration), "text": m.name}
                       for m in line.tracks.markers]
    return told


def read_fcpxml(path, rate):
    """By the content models of the format, then by what stands in it; every time must lie on a frame."""
    from fractions import Fraction
    from lxml import etree
    frame = Fraction(rate) if "/" in rate else Fraction(int(rate))
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    models = etree.DTD(str(Path(__file__).parent / "fcpxml-1.10.dtd"))
    if not models.validate(tree):
        raise SystemExit(str(models.error_log.last_error))

    def count(time):
        assert time.endswith("s")
        whole = Fraction(time[:-1]) * frame
        assert whole.denominator == 1, f"{time} lies on no frame"
        return whole.numerator

    assets = {each.get("id"): each for each in tree.iter("asset")}
    sequence = next(tree.iter("sequence"))

    def told(item, offset):
        asset = assets.get(item.get("ref"))
        start = count(item.get("start"))
        event = {"start": count(offset), "length": count(item.get("duration")), "name": item.get("name"), "gap": asset is None,
                 "in": start, "note": item.findtext("note"),
                 "markers": [{"at": count(m.get("start")) - start, "text": m.get("value")} for m in item.iter("marker")],
                 "captions": [{"at": count(c.get("offset")) - start, "length": count(c.get("duration")), "text": c.findtext("text")}
                              for c in item.iter("caption")],
                 "data": {each.get("key").split(".")[-1]: each.get("value") for each in item.findall("metadata/md")}}
        if asset is not None:
            event["url"] = asset.find("media-rep").get("src")
            event["has"] = [count(asset.get("start")), count(asset.get("duration"))]
            event["reel"] = asset.find("metadata/md").get("value")
        return event

    events = []
    for item in sequence.find("spine"):
        choices = list(item) if item.tag == "audition" else [item]
        event, *others = [told(each, item.get("offset")) for each in choices]
        events.append({**event, "others": others})
    shape = next(tree.iter("format"))
    return {"name": next(tree.iter("project")).get("name"), "start": count(sequence.get("tcStart")),
            "length": count(sequence.get("duration")), "frame": count(shape.get("frameDuration")),
            "size": [int(shape.get("width")), int(shape.get("height"))], "events": events}


def read_pycmx(path, rate):
    import pycmx

    def count(code):
        hours, minutes, seconds, frame = (int(part) for part in code.split(":"))
        return ((hours * 60 + minutes) * 60 + seconds) * int(rate) + frame

    with open(path, encoding="ascii") as file:
        edl = pycmx.parse_cmx3600(file)
    events = [edit for event in edl.events for edit in event.edits]
    return {"name": edl.title, "events": [
        {"number": int(event.number), "start": count(event.edits[0].record_in), "end": count(event.edits[0].record_out),
         "in": count(event.edits[0].source_in), "out": count(event.edits[0].source_out), "reel": event.edits[0].source,
         "video": event.edits[0].channels.video, "cut": event.edits[0].transition.cut, "name": event.edits[0].clip_name}
        for event in edl.events], "edits": len(events), "unread": len(list(edl.unrecognized_statements))}


def read_vtt(path, _rate):
    import webvtt
    return [{"from": cue.start, "to": cue.end, "text": cue.text} for cue in webvtt.read(path)]


def read_csv(path, _rate):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


KINDS = {"otio": read_otio, "edl": read_edl, "xmeml": read_xmeml, "fcpxml": read_fcpxml, "pycmx": read_pycmx, "vtt": read_vtt, "csv": read_csv}

if __name__ == "__main__":
    kind, path, *rate = sys.argv[1:]
    json.dump(KINDS[kind](path, *(rate or [24])), sys.stdout)
